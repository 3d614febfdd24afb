import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { EngineBridge } from '../../src/server/engineBridge.ts';
import type { OrgRequest, OrgResponse } from '../../src/server/protocol.ts';
import { FIXTURE } from './servedOrg.ts';

const REQUEST: OrgRequest = {
    method: 'GET',
    path: '/services/data',
    search: '',
    headers: { host: '127.0.0.1:8585' },
    body: '',
    remoteAddress: '127.0.0.1'
};

function start(stateDir: string): Promise<EngineBridge> {
    const latencies = { queueableMs: 1, eventMs: 1, batchMs: 1 };
    const options = { projectDir: FIXTURE, stateDir, seed: null, endpoints: {}, latencies };
    return EngineBridge.start(options, { print: () => undefined, check: null, onMetadata: () => undefined });
}

it('given an engine that is closed twice, at once and later, when it has ended, then nobody waits, and requests are answered', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'engine-'));
    onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
    const bridge = await start(stateDir);
    await Promise.all([bridge.close(), bridge.close()]);
    await bridge.close();
    expect((await bridge.request(REQUEST)).status).toBe(500);
});

describe('an engine that died', () => {
    let stateDir: string;
    let bridge: EngineBridge;
    let worker: Worker;
    beforeEach(async () => {
        stateDir = mkdtempSync(join(tmpdir(), 'engine-'));
        bridge = await start(stateDir);
        worker = Reflect.get(bridge, 'worker') as Worker;
        worker.emit('error', new Error('out of memory'));
    });
    afterEach(async () => {
        await worker.terminate();
        rmSync(stateDir, { recursive: true, force: true });
    });

    it('given requests that come later, when they are sent, then each is answered with a server error', async () => {
        const subscribed = new Promise<OrgResponse>((resolve) => {
            bridge.subscribe(REQUEST, {
                accepted: () => undefined,
                refused: resolve,
                push: () => undefined,
                ended: () => undefined
            });
        });
        expect((await bridge.request(REQUEST)).status).toBe(500);
        expect((await subscribed).status).toBe(500);
    });

    it('given somebody who stops the org, when it is closed, then it does not wait for the dead', async () => {
        await expect(bridge.close()).resolves.toBeUndefined();
    });
});
