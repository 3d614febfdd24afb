import type { ApexException } from '../runtime/exceptions.ts';
import { platformEnum } from '../runtime/enums.ts';
import type { EnumValue } from '../runtime/enums.ts';
import { definePlatformType } from '../runtime/platform.ts';

/**
 * The context objects that jobs get. Their methods have the slots of project classes, because tests of a project implement the same
 * interfaces.
 */
interface Context {
    [slot: string]: () => unknown;
}

const calls = (names: readonly string[]): Record<string, (context: Context) => unknown> =>
    Object.fromEntries(names.map((name) => [`${name}/0`, (context: Context) => context[`${name.toLowerCase()}$0`]!()]));

/** System.QueueableContext */
export class QueueableContextValue {
    static readonly apexName = 'System.QueueableContext';
    private readonly jobId: string;
    constructor(jobId: string) {
        this.jobId = jobId;
    }
    getjobid$0(): string {
        return this.jobId;
    }
}

/** System.SchedulableContext */
export class SchedulableContextValue {
    static readonly apexName = 'System.SchedulableContext';
    private readonly cronTriggerId: string;
    constructor(cronTriggerId: string) {
        this.cronTriggerId = cronTriggerId;
    }
    gettriggerid$0(): string {
        return this.cronTriggerId;
    }
}

/** Database.BatchableContext */
export class BatchableContextValue {
    static readonly apexName = 'Database.BatchableContext';
    private readonly jobId: string;
    private readonly childJobId: string | null;
    constructor(jobId: string, childJobId: string | null) {
        this.jobId = jobId;
        this.childJobId = childJobId;
    }
    getjobid$0(): string {
        return this.jobId;
    }
    getchildjobid$0(): string | null {
        return this.childJobId;
    }
}

/** System.FinalizerContext */
export class FinalizerContextValue {
    static readonly apexName = 'System.FinalizerContext';
    private readonly jobId: string;
    private readonly requestId: string;
    private readonly exception: ApexException | null;
    constructor(jobId: string, requestId: string, exception: ApexException | null) {
        this.jobId = jobId;
        this.requestId = requestId;
        this.exception = exception;
    }
    getasyncapexjobid$0(): string {
        return this.jobId;
    }
    getrequestid$0(): string {
        return this.requestId;
    }
    getresult$0(): EnumValue {
        return platformEnum('System.ParentJobResult', this.exception ? 'UNHANDLED_EXCEPTION' : 'SUCCESS');
    }
    getexception$0(): ApexException | null {
        return this.exception;
    }
}

definePlatformType('System.QueueableContext', {
    methods: calls(['getJobId']),
    isInstance: (value) => value instanceof QueueableContextValue
});
definePlatformType('System.SchedulableContext', {
    methods: calls(['getTriggerId']),
    isInstance: (value) => value instanceof SchedulableContextValue
});
definePlatformType('Database.BatchableContext', {
    methods: calls(['getJobId', 'getChildJobId']),
    isInstance: (value) => value instanceof BatchableContextValue
});
definePlatformType('System.FinalizerContext', {
    methods: calls(['getAsyncApexJobId', 'getRequestId', 'getResult', 'getException']),
    isInstance: (value) => value instanceof FinalizerContextValue
});
