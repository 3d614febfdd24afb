import type { SObjectDescribe } from '../project/index.ts';
import type { SObject } from '../runtime/sobject.ts';
import type { ViewColumn } from './viewColumns.ts';

/** What a report or list view asks the database. */
export interface ViewQuery {
    readonly describe: SObjectDescribe;
    readonly columns: readonly ViewColumn[];
    readonly soql: string;
    readonly where: string | null;
    readonly orderBy: string;
    /** API names of all objects that are read. */
    readonly entities: readonly string[];
}

export interface ViewParts {
    readonly describe: SObjectDescribe;
    readonly columns: readonly ViewColumn[];
    readonly conditions: readonly (string | null)[];
    readonly order: ViewColumn | null;
    readonly descending: boolean;
    readonly limit: number | null;
}

export function viewQuery({ describe, columns, conditions, order, descending, limit }: ViewParts): ViewQuery {
    const where = conditions
        .filter((condition) => condition !== null)
        .map((condition) => `(${condition})`)
        .join(' AND ');
    const orderBy = [
        ...(order ? [`${order.path} ${descending ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'}`] : []),
        'Id ASC NULLS FIRST'
    ];
    const paths = ['Id', ...columns.map(({ path }) => path).filter((path) => path !== 'Id')];
    return {
        describe,
        columns,
        where: where === '' ? null : where,
        orderBy: orderBy.join(', '),
        entities: [...new Set([describe.name, ...columns.map(({ entity }) => entity)])],
        soql: [
            `SELECT ${[...new Set(paths)].join(', ')} FROM ${describe.name}`,
            ...(where === '' ? [] : [`WHERE ${where}`]),
            `ORDER BY ${orderBy.join(', ')}`,
            ...(limit === null ? [] : [`LIMIT ${limit}`])
        ].join(' ')
    };
}

/** The value of a column in a row of its query. */
export function columnValue(record: SObject, { path }: ViewColumn): unknown {
    let current: SObject | null = record;
    const names = path.split('.');
    for (const relationship of names.slice(0, -1)) {
        const index: number | undefined = current?.describe.fieldByRelationship(relationship)?.index;
        current = (index === undefined ? null : current?.parents?.[index]) ?? null;
    }
    const field = current?.describe.field(names.at(-1)!);
    return (field && current?.values[field.index]) ?? null;
}
