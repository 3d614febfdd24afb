import { SObject } from '../../runtime/sobject.ts';
import type { FieldPath, SelectItem, SoqlFunction, SoqlQuery } from '../../syntax/soql.ts';
import type { StoredRow } from '../store/table.ts';
import { aggregateResultDescribe } from './aggregateResult.ts';
import { aggregateOperand, canonical, groupRows, isAggregate, isGrouped } from './aggregates.ts';
import type { Group } from './aggregates.ts';
import { compileCondition } from './conditions.ts';
import type { Operand } from './conditions.ts';
import { orderOf, sortBy } from './ordering.ts';
import type { PlanContext, RowSource } from './rowSource.ts';
import type { QueryRun } from './queryRun.ts';
import { isValue } from './rowFunctions.ts';
import { excerptAt, malformed, SoqlError } from './soqlError.ts';

export interface AggregatePlan {
    readonly shape: 'aggregate' | 'count';
    records(run: QueryRun, rows: StoredRow[]): SObject[];
}

/** Compiles a query with grouping or aggregate functions; null for one that gives plain records. */
export function compileAggregate(context: PlanContext, source: RowSource, query: SoqlQuery): AggregatePlan | null {
    if (isCountQuery(query)) return { shape: 'count', records: () => [] };
    if (!isGrouped(query)) return null;

    const keys = query.groupBy?.items ?? [];
    const keyOperands = keys.map((item) => source.conditions.operand(item));
    const positions = new Map(keys.map((item, i) => [canonical(item), i]));
    const resolve = (expression: FieldPath | SoqlFunction): Operand<Group> =>
        groupOperand(context, source, positions, keyOperands, expression);
    const columns = columnsOf(context, query).map(({ alias, expression }) => ({ alias, operand: resolve(expression) }));
    const describe = aggregateResultDescribe(
        columns.map(({ alias, operand }) => ({ alias, apexType: operand.apexType }))
    );
    const prepareHaving = query.having
        ? compileCondition<Group>(
              {
                  text: context.text,
                  operand: resolve,
                  bindIndex: context.bindIndex,
                  semiJoin: () => {
                      throw malformed(context.text, query.span, 'HAVING cannot contain a semi join');
                  }
              },
              query.having
          )
        : null;
    const orders = query.orderBy.map((item) => orderOf(item, resolve(item.by)));
    const limit = query.limit;
    const countsOnly = columns.every(({ operand }) => operand.name.startsWith('count(') || positions.has(operand.name));
    return {
        shape: 'aggregate',
        records: (run, rows) => {
            const groups = query.groupBy
                ? groupRows(rows, keyOperands, query.groupBy.mode, run)
                : [{ rows, values: [], subtotalOf: new Set<number>() }];
            // COUNT queries use one query row per group; other aggregates use every row that is summed up.
            run.countRows(countsOnly ? groups.length : rows.length);
            const having = prepareHaving?.(run);
            const sorted = sortBy(having ? groups.filter(having) : groups, orders, run);
            return slice(context, run, sorted, limit, query.offset).map((group) => {
                const record = new SObject(describe);
                columns.forEach(({ operand }, slot) => (record.values[slot] = operand.read(group, run)));
                record.queried = true;
                return record;
            });
        }
    };
}

function isCountQuery(query: SoqlQuery): boolean {
    const item = query.select[0];
    return (
        query.select.length === 1 &&
        item?.kind === 'Function' &&
        item.call.name.toLowerCase() === 'count' &&
        item.call.args.length === 0 &&
        item.alias === null &&
        query.groupBy === null
    );
}

function slice(
    context: PlanContext,
    run: QueryRun,
    groups: Group[],
    limit: SoqlQuery['limit'],
    offset: SoqlQuery['offset']
): Group[] {
    const number = (value: SoqlQuery['limit']): number | null => {
        if (!value) return null;
        if (value.kind === 'Number') return Number(value.value);
        const bound = run.binds[context.bindIndex(value)];
        return bound === null || bound === undefined ? null : Number(bound);
    };
    const from = number(offset) ?? 0;
    const size = number(limit);
    return groups.slice(from, size === null ? undefined : from + size);
}

/** Columns without an alias: a field keeps its name, functions are numbered `expr0`, `expr1` …. */
function columnsOf(context: PlanContext, query: SoqlQuery): { alias: string; expression: FieldPath | SoqlFunction }[] {
    let unnamed = 0;
    return query.select.map((item: SelectItem) => {
        switch (item.kind) {
            case 'Field':
                return { alias: item.alias ?? item.field.names[item.field.names.length - 1]!, expression: item.field };
            case 'Function':
                return { alias: item.alias ?? `expr${unnamed++}`, expression: item.call };
            default:
                throw malformed(
                    context.text,
                    item.span,
                    'Grouped query cannot use child relationships in the SELECT list'
                );
        }
    });
}

function groupOperand(
    context: PlanContext,
    source: RowSource,
    positions: ReadonlyMap<string, number>,
    keyOperands: readonly Operand<StoredRow>[],
    expression: FieldPath | SoqlFunction
): Operand<Group> {
    const position = positions.get(canonical(expression));
    if (position !== undefined) {
        return {
            ...keyOperands[position]!,
            name: canonical(expression),
            stored: null,
            read: (group) => group.values[position] ?? null
        };
    }
    if ('kind' in expression) {
        if (isAggregate(expression.name))
            return aggregateOperand(context.text, expression, (argument) => source.conditions.operand(argument));
        if (expression.name.toLowerCase() === 'grouping') return groupingOperand(context, positions, expression);
    }
    const name = 'kind' in expression ? expression.name : expression.names.join('.');
    throw new SoqlError(
        'MALFORMED_QUERY',
        `Field must be grouped or aggregated: ${name}`,
        excerptAt(context.text, expression.span)
    );
}

function groupingOperand(
    context: PlanContext,
    positions: ReadonlyMap<string, number>,
    call: SoqlFunction
): Operand<Group> {
    const argument = call.args[0];
    const position = argument && !isValue(argument) ? positions.get(canonical(argument)) : undefined;
    if (position === undefined)
        throw malformed(context.text, call.span, 'GROUPING needs a field of the GROUP BY clause');
    return {
        name: canonical(call),
        family: 'number',
        apexType: 'Integer',
        stored: null,
        picklist: null,
        isFilterable: true,
        read: (group) => (group.subtotalOf.has(position) ? 1 : 0)
    };
}
