import type { Schema, SObjectDescribe } from '../../project/index.ts';
import type { FieldPath, SelectItem, SoqlQuery } from '../../syntax/soql.ts';

/** One column of `/query?columns=true`. A path has its first step as the column and the rest in `joinColumns`. */
export interface QueryColumn {
    readonly aggregate: boolean;
    readonly apexType: string;
    readonly booleanType: boolean;
    readonly columnName: string;
    readonly custom: boolean;
    readonly displayName: string;
    readonly foreignKeyName: string | null;
    readonly insertable: boolean;
    readonly joinColumns: readonly QueryColumn[];
    readonly numberType: boolean;
    readonly textType: boolean;
    readonly updatable: boolean;
}

const PLAIN: Omit<QueryColumn, 'columnName' | 'displayName'> = {
    aggregate: false,
    apexType: 'STRING',
    booleanType: false,
    custom: false,
    foreignKeyName: null,
    insertable: false,
    joinColumns: [],
    numberType: false,
    textType: true,
    updatable: false
};

/** What a query would select, without running it. */
export function queryColumns(schema: Schema, query: SoqlQuery): Record<string, unknown> {
    const describe = schema.object(query.from[0]!.path.names.at(-1)!);
    return {
        columnMetadata: columnsOf(describe, query),
        entityName: describe?.name ?? query.from[0]!.path.names.join('.'),
        groupBy: query.groupBy !== null,
        idSelected: query.select.some((item) => item.kind === 'Field' && /^id$/i.test(item.field.names.at(-1)!)),
        keyPrefix: describe?.keyPrefix ?? null
    };
}

function columnsOf(describe: SObjectDescribe | null, query: SoqlQuery): QueryColumn[] {
    let unnamed = 0;
    return query.select.map((item): QueryColumn => {
        switch (item.kind) {
            case 'Field':
                return fieldColumn(describe, item);
            case 'SubQuery': {
                const name = item.query.from[0]!.path.names.at(-1)!;
                const joinColumns = columnsOf(null, item.query);
                return { ...PLAIN, aggregate: true, columnName: name, displayName: name, joinColumns };
            }
            case 'Function': {
                const columnName = item.alias ?? `expr${unnamed++}`;
                const argument = item.call.args[0];
                const inner = argument && 'names' in argument ? argument.names.join('.') : '';
                const displayName = item.alias ?? `${item.call.name.toLowerCase()}(${inner})`;
                return { ...PLAIN, aggregate: true, columnName, displayName, textType: false, numberType: true };
            }
            case 'Typeof': {
                const name = item.field.names.at(-1)!;
                return { ...PLAIN, columnName: name, displayName: name };
            }
        }
    });
}

function fieldColumn(describe: SObjectDescribe | null, item: SelectItem & { kind: 'Field' }): QueryColumn {
    if (item.alias !== null) return { ...PLAIN, aggregate: true, columnName: item.alias, displayName: item.alias };
    return pathColumn(describe, item.field, 0);
}

function pathColumn(describe: SObjectDescribe | null, path: FieldPath, from: number): QueryColumn {
    const name = path.names[from]!;
    if (from < path.names.length - 1) {
        const reference = describe?.fieldByRelationship(name);
        const columnName = reference?.relationshipName ?? name;
        return { ...PLAIN, columnName, displayName: columnName, joinColumns: [pathColumn(null, path, from + 1)] };
    }
    const field = describe?.field(name);
    if (!field) return { ...PLAIN, columnName: name, displayName: name };
    const isNumber = ['Integer', 'Long', 'Double', 'Decimal'].includes(field.apexType);
    return {
        ...PLAIN,
        apexType: field.apexType,
        booleanType: field.apexType === 'Boolean',
        columnName: field.name,
        custom: field.custom,
        displayName: field.name,
        foreignKeyName: field.relationshipName,
        insertable: field.createable,
        numberType: isNumber,
        textType: !isNumber && field.apexType !== 'Boolean',
        updatable: field.updateable
    };
}
