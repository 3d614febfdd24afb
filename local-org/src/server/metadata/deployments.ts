import { findSystemRow } from '../../data/index.ts';
import type { Brings, Org } from '../../org/index.ts';
import { OrgFault } from '../../org/index.ts';
import type { RunningUser } from '../../runtime/transaction.ts';
import type { TestFilter, TestResult } from '../../testing/index.ts';
import { ALL_TESTS } from '../../testing/index.ts';
import type { ProjectRun } from '../tooling/projectRun.ts';
import { startProjectRun } from '../tooling/projectRun.ts';
import type { Suites } from '../tooling/testOrder.ts';
import type { ComponentName } from './component.ts';
import { componentOfPath, keyOf } from './component.ts';
import {
    diagnosticFailures,
    findingFailures,
    faultFailures,
    successes,
    unknownTestFailures
} from './componentResults.ts';
import { coverageFaults } from './coverageFaults.ts';
import type { DeployCheck } from './deployCheck.ts';
import type { ComponentResult, Deployment, DeployOptions } from './deployment.ts';
import { filledFields } from './filledFields.ts';
import type { MetadataStore } from './metadataStore.ts';
import type { OrgMetadata } from './orgMetadata.ts';
import { missingUsers } from './orgReferences.ts';
import type { PackageContent } from './packageFiles.ts';
import { readPackage } from './packageFiles.ts';
import { BadPackage, readPackageZip } from './packageZip.ts';
import { xmlParts } from './xmlParts.ts';

/** What a deployment needs of the process that serves the org. */
export interface DeploymentHost {
    current(): Org;
    /**
     * Puts the org together anew from a project folder, with its records. @throws Error when it cannot; the org is then as before
     * @param deletions components whose rows go
     */
    replaceOrg(projectDir: string, brings: Brings, deletions: readonly ComponentName[]): Promise<void>;
    /** A check beyond the org's own; null for none. */
    readonly check: DeployCheck | null;
}

export interface DeploymentParts {
    /** Org definition file, null for none. */
    readonly seed: string | null;
    readonly metadata: OrgMetadata;
    readonly host: DeploymentHost;
    /** Told what no client may be told. */
    readonly print: (line: string) => void;
}

/** Validations can be deployed for ten days. */
const QUICK_MS = 10 * 86_400_000;
const MAX_KEPT = 100;

/**
 * Deployments into the org. One runs at a time, the others wait. A package is checked and tested in a folder of its own beside the org;
 * the org changes only when nothing is wrong with it, and then as a whole.
 */
export class Deployments {
    private readonly parts: DeploymentParts;
    private readonly known: Deployment[] = [];
    private queue: Promise<void> = Promise.resolve();

    constructor(parts: DeploymentParts) {
        this.parts = parts;
    }

    /** What is in the org. */
    get store(): MetadataStore {
        return this.parts.metadata.store;
    }

    get(id: string): Deployment | null {
        return this.known.find((deployment) => deployment.id === id || deployment.id.slice(0, 15) === id) ?? null;
    }

    /** Takes a package into the queue. */
    submit(user: RunningUser, zip: Uint8Array, options: DeployOptions): Deployment {
        const deployment = this.open(user, options);
        this.enqueue(deployment, () => this.deployPackage(deployment, zip));
        return deployment;
    }

    /** Deploys what a validation has checked and tested. @returns null when there is no such validation (any more) */
    submitValidated(user: RunningUser, validation: Deployment): Deployment | null {
        const { validated, options } = validation;
        const isFresh = validation.endedAt !== null && this.now() - validation.endedAt < QUICK_MS;
        if (!validated || !isFresh || validated.base !== this.store) return null;
        const deployment = this.open(user, { ...options, checkOnly: false, testLevel: 'NoTestRun', runTests: [] });
        this.enqueue(deployment, async () => {
            deployment.total = validation.total;
            deployment.components = validation.components;
            if (validated.base !== this.store) throw new BadPackage(CHANGED_SINCE);
            const folder = this.parts.metadata.write(validated.store);
            await this.bringIn(validation, validated.store, validated.deletions, folder);
        });
        return deployment;
    }

    /** Runs tests of what is in the org. */
    startTests(filter: TestFilter, onResult: (result: TestResult) => void): ProjectRun {
        return this.check(this.parts.metadata.written(), filter, onResult);
    }

    /** Test suites of the org's metadata. */
    suites(): Suites {
        const suites = new Map<string, readonly string[]>();
        for (const [path, content] of this.store.files) {
            const component = componentOfPath(path);
            if (component?.type !== 'ApexTestSuite') continue;
            const parts = xmlParts(content.toString('utf8'))?.parts ?? [];
            suites.set(
                component.fullName,
                parts.filter(({ name }) => name === 'testClassName').map(({ inner }) => inner.trim())
            );
        }
        return suites;
    }

    private open(user: RunningUser, options: DeployOptions): Deployment {
        const org = this.parts.host.current();
        const deployment: Deployment = {
            id: org.data.store.ids.next('0Af'),
            options,
            user,
            userName: String(findSystemRow(org.data, 'User', user.id)?.Name ?? user.username),
            createdAt: this.now(),
            status: 'Pending',
            startedAt: null,
            endedAt: null,
            components: [],
            total: 0,
            testsTotal: 0,
            testsCompleted: 0,
            testErrors: 0,
            report: null,
            errorMessage: null,
            errorStatusCode: null,
            validated: null,
            cancel: () => (deployment.status = 'Canceling')
        };
        this.known.push(deployment);
        if (this.known.length > MAX_KEPT) this.known.shift();
        return deployment;
    }

    private enqueue(deployment: Deployment, work: () => Promise<void>): void {
        this.queue = this.queue.then(async () => {
            if (deployment.status === 'Pending') {
                deployment.status = 'InProgress';
                deployment.startedAt = this.now();
                await this.attempt(deployment, work);
            }
            if (deployment.status === 'Canceling') deployment.status = 'Canceled';
            deployment.cancel = null;
            deployment.endedAt = this.now();
        });
    }

    private async attempt(deployment: Deployment, work: () => Promise<void>): Promise<void> {
        try {
            await work();
            if (deployment.status === 'InProgress') deployment.status = 'Succeeded';
        } catch (error) {
            this.fail(deployment, error);
        }
    }

    private async deployPackage(deployment: Deployment, zip: Uint8Array): Promise<void> {
        const { metadata } = this.parts;
        const base = this.store;
        const content = readPackage(await readPackageZip(zip), base);
        deployment.total = content.components.length + content.deletions.length;
        const candidate = base.with(content.changes);
        const folder = metadata.write(candidate);
        try {
            const faults = [...content.problems, ...missingUsers(candidate, this.parts.host.current().users)];
            const failures = [
                ...faultFailures(faults),
                ...(await this.failuresIn(folder, deployment, content, faults.length === 0))
            ];
            deployment.components = [...failures, ...successes(content, base, failures)];
            const testsFailed = deployment.report?.tests.some(({ outcome }) => outcome === 'fail') ?? false;
            if (failures.length > 0 || testsFailed || coverageFaults(deployment).length > 0)
                deployment.status = 'Failed';
            else if (!deployment.options.checkOnly)
                await this.bringIn(deployment, candidate, content.deletions, folder);
            else if (deployment.options.testLevel !== 'NoTestRun')
                deployment.validated = { store: candidate, base, deletions: content.deletions };
        } finally {
            metadata.discard(folder);
        }
    }

    /** Checks a folder by the org's own check and the host's, and runs the tests that were asked for. */
    private async failuresIn(
        folder: string,
        deployment: Deployment,
        content: PackageContent,
        withTests: boolean
    ): Promise<ComponentResult[]> {
        const tests = withTests ? testsFor(deployment.options) : null;
        const run = this.check(folder, tests, ({ outcome }) => {
            deployment.testsCompleted++;
            if (outcome === 'fail') deployment.testErrors++;
        });
        deployment.cancel = () => {
            deployment.status = 'Canceling';
            run.stop();
        };
        const [{ diagnostics, unknownTests, report }, findings] = await Promise.all([
            run.outcome,
            this.parts.host.check?.(folder) ?? []
        ]);
        deployment.cancel = null;
        deployment.report = report;
        const found = [...diagnosticFailures(diagnostics), ...unknownTestFailures(unknownTests)];
        return [...found, ...findingFailures(findings, content, found)];
    }

    private async bringIn(
        { components }: Deployment,
        store: MetadataStore,
        deletions: readonly ComponentName[],
        folder: string
    ): Promise<void> {
        const brought = new Set(components.filter(({ deleted }) => !deleted).map(keyOf));
        await this.parts.host.replaceOrg(folder, (type, fullName) => brought.has(keyOf({ type, fullName })), deletions);
        this.parts.metadata.adopt(store, folder);
        // Nobody can deploy any more what was checked against the org as it was, and each keeps all metadata in memory.
        for (const deployment of this.known) deployment.validated = null;
        this.parts.metadata.tidy();
    }

    private check(projectDir: string, tests: TestFilter | null, onResult: (result: TestResult) => void): ProjectRun {
        const { data, schema } = this.parts.host.current();
        const keyPrefixes = schema
            .objects()
            .flatMap(({ name, custom, keyPrefix }) =>
                custom && keyPrefix !== null ? [[name, keyPrefix] as const] : []
            );
        const order = { projectDir, seed: this.parts.seed, tests, keyPrefixes, filledFields: filledFields(data) };
        return startProjectRun(order, onResult);
    }

    private fail(deployment: Deployment, error: unknown): void {
        if (deployment.status === 'Canceling') return;
        deployment.status = 'Failed';
        if (error instanceof BadPackage) {
            deployment.errorMessage = error.message;
            deployment.errorStatusCode = 'INVALID_PACKAGE';
            return;
        }
        if (error instanceof OrgFault) {
            deployment.errorMessage = error.message;
            deployment.errorStatusCode = 'UNKNOWN_EXCEPTION';
            return;
        }
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.parts.print(`LOC-001: the deployment ${deployment.id} ended in a fault of the local org: ${text}`);
        deployment.errorMessage = 'An unexpected error occurred (LOC-001).';
        deployment.errorStatusCode = 'UNKNOWN_EXCEPTION';
    }

    private now(): number {
        return this.parts.host.current().clock.now();
    }
}

const CHANGED_SINCE = 'The org has changed since the validation; validate again.';

function testsFor({ testLevel, runTests }: DeployOptions): TestFilter | null {
    if (testLevel === 'NoTestRun') return null;
    return testLevel === 'RunSpecifiedTests' ? { classes: runTests, methods: [] } : ALL_TESTS;
}
