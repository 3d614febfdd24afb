import type { OrgData } from '../data/orgData.ts';
import { apexErrorOf } from '../runtime/caught.ts';
import { ApexException } from '../runtime/exceptions.ts';
import { implementsPlatformType, symbolOf } from '../runtime/instances.ts';
import type { ApexCaller, TransactionOptions } from '../runtime/services.ts';
import { Apex, Transactions, Work } from '../runtime/services.ts';
import type { ServiceKey, ServiceRegistry } from '../runtime/transaction.ts';
import { platformSlot } from '../semantics/slots.ts';
import { JobRows } from './jobRows.ts';
import type { RunningJob } from './runningJob.ts';
import { enterJob } from './runningJob.ts';

/** How long jobs of a served org wait before they start, in milliseconds. */
export interface JobLatencies {
    readonly queueableMs: number;
    /** Before each part of a batch job: start, every chunk, finish. */
    readonly batchMs: number;
}

/** What became of the transaction of a job. */
export interface JobOutcome {
    /** What Apex, or the local org, threw; null when the transaction was committed. */
    readonly error: Error | null;
    readonly requestId: string;
}

/** What every kind of job needs: rows, a queue, and transactions to run in. */
export class JobHost {
    readonly org: OrgData;
    readonly rows: JobRows;
    readonly latencies: JobLatencies;
    private readonly services: ServiceRegistry;

    constructor(org: OrgData, services: ServiceRegistry, latencies: JobLatencies) {
        this.org = org;
        this.rows = new JobRows(org);
        this.latencies = latencies;
        this.services = services;
    }

    get apex(): ApexCaller {
        return this.services.get(Apex);
    }

    service<T>(key: ServiceKey<T>): T {
        return this.services.get(key);
    }

    later(delayMs: number, run: () => void): void {
        this.services.get(Work).schedule(delayMs, run);
    }

    /** Runs `body` as a transaction that knows its job. */
    attempt(options: TransactionOptions, job: RunningJob, body: () => void): JobOutcome {
        let requestId = '';
        try {
            this.services.get(Transactions).run(options, (transaction) => {
                requestId = transaction.requestId;
                enterJob(transaction, job);
                body();
            });
            return { error: null, requestId };
        } catch (error) {
            return { error: apexErrorOf(error), requestId };
        }
    }

    /** Calls the method that implements `name` of a platform interface. */
    call(receiver: object, interfaceName: string, name: string, args: readonly unknown[]): unknown {
        return this.apex.callMethod(receiver, platformSlot(interfaceName, name, args.length), args);
    }
}

/** What the status detail of a failed job says. */
export function failureText(error: Error): string {
    return error instanceof ApexException ? (error.apexMessage ?? error.typeName) : error.message;
}

export function implementsType(job: object, name: string): boolean {
    const symbol = symbolOf(job);
    return symbol !== null && implementsPlatformType(symbol, name);
}
