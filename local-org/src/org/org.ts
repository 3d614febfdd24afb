import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AsyncJobs, DrainedQueue, TimedQueue } from '../async/index.ts';
import { OrgData } from '../data/orgData.ts';
import { Journal } from '../data/store/journal.ts';
import type { IdSequence } from '../data/store/recordIds.ts';
import { CurrentTest, PrincipalSecrets, SetupSwitches, TestRun } from '../platform/index.ts';
import { ManagedSubscriptions } from '../events/index.ts';
import type { Project, Schema } from '../project/index.ts';
import { ApexException } from '../runtime/exceptions.ts';
import type { Program } from '../runtime/linkage/program.ts';
import type { CalloutPort, TransactionOptions } from '../runtime/services.ts';
import type { RunningUser, ServiceRegistry } from '../runtime/transaction.ts';
import type { AnonymousOutcome } from './anonymousApex.ts';
import { prepareAnonymous } from './anonymousApex.ts';
import type { Clock, MovableClock } from './clock.ts';
import { AdjustableClock } from './clock.ts';
import type { PackageDeployment } from './deployment/deployOrg.ts';
import { deployOrg } from './deployment/deployOrg.ts';
import { ADMIN_USERNAME } from './deployment/platformRows.ts';
import { guestUsername } from './deployment/seedRows.ts';
import { subscribeProject } from './eventSubscribers.ts';
import { OrgFault, ProjectRefused } from './faults.ts';
import type { OrgDefinition } from './orgDefinition.ts';
import { EMPTY_DEFINITION, readOrgDefinition } from './orgDefinition.ts';
import type { OrgLatencies, OrgRuntime } from './orgServices.ts';
import { provideServices } from './orgServices.ts';
import type { OrgTransaction } from './orgTransaction.ts';
import type { CompiledProject } from './projectCompilation.ts';
import { compileProject } from './projectCompilation.ts';
import { linkProject } from './projectLinking.ts';
import { RunningUsers } from './runningUsers.ts';
import { StateFolder } from './stateFolder.ts';

export interface OrgOptions {
    /** Folder with the `sfdx-project.json`. */
    readonly projectDir: string;
    /** The machine's clock, unless given, ahead by what an administrator has moved it. */
    readonly clock?: MovableClock;
    /** Folder that keeps the records; null for an org that is gone when the process ends. */
    readonly stateDir: string | null;
    /** Org definition file, null for none; `config/local-org.json` of the project, if there is one, unless given. */
    readonly seed?: string | null;
    /** `test`: setup only, no records, nothing runs by itself. */
    readonly mode?: 'live' | 'test';
    /** What `compileProject` has made of the same project; read anew when absent. */
    readonly compiled?: CompiledProject;
    /** Count executed lines. */
    readonly coverage?: boolean;
    /** How long jobs and events wait before they start. */
    readonly latencies?: OrgLatencies;
    /** Does the HTTP of Apex; without it callouts outside tests are refused. */
    readonly callouts?: CalloutPort;
    /** Base addresses by named credential, instead of those in metadata and org definition. */
    readonly endpoints?: Readonly<Record<string, string>>;
    /** Told what happens without anyone waiting for it, e.g. a job that fails. */
    readonly print?: (line: string) => void;
    /** A deployment into an org that is there already; without it the whole project and its definition are deployed. */
    readonly deployment?: PackageDeployment;
    /** Of the org that this one takes the place of: ids that clients know are not given to anything else. */
    readonly ids?: IdSequence;
}

interface OrgParts {
    readonly compiled: CompiledProject;
    readonly program: Program;
    readonly data: OrgData;
    readonly clock: MovableClock;
    readonly definition: OrgDefinition;
    readonly runtime: OrgRuntime;
    readonly close: () => void;
}

/** A project in an org that runs it: the composition of everything else. */
export class Org {
    readonly compiled: CompiledProject;
    readonly program: Program;
    readonly data: OrgData;
    readonly definition: OrgDefinition;
    readonly services: ServiceRegistry;
    readonly users: RunningUsers;
    private readonly runtime: OrgRuntime;
    private readonly movableClock: MovableClock;
    private readonly closeParts: () => void;

    constructor(parts: OrgParts) {
        this.compiled = parts.compiled;
        this.program = parts.program;
        this.data = parts.data;
        this.movableClock = parts.clock;
        this.definition = parts.definition;
        this.services = parts.runtime.services;
        this.runtime = parts.runtime;
        this.closeParts = parts.close;
        this.users = new RunningUsers(parts.data);
    }

    get clock(): Clock {
        return this.movableClock;
    }

    get project(): Project {
        return this.compiled.project;
    }

    get schema(): Schema {
        return this.compiled.schema;
    }

    /** The administrator that every org has. */
    get admin(): RunningUser {
        return this.users.named(ADMIN_USERNAME)!;
    }

    /** One transaction: commits when `body` returns, leaves nothing behind when it throws. */
    execute<T>(options: TransactionOptions, body: (transaction: OrgTransaction) => T): T {
        return this.runtime.transactions.run(options, body);
    }

    /** Nothing that `body` does remains, committed or not, nor anything that waits to run. Only in an org for tests. */
    isolated<T>(body: () => T): T {
        const { work, bus, services } = this.runtime;
        if (!(work instanceof DrainedQueue)) throw new Error('Only an org for tests can be isolated.');
        const mark = this.data.store.enterIsolation();
        services.provide(CurrentTest, new TestRun());
        try {
            return body();
        } finally {
            work.clear();
            bus.reset();
            this.data.store.leaveIsolation(mark);
        }
    }

    /** Runs an anonymous block as a transaction. Exceptions of the Apex code are part of the outcome; other errors are thrown. */
    runAnonymous(user: RunningUser, text: string): AnonymousOutcome {
        const prepared = prepareAnonymous(this.program, this.compiled.checked, text);
        if (typeof prepared !== 'function') return { problem: prepared, exception: null, debugLog: [] };
        let debugLog: readonly string[] = [];
        try {
            this.execute({ user, quiddity: 'ANONYMOUS', isAsync: false }, (transaction) => {
                debugLog = transaction.debugLog;
                prepared();
            });
            return { problem: null, exception: null, debugLog };
        } catch (error) {
            if (error instanceof ApexException) return { problem: null, exception: error, debugLog };
            throw error;
        }
    }

    /** Runs a list of the definition's Apex blocks as the admin. @throws OrgFault LOC-004 when a block fails */
    runBlocks(list: 'afterDeploy' | 'afterStart', definitionPath: string): void {
        for (const block of this.definition[list]) {
            const { problem, exception } = this.runAnonymous(this.admin, block);
            const fault = problem?.message ?? (exception && `${exception.typeName}: ${exception.message}`);
            if (fault !== null)
                throw new OrgFault('LOC-004', `${definitionPath}: the ${list} block "${block}" failed: ${fault}`);
        }
    }

    /** Waits for jobs and events that are due soon; what is scheduled for later is left waiting. */
    async settled(): Promise<void> {
        const { work } = this.runtime;
        while (work instanceof TimedQueue && work.nextDue !== null && work.nextDue <= this.clock.now() + SOON_MS) {
            await setTimeout(Math.max(0, work.nextDue - this.clock.now()));
        }
    }

    /** Lets the time until a moment pass at once; jobs and events that fall due on the way run in order, each at its own time. */
    passUntil(moment: number): void {
        const { work } = this.runtime;
        if (!(work instanceof TimedQueue)) throw new Error('In an org for tests no time passes.');
        this.movableClock.announce(moment);
        work.runUntil(moment, (time) => this.movableClock.moveTo(time));
    }

    /** Stops everything that runs by itself and closes the files. */
    close(): void {
        this.closeParts();
    }
}

/** Work that is due within this is part of what goes on now. */
const SOON_MS = 1000;

const DEFAULT_LATENCIES: OrgLatencies = { queueableMs: 150, eventMs: 100, batchMs: 150 };

const DEFINITION_PATH = ['config', 'local-org.json'];

/** Path of the project's own org definition, null when it has none. */
export function definitionPathOf(projectDir: string): string | null {
    const path = join(projectDir, ...DEFINITION_PATH);
    return existsSync(path) ? path : null;
}

/** Values for `replaceWithEnv`: the process environment, then what the org definition gives. */
export function environmentFor(definition: OrgDefinition): Readonly<Record<string, string | undefined>> {
    return { ...definition.environment, ...process.env };
}

/**
 * Loads, checks and links a project, opens its records, and brings its setup rows up to date.
 * @throws ProjectRefused when the project has errors, OrgFault for the definition file or the state folder
 */
export function createOrg(options: OrgOptions): Org {
    const definitionPath = options.seed === undefined ? definitionPathOf(options.projectDir) : options.seed;
    const definition = definitionPath === null ? EMPTY_DEFINITION : readOrgDefinition(definitionPath);
    const folder = options.stateDir === null ? null : StateFolder.open(options.stateDir);
    try {
        return putTogether(options, definition, definitionPath ?? '', folder);
    } catch (error) {
        folder?.close();
        throw error;
    }
}

function putTogether(
    options: OrgOptions,
    definition: OrgDefinition,
    definitionPath: string,
    folder: StateFolder | null
): Org {
    const clock = options.clock ?? new AdjustableClock(folder?.clockNote ?? null);
    const compiled =
        options.compiled ??
        compileProject(options.projectDir, {
            environment: environmentFor(definition),
            features: definition.features,
            keyPrefixes: folder?.keyPrefixes() ?? new Map()
        });
    const { project, schema, diagnostics } = compiled;
    if (diagnostics.some(({ severity }) => severity === 'error')) throw new ProjectRefused(diagnostics);
    const program = linkProject(compiled, options.coverage ?? false);
    const data = new OrgData(schema, {
        labels: new Map(project.labels.map(({ name, value }) => [name, value])),
        now: () => clock.now(),
        ...(options.ids ? { ids: options.ids } : {})
    });
    const journal = folder && openJournal(folder, data);
    const runtime = provideServices({
        data,
        project,
        program,
        users: new RunningUsers(data),
        endpoints: { ...definition.endpoints, ...options.endpoints },
        isTest: options.mode === 'test',
        latencies: options.latencies ?? DEFAULT_LATENCIES,
        callouts: options.callouts ?? null,
        switches: new SetupSwitches(folder?.switchNote ?? null),
        subscriptions: new ManagedSubscriptions(folder?.subscriptionNote ?? null),
        secrets: new PrincipalSecrets(folder?.secretNote ?? null),
        stateDirectory: folder?.path ?? null,
        onFailure: (error) => options.print?.(failureLine(error))
    });
    const org = new Org({
        compiled,
        program,
        data,
        clock,
        definition,
        runtime,
        close: () => {
            if (runtime.work instanceof TimedQueue) runtime.work.close();
            runtime.bus.close();
            journal?.close();
            folder?.close();
        }
    });
    try {
        runtime.services.get(AsyncJobs).settleInterrupted();
        const deployment = deployOrg(org, {
            folder,
            definitionPath,
            withRecords: options.mode !== 'test',
            deployment: options.deployment ?? null
        });
        for (const site of definition.sites) {
            const guest = org.users.named(guestUsername(site));
            if (guest) data.addGuest(guest.id, site.guestObjects);
        }
        subscribeProject({ compiled, program, data, users: org.users, bus: runtime.bus });
        deployment.finish();
        if (options.mode !== 'test') org.runBlocks('afterStart', definitionPath);
        journal?.keep();
        deployment.note();
        return org;
    } catch (error) {
        org.close();
        throw error;
    }
}

function openJournal(folder: StateFolder, data: OrgData): Journal {
    try {
        return Journal.open(folder.path, data.store);
    } catch (error) {
        throw new OrgFault('LOC-005', `${(error as Error).message}. Delete the folder to start afresh.`, {
            cause: error
        });
    }
}

/** One line for what failed without anyone waiting for it. */
function failureLine(error: unknown): string {
    if (error instanceof ApexException) return `${error.typeName}: ${error.apexMessage ?? ''}`;
    return error instanceof Error ? error.message : String(error);
}
