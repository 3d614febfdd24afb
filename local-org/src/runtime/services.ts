import type { SObjectDescribe } from '../project/schemaModel.ts';
import type { ClassSymbol } from '../semantics/symbols.ts';
import type { ApexType } from '../semantics/types.ts';
import type { RecordError, SObject } from './sobject.ts';
import type { LimitUse, Quiddity, RunningUser, Transaction } from './transaction.ts';
import { ServiceKey } from './transaction.ts';

/** System.runAs blocks: switches the user (and, in tests, the setup and ordinary DML contexts) around the body. */
export interface RunAsService {
    /** Called before the body. @param user a User record or a Version @returns what ends the block, however it is left */
    enter(user: unknown): () => void;
}
export const RunAs = new ServiceKey<RunAsService>('RunAs');

/** Describe information of the org's objects as Apex values. Tokens are those of runtime/tokens.ts. */
export interface DescribeService {
    /** A new, empty record. @throws System.TypeException for an unknown object */
    newRecord(object: string): SObject;
    /** The object whose key prefix the id has, or null. @param id 15 or 18 characters */
    objectOfId(id: string): SObjectDescribe | null;
    /** Schema.DescribeSObjectResult of an object that exists */
    describeObject(object: string): unknown;
    /** Schema.DescribeFieldResult of a field that exists */
    describeField(object: string, field: string): unknown;
    /** Schema.FieldSet, or null */
    fieldSet(object: string, name: string): unknown;
}
export const Describe = new ServiceKey<DescribeService>('Describe');

/** Types at run time: Type.forName, newInstance, JSON into classes. */
export interface TypeService {
    /** Type of that name (`Foo`, `Outer.Inner`, `List<Account>`, `Map<String, Integer>`), any case, or null. */
    byName(namespace: string | null, name: string): ApexType | null;
    /** `new T()`. @throws System.TypeException when the type has no visible constructor without arguments */
    newInstance(type: ApexType): unknown;
    /** An object of the class with every field null and no constructor run. */
    allocate(symbol: ClassSymbol): object;
    isAssignable(target: ApexType, source: ApexType): boolean;
    /** An object whose public methods all ask the provider (System.Test.createStub). @param provider a System.StubProvider */
    createStub(symbol: ClassSymbol, provider: object): object;
}
export const Types = new ServiceKey<TypeService>('Types');

/** Runs the Apex body of a trigger; the caller has set up the Trigger context variables. */
export interface TriggerRunner {
    /** Names of the triggers of an object (any case) for `before insert` … `after undelete`, in the order of their names. */
    triggersOf(object: string, event: string): readonly string[];
    runTrigger(name: string): void;
}
export const Triggers = new ServiceKey<TriggerRunner>('Triggers');

/** Database.Error objects for what addError has put on a record. */
export interface DatabaseErrorFactory {
    errorOf(error: RecordError): unknown;
}
export const DatabaseErrors = new ServiceKey<DatabaseErrorFactory>('DatabaseErrors');

/** Work that runs later, outside the transaction that asks for it: jobs, deliveries of events. */
export interface WorkQueue {
    /** @param delayMs from now, by the org's clock @returns what takes the work back while it waits */
    schedule(delayMs: number, run: () => void): () => void;
}
export const Work = new ServiceKey<WorkQueue>('Work');

export interface TransactionOptions {
    readonly user: RunningUser;
    readonly quiddity: Quiddity;
    /** Do the limits of asynchronous Apex apply? */
    readonly isAsync: boolean;
    /** Of the request that causes this transaction; a new one when absent. */
    readonly requestId?: string;
    /** Limits that are narrower than usual, e.g. no DML in a condition of transaction security. */
    readonly limits?: Partial<LimitUse>;
}

/** Runs a body as a transaction of its own: fresh statics and limits, the same services, `isTest` as around it. */
export interface TransactionRunner {
    /**
     * Commits when `body` returns. When it throws, takes back what `body` changed and throws the same error. Whoever calls this from
     * within another transaction has committed that one's changes before.
     */
    run<T>(options: TransactionOptions, body: (transaction: Transaction) => T): T;
}
export const Transactions = new ServiceKey<TransactionRunner>('Transactions');

/** Calls code of the project from outside it, with the sharing of the class at the entry point. */
export interface ApexCaller {
    /** @param slot as in MethodSymbol.slot */
    callStatic(symbol: ClassSymbol, slot: string, args?: readonly unknown[]): unknown;
    callMethod(receiver: object, slot: string, args?: readonly unknown[]): unknown;
}
export const Apex = new ServiceKey<ApexCaller>('Apex');

/** Asynchronous Apex that generated code starts by itself. */
export interface JobService {
    /** A call of a `@future` method. */
    enqueueFuture(method: FutureMethod, args: readonly unknown[]): void;
}
export const Jobs = new ServiceKey<JobService>('Jobs');

export interface FutureMethod {
    readonly symbol: ClassSymbol;
    /** As in MethodSymbol.slot */
    readonly slot: string;
}

/** Publishes events of the platform itself, e.g. BatchApexErrorEvent, outside any transaction. */
export interface PlatformEventPublisher {
    /** @param values by field name, in the plain form of the fields' types */
    publish(object: string, values: Readonly<Record<string, unknown>>, userId: string): void;
}
export const PlatformEvents = new ServiceKey<PlatformEventPublisher>('PlatformEvents');

export interface CalloutRequest {
    readonly method: string;
    /** Absolute URL */
    readonly url: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: Uint8Array | null;
    readonly timeoutMs: number;
}

export interface CalloutResponse {
    readonly statusCode: number;
    readonly status: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: Uint8Array;
}

/** Real HTTP for Apex, which waits for the answer. @throws Error with a message such as `Read timed out` when no answer came */
export interface CalloutPort {
    send(request: CalloutRequest): CalloutResponse;
}
export const Callouts = new ServiceKey<CalloutPort>('Callouts');
