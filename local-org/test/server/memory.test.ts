import { queryObjects } from 'node:v8';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Org } from '../../src/org/index.ts';
import type { DeployOptions } from '../../src/server/metadata/deployment.ts';
import { isOver } from '../../src/server/metadata/deployment.ts';
import { Deployments } from '../../src/server/metadata/deployments.ts';
import { OrgMetadata } from '../../src/server/metadata/orgMetadata.ts';
import { classFiles, zipOf } from './deployOrg.ts';
import { until } from './httpOrg.ts';
import { FIXTURE, json, ServedFixture } from './servedOrg.ts';

/** Objects of a class that are still reachable: it collects garbage before it counts. */
const alive = (type: abstract new (...args: never[]) => unknown): number =>
    queryObjects(type as new () => unknown, { format: 'count' }) as unknown as number;

describe('what a served org lets go of', () => {
    let served: ServedFixture;
    beforeEach(() => {
        served = new ServedFixture();
    });
    afterEach(() => served.close());

    it('given bulk jobs that are over, when another org takes the place of the one that ran them, then that one is gone', () => {
        const token = served.logIn('bot@example.com');
        const jobs = (method: string, path: string, body: unknown, type = 'application/json') =>
            served.ask(method, `/services/data/v66.0/jobs/${path}`, { token, body, headers: { 'content-type': type } });
        const opened = (kind: string, body: object): string => (json(jobs('POST', kind, body)) as { id: string }).id;
        const query = { operation: 'query', query: 'SELECT Name FROM Customer__c' };
        const insert = { operation: 'insert', object: 'Customer__c' };
        const done = [opened('query', query), opened('ingest', insert), opened('ingest', insert)];
        for (const id of done.slice(1)) {
            jobs('PUT', `ingest/${id}/batches`, 'Name\nAcme\n', 'text/csv');
            jobs('PATCH', `ingest/${id}`, { state: 'UploadComplete' });
        }
        jobs('PATCH', `ingest/${done[2]}`, { state: 'Aborted' });
        jobs('PATCH', `query/${opened('query', query)}`, { state: 'Aborted' });
        served.pass(1000);
        served.replace();
        const state = (kind: string, id: string): unknown =>
            (json(jobs('GET', `${kind}/${id}`, undefined)) as { state: string }).state;
        expect([state('query', done[0]!), state('ingest', done[1]!), state('ingest', done[2]!)]).toEqual([
            'JobComplete',
            'JobComplete',
            'Aborted'
        ]);
        expect(alive(Org)).toBe(1);
    });

    it('given a deployment that is over, when its result is kept, then its package is not', async () => {
        class Package extends Uint8Array {}
        const { org, stateDir } = served;
        const deployments = new Deployments({
            seed: null,
            metadata: OrgMetadata.open(stateDir, FIXTURE, {}),
            host: { current: () => org, replaceOrg: () => Promise.resolve(), check: null },
            print: (line) => served.printed.push(line)
        });
        const options: DeployOptions = {
            checkOnly: false,
            ignoreWarnings: false,
            purgeOnDelete: false,
            rollbackOnError: true,
            testLevel: 'NoTestRun',
            runTests: []
        };
        const { id } = deployments.submit(
            org.admin,
            Package.from(zipOf(classFiles('Small', 'public class Small {}'))),
            options
        );
        expect(alive(Package)).toBe(1);
        await until(() => isOver(deployments.get(id)!));
        expect(deployments.get(id)).toMatchObject({ status: 'Succeeded', total: 1 });
        expect(alive(Package)).toBe(0);
    });
});
