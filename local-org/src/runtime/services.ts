import type { ClassSymbol } from '../semantics/symbols.ts';
import type { ApexType } from '../semantics/types.ts';
import type { RecordError, SObject } from './sobject.ts';
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
