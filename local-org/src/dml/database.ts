import { unbox } from '../runtime/boxes.ts';
import { ApexList, ApexMap } from '../runtime/collections.ts';
import { throwApex } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { SObject } from '../runtime/sobject.ts';
import { SObjectFieldToken } from '../runtime/tokens.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { ID, platformOf } from '../semantics/types.ts';
import { AccessLevel, isUserMode } from './accessLevel.ts';
import type { DmlOptions } from './dmlEngine.ts';
import { ApexDmlOptions } from './dmlOptions.ts';
import { emptyRecycleBin } from './recycleBin.ts';
import { QueryLocator } from './queryLocator.ts';
import { DmlResult } from './results.ts';
import type { DmlOperation } from './rowResult.ts';
import type { Savepoint } from './savepoint.ts';
import type { BindSource, TransactionData } from './transactionData.ts';
import { recordsOf, transactionData } from './transactionData.ts';

const RESULT_TYPES: Record<Exclude<DmlOperation, 'merge'>, string> = {
    insert: 'Database.SaveResult',
    update: 'Database.SaveResult',
    upsert: 'Database.UpsertResult',
    delete: 'Database.DeleteResult',
    undelete: 'Database.UndeleteResult'
};

function data(): TransactionData {
    return transactionData(currentTransaction());
}

/** `Database.insert(records, allOrNone | DMLOptions, AccessLevel)` and its kin: further arguments tell themselves apart by their type. */
function dmlFunction(operation: Exclude<DmlOperation, 'merge'>) {
    return (target: unknown, ...rest: unknown[]): unknown => {
        const options: { -readonly [K in keyof DmlOptions]?: DmlOptions[K] } = {};
        for (const argument of rest) {
            const plain = unbox(argument);
            if (typeof plain === 'boolean') options.allOrNone = plain;
            else if (plain instanceof AccessLevel) options.userMode = isUserMode(plain);
            else if (plain instanceof SObjectFieldToken) options.upsertField = plain.field.name;
            else if (plain instanceof ApexDmlOptions) {
                options.allOrNone = plain.optAllOrNone ?? true;
                options.truncate = plain.allowFieldTruncation ?? false;
            }
        }
        const records = operation === 'delete' || operation === 'undelete' ? recordsOrIds(target) : recordsOf(target);
        const results = data().databaseDml(operation, records, options);
        const typeName = RESULT_TYPES[operation];
        const apexResults = results.map((result) => new DmlResult(typeName, result));
        return target instanceof ApexList ? new ApexList(platformOf(typeName), apexResults) : apexResults[0]!;
    };
}

/** delete and undelete take ids as well as records. */
function recordsOrIds(target: unknown): SObject[] {
    const values = target instanceof ApexList ? [...target] : [target];
    return values.map((value) => {
        const plain = unbox(value);
        if (plain instanceof SObject) return plain;
        const describe = typeof plain === 'string' ? data().org.schema.objectByKeyPrefix(plain.slice(0, 3)) : null;
        if (!describe) return throwApex('System.TypeException', `Invalid id: ${String(plain)}`);
        const record = new SObject(describe);
        record.values[describe.field('Id')!.index] = plain;
        return record;
    });
}

/** Reads the variables of the method that calls `Database.query`, by name in lower case. */
type VariableReaders = Readonly<Record<string, () => unknown>>;

const bindsOfCaller =
    (variables: VariableReaders): BindSource =>
    (name) => {
        const read = Object.hasOwn(variables, name.toLowerCase()) ? variables[name.toLowerCase()] : undefined;
        return read ? read() : throwApex('System.QueryException', `Variable does not exist: ${name}`);
    };

function bindsOfMap(map: ApexMap | null): BindSource {
    const values = new Map<string, unknown>();
    for (const [name, value] of map ?? []) values.set(String(name).toLowerCase(), value);
    return (name) => {
        if (values.has(name.toLowerCase())) return values.get(name.toLowerCase());
        return throwApex('System.QueryException', `Key '${name}' does not exist in the bindMap`);
    };
}

function queryText(
    shape: 'list' | 'count',
    text: string | null,
    variables: VariableReaders,
    level?: AccessLevel
): unknown {
    return data().dynamicQuery(text, bindsOfCaller(variables), shape, { userMode: isUserMode(level) });
}

definePlatformType('System.Database', {
    statics: {
        'insert/1': dmlFunction('insert'),
        'insert/2': dmlFunction('insert'),
        'insert/3': dmlFunction('insert'),
        'update/1': dmlFunction('update'),
        'update/2': dmlFunction('update'),
        'update/3': dmlFunction('update'),
        'upsert/1': dmlFunction('upsert'),
        'upsert/2': dmlFunction('upsert'),
        'upsert/3': dmlFunction('upsert'),
        'upsert/4': dmlFunction('upsert'),
        'delete/1': dmlFunction('delete'),
        'delete/2': dmlFunction('delete'),
        'delete/3': dmlFunction('delete'),
        'undelete/1': dmlFunction('undelete'),
        'undelete/2': dmlFunction('undelete'),
        'undelete/3': dmlFunction('undelete'),
        'query(String)': (text: string | null, variables: VariableReaders) => queryText('list', text, variables),
        'query(String,AccessLevel)': (text: string | null, level: AccessLevel, variables: VariableReaders) =>
            queryText('list', text, variables, level),
        'queryWithBinds/3': (text: string | null, map: ApexMap | null, level: AccessLevel) =>
            data().dynamicQuery(text, bindsOfMap(map), 'list', { userMode: isUserMode(level) }),
        'countQuery(String)': (text: string | null, variables: VariableReaders) => queryText('count', text, variables),
        'countQuery(String,AccessLevel)': (text: string | null, level: AccessLevel, variables: VariableReaders) =>
            queryText('count', text, variables, level),
        'countQueryWithBinds/3': (text: string | null, map: ApexMap | null, level: AccessLevel) =>
            data().dynamicQuery(text, bindsOfMap(map), 'count', { userMode: isUserMode(level) }),
        'getQueryLocator(String)': (text: string | null, variables: VariableReaders) =>
            QueryLocator.ofText(data(), text, bindsOfCaller(variables), false),
        'getQueryLocator(String,AccessLevel)': (text: string | null, level: AccessLevel, variables: VariableReaders) =>
            QueryLocator.ofText(data(), text, bindsOfCaller(variables), isUserMode(level)),
        'getQueryLocator(List<SObject>)': (records: ApexList) => QueryLocator.ofRecords(records),
        'getQueryLocator(List<SObject>,AccessLevel)': (records: ApexList) => QueryLocator.ofRecords(records),
        'getQueryLocatorWithBinds/3': (text: string | null, map: ApexMap | null, level: AccessLevel) =>
            QueryLocator.ofText(data(), text, bindsOfMap(map), isUserMode(level)),
        'setSavepoint()': () => data().setSavepoint(),
        'rollback(Savepoint)': (savepoint: Savepoint) => data().rollbackToSavepoint(savepoint),
        'releaseSavepoint(Savepoint)': (savepoint: Savepoint) => data().releaseSavepoint(savepoint),
        'emptyRecycleBin/1': (target: unknown) => {
            const results = emptyRecycleBin(data(), recordsOrIds(target));
            return target instanceof ApexList
                ? new ApexList(platformOf('Database.EmptyRecycleBinResult'), results)
                : results[0]!;
        },
        'merge/2': merge,
        'merge/3': merge,
        'merge/4': merge
    }
});

function merge(master: SObject, losers: unknown, ...rest: unknown[]): unknown {
    const levels = rest.map(unbox);
    const options = data().options({
        allOrNone: !levels.includes(false),
        userMode: levels.some((level) => level instanceof AccessLevel && isUserMode(level))
    });
    const result = data().merge(master, recordsOrIds(losers), options);
    if (options.allOrNone && result.errors.length)
        throwApex(
            'System.DmlException',
            `Merge failed. First exception on row 0 with id ${master.id}; first error: ${result.errors[0]!.message}`
        );
    const merged = new DmlResult('Database.MergeResult', result);
    return losers instanceof ApexList && losers.hasElementType(ID)
        ? new ApexList(platformOf('Database.MergeResult'), [merged])
        : merged;
}
