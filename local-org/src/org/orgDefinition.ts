import { readFileSync } from 'node:fs';
import { OrgFault } from './faults.ts';

/** A user that the org has from its first start. */
export interface UserSeed {
    readonly username: string;
    readonly alias: string;
    readonly firstName: string | null;
    readonly lastName: string;
    readonly email: string;
    /** Name of the profile. */
    readonly profile: string;
    /** API names of permission sets and permission set groups. */
    readonly permissionSets: readonly string[];
}

/** A connected app; whoever serves the org makes credentials of it. */
export interface ConnectedAppSeed {
    readonly name: string;
    readonly scopes: readonly string[];
    /** Users whose consent is taken as given. */
    readonly authorizedUsers: readonly string[];
    readonly clientCredentialsUser: string | null;
}

/** A public site, which anybody may use as its guest user. */
export interface SiteSeed {
    readonly name: string;
    /** First part of its addresses: `help` for `/help/s/sfsites/aura`. */
    readonly path: string;
    /** Permission sets of the guest user. */
    readonly guestPermissionSets: readonly string[];
    /** Objects whose records a guest sharing rule shares with the guest user. */
    readonly guestObjects: readonly string[];
}

/** An Agentforce agent, as somebody has built it. */
export interface AgentSeed {
    readonly name: string;
    readonly label: string;
    /** Developer names, the oldest first. */
    readonly versions: readonly string[];
    /** The version that is active at first; null for none. */
    readonly active: string | null;
}

/** What a project's `config/local-org.json` says about the org it wants to run in. */
export interface OrgDefinition {
    readonly users: readonly UserSeed[];
    readonly connectedApps: readonly ConnectedAppSeed[];
    /** Rows by object, as field values by API name; a row is added only where none has the same Name or external id. */
    readonly records: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;
    /** Anonymous Apex, run by the admin when metadata has changed. */
    readonly afterDeploy: readonly string[];
    /** Anonymous Apex, run by the admin at every start, for what a process does not outlive: schedules. */
    readonly afterStart: readonly string[];
    /** Values for `replaceWithEnv` where the process environment has none. */
    readonly environment: Readonly<Record<string, string>>;
    /** Base addresses by named credential, instead of those in its metadata. */
    readonly endpoints: Readonly<Record<string, string>>;
    readonly sites: readonly SiteSeed[];
    readonly agents: readonly AgentSeed[];
    /** Add-ons that the org has been sold. */
    readonly features: readonly OrgFeature[];
}

/** `EventMonitoring`: real-time events, transaction security policies, hourly event log files. */
export type OrgFeature = 'EventMonitoring';

const FEATURES: readonly OrgFeature[] = ['EventMonitoring'];

export const EMPTY_DEFINITION: OrgDefinition = {
    users: [],
    connectedApps: [],
    records: new Map(),
    afterDeploy: [],
    afterStart: [],
    environment: {},
    endpoints: {},
    sites: [],
    agents: [],
    features: FEATURES
};

const USER_KEYS = ['username', 'alias', 'firstName', 'lastName', 'email', 'profile', 'permissionSets'];
const SITE_KEYS = ['name', 'path', 'guestPermissionSets', 'guestObjects'];
const AGENT_KEYS = ['name', 'label', 'versions', 'active'];
const APP_KEYS = ['name', 'scopes', 'authorizedUsers', 'clientCredentialsUser'];

/** @throws OrgFault LOC-004 with the place of what is wrong */
export function readOrgDefinition(path: string): OrgDefinition {
    let json: unknown;
    try {
        json = JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
        throw new OrgFault('LOC-004', `${path}: ${(error as Error).message}`, { cause: error });
    }
    const file = new Part(path, '', json, Object.keys(EMPTY_DEFINITION));
    return {
        users: file.list('users', USER_KEYS).map((user) => ({
            username: user.text('username'),
            alias: user.text('alias'),
            firstName: user.optionalText('firstName'),
            lastName: user.text('lastName'),
            email: user.text('email'),
            profile: user.text('profile'),
            permissionSets: user.texts('permissionSets')
        })),
        connectedApps: file.list('connectedApps', APP_KEYS).map((app) => ({
            name: app.text('name'),
            scopes: app.texts('scopes'),
            authorizedUsers: app.texts('authorizedUsers'),
            clientCredentialsUser: app.optionalText('clientCredentialsUser')
        })),
        records: new Map(
            file.keysOf('records').map((object) => [
                object,
                file
                    .part('records')
                    .list(object, null)
                    .map((row) => row.values())
            ])
        ),
        afterDeploy: file.texts('afterDeploy'),
        afterStart: file.texts('afterStart'),
        environment: file.textsByKey('environment'),
        endpoints: file.textsByKey('endpoints'),
        sites: file.list('sites', SITE_KEYS).map((site) => ({
            name: site.text('name'),
            path: site.text('path'),
            guestPermissionSets: site.texts('guestPermissionSets'),
            guestObjects: site.texts('guestObjects')
        })),
        agents: file.list('agents', AGENT_KEYS).map((agent) => ({
            name: agent.text('name'),
            label: agent.text('label'),
            versions: agent.texts('versions'),
            active: agent.optionalText('active')
        })),
        features: file.has('features') ? file.choices('features', FEATURES) : FEATURES
    };
}

/** One object of the file, with its place for messages. */
class Part {
    private readonly file: string;
    private readonly place: string;
    private readonly json: Readonly<Record<string, unknown>>;

    /** @param keys all that it may have; null where they are names */
    constructor(file: string, place: string, json: unknown, keys: readonly string[] | null) {
        this.file = file;
        this.place = place;
        if (typeof json !== 'object' || json === null || Array.isArray(json)) this.refuse('', 'an object', json);
        this.json = json as Readonly<Record<string, unknown>>;
        const unknown = keys && Object.keys(this.json).find((key) => !keys.includes(key));
        if (unknown)
            throw new OrgFault(
                'LOC-004',
                `${file}: ${place}${unknown} is not known: expected one of ${keys.join(', ')}.`
            );
    }

    text(key: string): string {
        const value = this.json[key];
        return typeof value === 'string' && value !== '' ? value : this.refuse(key, 'a text', value);
    }

    optionalText(key: string): string | null {
        return this.json[key] === undefined || this.json[key] === null ? null : this.text(key);
    }

    texts(key: string): string[] {
        return this.array(key).map((value, i) =>
            typeof value === 'string' ? value : this.refuse(`${key}[${i}]`, 'a text', value)
        );
    }

    has(key: string): boolean {
        return this.json[key] !== undefined;
    }

    choices<T extends string>(key: string, allowed: readonly T[]): T[] {
        return this.texts(key).map(
            (text, i) =>
                allowed.find((choice) => choice === text) ??
                this.refuse(`${key}[${i}]`, `one of ${allowed.join(', ')}`, text)
        );
    }

    textsByKey(key: string): Record<string, string> {
        return Object.fromEntries(this.keysOf(key).map((name) => [name, this.part(key).text(name)]));
    }

    list(key: string, keys: readonly string[] | null): Part[] {
        return this.array(key).map((value, i) => new Part(this.file, `${this.place}${key}[${i}].`, value, keys));
    }

    /** What stands under a key, an object by names. */
    part(key: string): Part {
        return new Part(this.file, `${this.place}${key}.`, this.json[key], null);
    }

    keysOf(key: string): string[] {
        return this.json[key] === undefined ? [] : Object.keys(this.part(key).json);
    }

    values(): Readonly<Record<string, unknown>> {
        return this.json;
    }

    private array(key: string): readonly unknown[] {
        const value = this.json[key] ?? [];
        return Array.isArray(value) ? (value as unknown[]) : this.refuse(key, 'a list', value);
    }

    private refuse(key: string, expected: string, found: unknown): never {
        const text = found === undefined ? 'nothing' : shown(found);
        const place = `${this.place}${key}`.replace(/\.$/, '') || 'the file';
        throw new OrgFault('LOC-004', `${this.file}: ${place} must be ${expected}, but is ${text}.`);
    }
}

function shown(found: unknown): string {
    if (Array.isArray(found)) return 'a list';
    return typeof found === 'object' && found !== null ? 'an object' : JSON.stringify(found);
}
