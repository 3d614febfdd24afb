import { describe, expect, it } from 'vitest';
import type { PlatformType } from '../../src/typedb/index.ts';
import { displayType, platformTypes } from '../../src/typedb/index.ts';

const types = platformTypes();

function type(qualifiedName: string): PlatformType {
    const found = types.findQualified(qualifiedName);
    if (found === null) {
        throw new Error(`no type ${qualifiedName}`);
    }
    return found;
}

/** `name(parameters): result` of all overloads. */
function signatures(owner: PlatformType, name: string): string[] {
    return owner
        .methodsNamed(name)
        .map(
            (method) =>
                `${method.name}(${method.parameters.map(displayType).join(',')}): ${displayType(method.returnType)}`
        );
}

describe('platform types', () => {
    it('given names in any case, when a type is looked up, then it is found with its own spelling', () => {
        expect(types.find('SYSTEM', 'string')?.qualifiedName).toBe('System.String');
        expect(types.find('database', 'saveresult')?.qualifiedName).toBe('Database.SaveResult');
    });

    it('given a name that the platform does not have, when it is looked up, then nothing is found', () => {
        expect(types.find('System', 'Nonsense')).toBeNull();
        expect(types.findQualified('Java.Lang')).toBeNull();
    });

    it('given List, when its methods are read, then they use its type variable', () => {
        expect(type('System.List').typeParams).toEqual(['T']);
        expect(signatures(type('System.List'), 'GET')).toEqual(['get(Integer): T']);
        expect(displayType(type('System.List').interfaces[0]!)).toBe('Iterable<T>');
    });

    it('given Map, when its key set is read, then its argument is the key variable', () => {
        expect(type('System.Map').typeParams).toEqual(['K', 'V']);
        expect(signatures(type('System.Map'), 'keySet')).toEqual(['keySet(): Set<K>']);
        expect(signatures(type('System.Map'), 'putAll')).toEqual([
            'putAll(Map<K,V>): void',
            'putAll(List<SObject>): void'
        ]);
    });

    it('given an enum, when its constants are read, then they stand in ordinal order', () => {
        const loggingLevel = type('System.LoggingLevel');
        expect(loggingLevel.kind).toBe('enum');
        expect(loggingLevel.enumConstants).toEqual([
            'NONE',
            'INTERNAL',
            'FINEST',
            'FINER',
            'FINE',
            'DEBUG',
            'INFO',
            'WARN',
            'ERROR'
        ]);
    });

    it('given an inner type, when it is looked up through its outer type, then it is found', () => {
        const header = types.findInner(type('Database.DMLOptions'), 'emailheader');
        expect(header?.outerName).toBe('Database.DMLOptions');
        expect(header?.fieldNamed('triggerUserEmail')?.name).toBe('TriggerUserEmail');
    });

    it('given interfaces, when they are read, then their methods are abstract', () => {
        expect(type('System.Queueable').kind).toBe('interface');
        expect(type('System.Queueable').methodsNamed('execute')[0]?.isAbstract).toBe(true);
    });

    it('given names that Java reserves, when they are read, then they are spelt as in Apex', () => {
        expect(type('System.Trigger').fieldNamed('new')?.name).toBe('new');
        expect(type('System.Trigger').fieldNamed('new')?.isStatic).toBe(true);
        expect(signatures(type('System.System'), 'assert')).toEqual([
            'assert(Boolean): void',
            'assert(Boolean,Object): void'
        ]);
        expect(type('System.String').methodsNamed('equals').length).toBeGreaterThan(0);
        expect(type('System.List').methodsNamed('clone').length).toBe(1);
    });

    it('given classes of statics and value types, when their constructors are read, then there are none', () => {
        for (const name of ['System.JSON', 'System.Math', 'System.String', 'System.Date', 'Database.QueryLocator']) {
            expect(type(name).constructors, name).toEqual([]);
        }
        expect(type('System.HttpRequest').constructors.length).toBe(1);
        expect(type('System.Exception').constructors.every((constructor) => constructor.isProtected)).toBe(true);
    });

    it('given types that the data lacks, when they are looked up, then the overrides have them', () => {
        expect(signatures(type('TxnSecurity.EventCondition'), 'evaluate')).toEqual(['evaluate(SObject): Boolean']);
        expect(type('TxnSecurity.AsyncCondition').kind).toBe('interface');
        expect(type('EventBus.InvalidReplayIdException').superName).toBe('System.Exception');
        expect(signatures(type('Database.PaginationCursor'), 'fetchPage')).toEqual([
            'fetchPage(Integer,Integer): Database.CursorFetchResult'
        ]);
    });

    it('given an override of loosely typed methods, when they are read, then only the strict overloads are left', () => {
        expect(signatures(type('System.System'), 'enqueueJob')).toEqual([
            'enqueueJob(Queueable): Id',
            'enqueueJob(Queueable,Integer): Id',
            'enqueueJob(Queueable,AsyncOptions): Id'
        ]);
    });

    it('given a query, when its result type is read, then it is a record set of SObject', () => {
        expect(signatures(type('System.Database'), 'query')).toContain('query(String): Internal.RecordSet<SObject>');
    });

    it('given the namespaces, when they are listed, then documented ones are there and internal ones are not', () => {
        expect(types.namespaces()).toEqual(
            expect.arrayContaining(['System', 'Database', 'Schema', 'EventBus', 'TxnSecurity'])
        );
        expect(types.namespaces()).not.toContain('Internal');
        expect(types.isNamespace('connectapi')).toBe(true);
    });

    it('given every type of the data, when it is expanded, then all its signatures can be read and named types exist', () => {
        const unknown = new Set<string>();
        for (const namespace of types.namespaces()) {
            for (const name of types.typesOf(namespace)) {
                const expanded = types.find(namespace, name);
                for (const method of expanded?.methods ?? []) {
                    for (const used of [method.returnType, ...method.parameters]) {
                        const usedName = 'variable' in used ? null : used.name;
                        if (usedName?.includes('.') === true && types.findQualified(usedName) === null) {
                            unknown.add(usedName);
                        }
                    }
                }
            }
        }
        expect([...unknown]).toEqual([]);
    });
});
