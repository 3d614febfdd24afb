import '../runtime/stdlib/index.ts';
import { DrainedQueue, JobScheduler, TimedQueue } from '../async/index.ts';
import { ApexRowError } from '../dml/index.ts';
import {
    emitSystemEvent,
    EventBus,
    EventBusKey,
    HOURLY_ALLOCATION,
    type ManagedSubscriptions,
    ManagedSubscriptionsKey
} from '../events/index.ts';
import { OrgDescribe } from '../data/index.ts';
import type { OrgData } from '../data/orgData.ts';
import { findSystemRow } from '../data/systemRows.ts';
import { type PrincipalSecrets, providePlatform, Secrets, type SetupSwitches, Switches } from '../platform/index.ts';
import type { Project } from '../project/index.ts';
import type { Program } from '../runtime/linkage/program.ts';
import type { CalloutPort } from '../runtime/services.ts';
import {
    Apex,
    Callouts,
    DatabaseErrors,
    Describe,
    PlatformEvents,
    Transactions,
    Triggers,
    Types,
    Work
} from '../runtime/services.ts';
import { DebugLog, OrgAddress, Region } from '../runtime/stdlib/orgServices.ts';
import { ServiceRegistry, currentTransaction } from '../runtime/transaction.ts';
import { OrgTransaction } from './orgTransaction.ts';
import type { RunningUsers } from './runningUsers.ts';
import { OrgTransactions } from './transactions.ts';

/** How long jobs and events wait before they start, in milliseconds. */
export interface OrgLatencies {
    readonly queueableMs: number;
    readonly eventMs: number;
    readonly batchMs: number;
}

export interface ServiceParts {
    readonly data: OrgData;
    readonly project: Project;
    readonly program: Program;
    readonly users: RunningUsers;
    readonly isTest: boolean;
    readonly latencies: OrgLatencies;
    /** Base addresses by named credential, instead of those in the metadata. */
    readonly endpoints: Readonly<Record<string, string>>;
    readonly callouts: CalloutPort | null;
    readonly switches: SetupSwitches;
    readonly subscriptions: ManagedSubscriptions;
    readonly secrets: PrincipalSecrets;
    /** Folder that keeps the org between runs; null for none. */
    readonly stateDirectory: string | null;
    /** Told of work that fails while nobody waits for it. */
    readonly onFailure: (error: unknown) => void;
}

export interface OrgRuntime {
    readonly services: ServiceRegistry;
    readonly transactions: OrgTransactions;
    readonly bus: EventBus;
    /** Drained by Test.stopTest in tests, driven by the clock otherwise. */
    readonly work: DrainedQueue | TimedQueue;
}

/** Address of an org that nobody serves; whoever serves it provides its own. */
const UNSERVED_ADDRESS = 'https://local-org.my.salesforce.example';

/** What every transaction of an org finds, whoever starts it. */
export function provideServices(parts: ServiceParts): OrgRuntime {
    const { data, project, program, users, isTest, latencies, endpoints, callouts, stateDirectory, onFailure } = parts;
    const { switches, subscriptions, secrets } = parts;
    const work = isTest ? new DrainedQueue() : new TimedQueue({ now: data.now, onFailure });
    const services = new ServiceRegistry();
    const transactions = new OrgTransactions(data, services, isTest);
    services.provide(Describe, new OrgDescribe(data));
    services.provide(Types, program);
    services.provide(Triggers, program);
    services.provide(Apex, program);
    services.provide(Transactions, transactions);
    services.provide(Work, work);
    if (callouts) services.provide(Callouts, callouts);
    services.provide(Switches, switches);
    services.provide(ManagedSubscriptionsKey, subscriptions);
    services.provide(Secrets, secrets);
    providePlatform(services, { project, endpoints });
    const bus = new EventBus(data, services, {
        latencyMs: latencies.eventMs,
        isTest,
        onFailure,
        directory: stateDirectory,
        automatedProcess: () => users.automatedProcess(),
        hourlyAllocation: HOURLY_ALLOCATION
    });
    services.provide(EventBusKey, bus);
    services.provide(PlatformEvents, {
        publish: (object, values, userId) =>
            emitSystemEvent(bus, data.schema.object(object)!, values, data.now(), userId)
    });
    new JobScheduler({ org: data, services, latencies });
    services.provide(DatabaseErrors, {
        errorOf: ({ message, fields }) =>
            new ApexRowError({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields })
    });
    services.provide(OrgAddress, { domainUrl: () => UNSERVED_ADDRESS, requestUrl: () => null });
    services.provide(DebugLog, {
        write(entry) {
            const transaction = currentTransaction();
            if (transaction instanceof OrgTransaction) transaction.debugLog.push(entry);
        }
    });
    services.provide(Region, {
        timeZoneOf: (userId) =>
            (findSystemRow(data, 'User', userId)?.TimeZoneSidKey as string | null | undefined) ?? 'GMT'
    });
    return { services, transactions, work, bus };
}
