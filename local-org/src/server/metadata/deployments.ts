import { join } from 'node:path';
import type { Org } from '../../org/index.ts';
import { findSystemRow } from '../../data/index.ts';
import type { Diagnostic } from '../../syntax/index.ts';
import type { TestFilter, TestResult } from '../../testing/index.ts';
import { ALL_TESTS } from '../../testing/index.ts';
import type { RunningUser } from '../../runtime/transaction.ts';
import type { ProjectRun } from '../tooling/projectRun.ts';
import { startProjectRun } from '../tooling/projectRun.ts';
import type { Suites } from '../tooling/testOrder.ts';
import type { ComponentName } from './component.ts';
import { componentOfPath } from './component.ts';
import { deletedRows } from './deletedRows.ts';
import type { ComponentResult, Deployment, DeployOptions } from './deployment.ts';
import { isOver } from './deployment.ts';
import { STORE_FOLDER } from './metadataStore.ts';
import type { MetadataStore } from './metadataStore.ts';
import type { PackageContent } from './packageFiles.ts';
import { readPackage } from './packageFiles.ts';
import { BadPackage, readPackageZip } from './packageZip.ts';
import { xmlParts } from './xmlParts.ts';

/** What the process that serves the org does for deployments. */
export interface DeploymentHost {
    /** Puts the org together anew from a project folder, with its records. @throws Error when it cannot; the org is then as before */
    replaceOrg(projectDir: string): Promise<Org>;
    current(): Org;
}

export interface DeploymentParts {
    /** Folder for the org's metadata in files. */
    readonly directory: string;
    /** Org definition file, null for none. */
    readonly seed: string | null;
    readonly store: MetadataStore;
    readonly host: DeploymentHost;
    /** Told what no client may be told. */
    readonly print: (line: string) => void;
}

/** Validations can be deployed for ten days. */
const QUICK_MS = 10 * 86_400_000;
const MAX_KEPT = 100;

/**
 * The org's metadata and its deployments. One runs at a time, the others wait. A package is checked and tested in a folder of its own
 * beside the org; the org changes only when nothing is wrong with it, and then as a whole.
 */
export class Deployments {
    private readonly parts: DeploymentParts;
    private readonly known: Deployment[] = [];
    private queue: Promise<void> = Promise.resolve();
    private written: MetadataStore | null = null;
    private folders = 0;
    private currentFolder: string;
    store: MetadataStore;

    constructor(parts: DeploymentParts) {
        this.parts = parts;
        this.store = parts.store;
        this.currentFolder = join(parts.directory, 'org-0');
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
            await this.bringIn(deployment, validated.store, validated.deletions);
            deployment.components = validation.components;
        });
        return deployment;
    }

    /** Runs tests of what is in the org. */
    startTests(filter: TestFilter, onResult: (result: TestResult) => void): ProjectRun {
        return this.check(this.folderOfOrg(), filter, onResult);
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

    private enqueue(deployment: Deployment, work: () => void | Promise<void>): void {
        this.queue = this.queue.then(async () => {
            try {
                if (deployment.status === 'Pending') {
                    deployment.status = 'InProgress';
                    deployment.startedAt = this.now();
                    await work();
                }
                if ((deployment.status as Deployment['status']) === 'InProgress') deployment.status = 'Succeeded';
            } catch (error) {
                this.fail(deployment, error);
            }
            if (deployment.status === 'Canceling') deployment.status = 'Canceled';
            deployment.endedAt = this.now();
        });
    }

    private async deployPackage(deployment: Deployment, zip: Uint8Array): Promise<void> {
        const { options } = deployment;
        const base = this.store;
        const content = readPackage(readPackageZip(zip), base);
        deployment.total = content.components.length + content.deletions.length;
        const candidate = base.with(content.changes);
        const folder = join(this.parts.directory, `candidate-${++this.folders}`);
        candidate.writeTo(folder);
        const tests = testsFor(options);
        const run = this.check(folder, content.problems.length > 0 ? null : tests, (result) => {
            deployment.testsCompleted++;
            if (result.outcome === 'fail') deployment.testErrors++;
        });
        deployment.cancel = () => {
            deployment.status = 'Canceling';
            run.stop();
        };
        const { diagnostics, report } = await run.outcome;
        deployment.cancel = () => undefined;
        deployment.report = report;
        const failures = [...content.problems.map(problemResult), ...diagnostics.flatMap(diagnosticResult)];
        deployment.components = [...failures, ...this.successes(content, base, failures)];
        const testsFailed = report?.tests.some(({ outcome }) => outcome === 'fail') ?? false;
        if (failures.length > 0 || testsFailed) {
            deployment.status = 'Failed';
            return;
        }
        if (options.checkOnly) {
            if (options.testLevel !== 'NoTestRun')
                deployment.validated = { store: candidate, base, deletions: content.deletions };
            return;
        }
        await this.bringIn(deployment, candidate, content.deletions, folder);
    }

    /** @param folder where the store is written already */
    private async bringIn(
        deployment: Deployment,
        store: MetadataStore,
        deletions: readonly ComponentName[],
        folder?: string
    ): Promise<void> {
        if (isSame(this.store, store)) return;
        const place = folder ?? join(this.parts.directory, `candidate-${++this.folders}`);
        if (folder === undefined) store.writeTo(place);
        const org = await this.parts.host.replaceOrg(place);
        deletedRows(org, deletions);
        this.store = store;
        this.currentFolder = place;
        this.written = store;
        deployment.validated = null;
    }

    private check(projectDir: string, tests: TestFilter | null, onResult: (result: TestResult) => void): ProjectRun {
        const { schema } = this.parts.host.current();
        const keyPrefixes = schema
            .objects()
            .flatMap(({ name, custom, keyPrefix }) =>
                custom && keyPrefix !== null ? [[name, keyPrefix] as const] : []
            );
        return startProjectRun({ projectDir, seed: this.parts.seed, tests, keyPrefixes }, onResult);
    }

    /** The folder with what is in the org, written when it is first needed. */
    private folderOfOrg(): string {
        if (this.written !== this.store) this.store.writeTo(this.currentFolder);
        this.written = this.store;
        return this.currentFolder;
    }

    private successes(
        content: PackageContent,
        base: MetadataStore,
        failures: readonly ComponentResult[]
    ): ComponentResult[] {
        const failed = new Set(failures.map(({ type, fullName }) => `${type} ${fullName}`));
        const succeeded = (component: ComponentName, more: Partial<ComponentResult>): ComponentResult => ({
            ...PLAIN,
            ...component,
            ...more
        });
        const before = new Set(base.components().map(({ type, fullName }) => `${type} ${fullName}`));
        const changed = changedComponents(content, base);
        return [
            ...content.components
                .filter(({ type, fullName }) => !failed.has(`${type} ${fullName}`))
                .map((component) => {
                    const key = `${component.type} ${component.fullName}`;
                    const created = !before.has(key);
                    return succeeded(component, { created, changed: created || changed.has(key) });
                }),
            ...content.deletions.map((component) => succeeded(component, { deleted: true, changed: true })),
            ...content.missingDeletions.map((component) =>
                succeeded(component, {
                    warning: true,
                    problem: `No ${component.type} named: ${component.fullName} found`,
                    problemType: 'Warning'
                })
            )
        ];
    }

    private fail(deployment: Deployment, error: unknown): void {
        if (deployment.status === 'Canceling') return;
        deployment.status = 'Failed';
        if (error instanceof BadPackage) {
            deployment.errorMessage = error.message;
            deployment.errorStatusCode = 'INVALID_PACKAGE';
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

export { isOver };

const PLAIN: Omit<ComponentResult, keyof ComponentName> = {
    success: true,
    changed: false,
    created: false,
    deleted: false,
    warning: false,
    problem: null,
    problemType: null,
    line: null,
    column: null
};

function testsFor({ testLevel, runTests }: DeployOptions): TestFilter | null {
    if (testLevel === 'NoTestRun') return null;
    return testLevel === 'RunSpecifiedTests' ? { classes: runTests, methods: [] } : ALL_TESTS;
}

function problemResult({ problem, line, column, ...component }: PackageContent['problems'][number]): ComponentResult {
    return { ...PLAIN, ...component, success: false, problem, problemType: 'Error', line, column };
}

function diagnosticResult(diagnostic: Diagnostic): ComponentResult[] {
    if (diagnostic.severity !== 'error') return [];
    const path = diagnostic.path.replace(new RegExp(`^${STORE_FOLDER}/`), '');
    const component = componentOfPath(path) ?? { type: '', fullName: path, fileName: path };
    const { message: problem, line, column } = diagnostic;
    return [{ ...PLAIN, ...component, success: false, problem, problemType: 'Error', line, column }];
}

function changedComponents({ changes }: PackageContent, base: MetadataStore): Set<string> {
    const changed = new Set<string>();
    for (const [path, content] of changes) {
        const before = base.files.get(path);
        if (content !== null && before?.equals(content)) continue;
        const component = componentOfPath(path);
        if (component) changed.add(`${component.type} ${component.fullName}`);
    }
    return changed;
}

function isSame(one: MetadataStore, other: MetadataStore): boolean {
    if (one.files.size !== other.files.size) return false;
    return [...one.files].every(([path, content]) => other.files.get(path)?.equals(content) ?? false);
}
