import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OrgData } from '../data/orgData.ts';
import { Journal } from '../data/store/journal.ts';
import type { Project, Schema } from '../project/index.ts';
import { ApexException } from '../runtime/exceptions.ts';
import type { Program } from '../runtime/linkage/program.ts';
import { linkProgram } from '../runtime/linkage/program.ts';
import type { TransactionOptions } from '../runtime/services.ts';
import type { RunningUser, ServiceRegistry } from '../runtime/transaction.ts';
import type { AnonymousOutcome } from './anonymousApex.ts';
import { prepareAnonymous } from './anonymousApex.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { deployOrg } from './deployment/deployOrg.ts';
import { ADMIN_USERNAME } from './deployment/platformRows.ts';
import { OrgFault, ProjectRefused } from './faults.ts';
import type { OrgDefinition } from './orgDefinition.ts';
import { EMPTY_DEFINITION, readOrgDefinition } from './orgDefinition.ts';
import { provideServices } from './orgServices.ts';
import type { OrgTransaction } from './orgTransaction.ts';
import type { CompiledProject } from './projectCompilation.ts';
import { compileProject } from './projectCompilation.ts';
import { RunningUsers } from './runningUsers.ts';
import { StateFolder } from './stateFolder.ts';
import type { OrgTransactions } from './transactions.ts';

export interface OrgOptions {
    /** Folder with the `sfdx-project.json`. */
    readonly projectDir: string;
    readonly clock?: Clock;
    /** Folder that keeps the records; null for an org that is gone when the process ends. */
    readonly stateDir: string | null;
    /** Org definition; `config/local-org.json` of the project, if there is one, unless given. */
    readonly definitionPath?: string;
    /** `test`: setup only, no records, nothing runs by itself. */
    readonly mode?: 'live' | 'test';
    /** Count executed lines. */
    readonly coverage?: boolean;
    /** Told what runs without anyone waiting for it and fails. */
    readonly log?: (line: string) => void;
}

interface OrgParts {
    readonly compiled: CompiledProject;
    readonly program: Program;
    readonly data: OrgData;
    readonly clock: Clock;
    readonly definition: OrgDefinition;
    readonly services: ServiceRegistry;
    readonly transactions: OrgTransactions;
    readonly close: () => void;
}

/** A project in an org that runs it: the composition of everything else. */
export class Org {
    readonly compiled: CompiledProject;
    readonly program: Program;
    readonly data: OrgData;
    readonly clock: Clock;
    readonly definition: OrgDefinition;
    readonly services: ServiceRegistry;
    readonly users: RunningUsers;
    private readonly transactions: OrgTransactions;
    private readonly closeParts: () => void;

    constructor(parts: OrgParts) {
        this.compiled = parts.compiled;
        this.program = parts.program;
        this.data = parts.data;
        this.clock = parts.clock;
        this.definition = parts.definition;
        this.services = parts.services;
        this.transactions = parts.transactions;
        this.closeParts = parts.close;
        this.users = new RunningUsers(parts.data);
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
        return this.transactions.run(options, body);
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

    /** Runs the definition's Apex after a deployment. @throws OrgFault LOC-004 when a block fails */
    runAfterDeploy(definitionPath: string): void {
        for (const block of this.definition.afterDeploy) {
            const { problem, exception } = this.runAnonymous(this.admin, block);
            const fault = problem?.message ?? (exception && `${exception.typeName}: ${exception.message}`);
            if (fault !== null) throw new OrgFault('LOC-004', `${definitionPath}: the afterDeploy block "${block}" failed: ${fault}`);
        }
    }

    /** Stops everything that runs by itself and closes the files. */
    close(): void {
        this.closeParts();
    }
}

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
    const mode = options.mode ?? 'live';
    const clock = options.clock ?? systemClock;
    const definitionPath = options.definitionPath ?? definitionPathOf(options.projectDir);
    const definition = definitionPath === null ? EMPTY_DEFINITION : readOrgDefinition(definitionPath);
    const compiled = compileProject(options.projectDir, { environment: environmentFor(definition) });
    const { project, schema, platform, checked, diagnostics } = compiled;
    if (diagnostics.some(({ severity }) => severity === 'error')) throw new ProjectRefused(diagnostics);
    const program = linkProgram(checked.program, { schema, platform, coverage: options.coverage ?? false });
    const data = new OrgData(schema, {
        labels: new Map(project.labels.map(({ name, value }) => [name, value])),
        now: () => clock.now()
    });
    const folder = options.stateDir === null ? null : StateFolder.open(options.stateDir);
    folder?.checkObjects(schema);
    const journal = folder && Journal.open(folder.path, data.store);
    const { services, transactions } = provideServices({ data, program, isTest: mode === 'test' });
    const org = new Org({
        compiled,
        program,
        data,
        clock,
        definition,
        services,
        transactions,
        close: () => {
            journal?.close();
            folder?.close();
        }
    });
    deployOrg(org, { folder, definitionPath: definitionPath ?? '', withRecords: mode === 'live' });
    return org;
}
