import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubscriptionNote } from '../events/index.ts';
import type { SecretNote, SwitchNote } from '../platform/index.ts';
import type { Project, Schema } from '../project/index.ts';
import type { ClockNote } from './clock.ts';
import { OrgFault } from './faults.ts';

/** What was last deployed into a state folder. */
interface DeploymentRecord {
    /** Fingerprints of the project's metadata and of the org definition. */
    readonly metadata: string;
    readonly definition: string;
    readonly keyPrefixes: Readonly<Record<string, string>>;
    /** Layout of the folder. */
    readonly format: number;
}

const FORMAT = 1;

const DEPLOYMENT_FILE = 'deployment.json';
const LOCK_FILE = 'lock';
const CLOCK_FILE = 'clock.json';
const SWITCHES_FILE = 'setup-switches.json';
const SUBSCRIPTIONS_FILE = 'managed-subscriptions.json';
const SECRETS_FILE = 'external-credentials.json';
const OWNER_ONLY = 0o600;

/** The folder that keeps an org between runs. Held by one process at a time. */
export class StateFolder {
    readonly path: string;

    private constructor(path: string) {
        this.path = path;
    }

    /** @throws OrgFault LOC-006 when another living process holds the folder */
    static open(path: string): StateFolder {
        try {
            mkdirSync(path, { recursive: true });
        } catch (error) {
            throw new OrgFault('LOC-005', `${path} cannot be a state folder: ${(error as Error).message}`, {
                cause: error
            });
        }
        takeLock(path);
        return new StateFolder(path);
    }

    close(): void {
        rmSync(join(this.path, LOCK_FILE), { force: true });
    }

    /** How far the org's clock is ahead of the machine's. */
    get clockNote(): ClockNote {
        const file = join(this.path, CLOCK_FILE);
        return {
            read: () => (existsSync(file) ? aheadIn(file) : 0),
            write: (aheadMs) => this.replace(CLOCK_FILE, { aheadMs })
        };
    }

    /** What the Tooling API has switched. */
    get switchNote(): SwitchNote {
        const file = join(this.path, SWITCHES_FILE);
        return {
            read: () => (existsSync(file) ? (jsonIn(file) as ReturnType<SwitchNote['read']>) : null),
            write: (state) => this.replace(SWITCHES_FILE, state)
        };
    }

    /** Managed event subscriptions, with what their clients have committed. */
    get subscriptionNote(): SubscriptionNote {
        const file = join(this.path, SUBSCRIPTIONS_FILE);
        return {
            read: () => (existsSync(file) ? (jsonIn(file) as ReturnType<SubscriptionNote['read']>) : []),
            write: (subscriptions) => this.replace(SUBSCRIPTIONS_FILE, subscriptions)
        };
    }

    /** What was entered for external credentials. */
    get secretNote(): SecretNote {
        const file = join(this.path, SECRETS_FILE);
        return {
            read: () => (existsSync(file) ? (jsonIn(file) as ReturnType<SecretNote['read']>) : {}),
            write: (secrets) => this.replace(SECRETS_FILE, secrets)
        };
    }

    /** Key prefixes of the objects that were ever deployed into the folder, by API name: stored ids begin with them. */
    keyPrefixes(): ReadonlyMap<string, string> {
        return new Map(Object.entries(this.read()?.keyPrefixes ?? {}));
    }

    isDeployed(part: 'metadata' | 'definition', fingerprint: string): boolean {
        return this.read()?.[part] === fingerprint;
    }

    noteDeployment(metadata: string, definition: string, schema: Schema): void {
        const deployed = schema.objects().filter((object) => object.custom && object.keyPrefix !== null);
        const keyPrefixes = new Map([
            ...this.keyPrefixes(),
            ...deployed.map((object) => [object.name, object.keyPrefix!] as const)
        ]);
        const record: DeploymentRecord = {
            metadata,
            definition,
            keyPrefixes: Object.fromEntries(keyPrefixes),
            format: FORMAT
        };
        this.replace(DEPLOYMENT_FILE, record);
    }

    /** A reader sees the old file or the new one, never a part. */
    private replace(name: string, content: object): void {
        const file = join(this.path, name);
        writeFileSync(`${file}.next`, JSON.stringify(content), { mode: OWNER_ONLY });
        renameSync(`${file}.next`, file);
    }

    private read(): DeploymentRecord | null {
        const file = join(this.path, DEPLOYMENT_FILE);
        if (!existsSync(file)) return null;
        const record = jsonIn(file) as Partial<DeploymentRecord>;
        if (record.format !== FORMAT) {
            const found = record.format ?? 'no format';
            throw new OrgFault(
                'LOC-005',
                `${file} has ${found} where this version of the local org writes format ${FORMAT}. Delete the folder to start afresh.`
            );
        }
        return record as DeploymentRecord;
    }
}

function aheadIn(file: string): number {
    const { aheadMs } = jsonIn(file) as { aheadMs: unknown };
    return typeof aheadMs === 'number' && Number.isFinite(aheadMs) ? aheadMs : damaged(file);
}

function jsonIn(file: string): object {
    try {
        const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
        return typeof content === 'object' && content !== null ? content : damaged(file);
    } catch (error) {
        return damaged(file, error);
    }
}

function damaged(file: string, cause?: unknown): never {
    throw new OrgFault('LOC-005', `${file} is damaged. Delete the folder to start afresh.`, { cause });
}

/** The lock is created or not in one step, so that of two processes that start at once only one gets it. */
function takeLock(folder: string): void {
    const lock = join(folder, LOCK_FILE);
    for (;;) {
        try {
            writeFileSync(lock, String(process.pid), { flag: 'wx' });
            return;
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        }
        const holder = Number(readFileSync(lock, 'utf8'));
        if (holder !== process.pid && isAlive(holder)) {
            throw new OrgFault(
                'LOC-006',
                `${folder} is in use by process ${holder}. Stop it, or choose another state folder.`
            );
        }
        rmSync(lock, { force: true });
    }
}

/** Changes whenever something in the project's files does that a deployment would carry over. */
export function fingerprintOf(value: Project | object): string {
    const text = JSON.stringify(value, (key, part: unknown) => {
        if (key === 'root') return undefined;
        return part instanceof Map ? [...part] : part;
    });
    return createHash('sha256').update(text).digest('hex');
}

function isAlive(pid: number): boolean {
    if (!Number.isInteger(pid) || pid <= 0) return false;
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
}
