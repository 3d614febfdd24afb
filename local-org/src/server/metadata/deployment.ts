import type { RunningUser } from '../../runtime/transaction.ts';
import type { TestReport } from '../../testing/index.ts';
import type { ComponentName } from './component.ts';
import type { MetadataStore } from './metadataStore.ts';

export type TestLevel = 'NoTestRun' | 'RunSpecifiedTests' | 'RunLocalTests' | 'RunAllTestsInOrg';

export interface DeployOptions {
    readonly checkOnly: boolean;
    readonly ignoreWarnings: boolean;
    readonly purgeOnDelete: boolean;
    readonly rollbackOnError: boolean;
    readonly testLevel: TestLevel;
    /** Names of test classes, for RunSpecifiedTests. */
    readonly runTests: readonly string[];
}

export type DeployStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Canceling' | 'Canceled';

/** What became of one component. */
export interface ComponentResult extends ComponentName {
    readonly success: boolean;
    readonly changed: boolean;
    readonly created: boolean;
    readonly deleted: boolean;
    readonly warning: boolean;
    readonly problem: string | null;
    readonly problemType: 'Error' | 'Warning' | null;
    readonly line: number | null;
    readonly column: number | null;
}

/** One deployment from its request on. Times are milliseconds since 1970. */
export interface Deployment {
    readonly id: string;
    readonly options: DeployOptions;
    readonly user: RunningUser;
    readonly userName: string;
    readonly createdAt: number;
    status: DeployStatus;
    startedAt: number | null;
    endedAt: number | null;
    components: readonly ComponentResult[];
    /** Components of the package, once it is read. */
    total: number;
    testsTotal: number;
    testsCompleted: number;
    testErrors: number;
    report: TestReport | null;
    errorMessage: string | null;
    errorStatusCode: string | null;
    /** What the org would be afterwards: a validation keeps it for a quick deployment. */
    validated: {
        readonly store: MetadataStore;
        readonly base: MetadataStore;
        readonly deletions: readonly ComponentName[];
    } | null;
    /** Null while nothing can stop it, and once it is over: what could be stopped holds on to the package. */
    cancel: (() => void) | null;
}

export function isOver({ endedAt }: Deployment): boolean {
    return endedAt !== null;
}
