import type { FieldDescribe, Schema, SObjectDescribe } from '../../project/index.ts';
import { misplacedSemiJoin } from '../../syntax/semiJoins.ts';
import type { SoqlQuery, SoqlValue } from '../../syntax/soql.ts';
import { keyOf } from '../store/keys.ts';
import type { Key } from '../store/keys.ts';
import type { StoredRow } from '../store/table.ts';
import { checkBigObjectFilter } from './bigObjectFilter.ts';
import { compileCandidates } from './candidates.ts';
import { isGrouped } from './aggregates.ts';
import { compileCondition } from './conditions.ts';
import type { ConditionScope } from './conditions.ts';
import type { QueryScope, ResolvedPath } from './fieldPaths.ts';
import { rowOperand } from './operands.ts';
import { orderOf, sortBy } from './ordering.ts';
import type { QueryRun } from './queryRun.ts';
import { malformed, SoqlError, unknownColumn, unknownObject, unknownRelationship } from './soqlError.ts';

/** A field that a query touches, for object and field permissions. */
export interface FieldUse {
    readonly describe: SObjectDescribe;
    readonly field: FieldDescribe;
    /** As written, with its relationships. */
    readonly path: string;
}

export interface PlanContext {
    readonly schema: Schema;
    readonly text: string;
    bindIndex(value: SoqlValue): number;
    noteObject(describe: SObjectDescribe): void;
    noteField(use: FieldUse): void;
}

/** Selection of rows: FROM, WHERE, ORDER BY, LIMIT, OFFSET. */
export interface RowSource {
    readonly scope: QueryScope;
    readonly conditions: ConditionScope<StoredRow>;
    matching(run: QueryRun, within?: Iterable<StoredRow>): StoredRow[];
    /** Applies ORDER BY, OFFSET and LIMIT. */
    page(run: QueryRun, rows: StoredRow[]): StoredRow[];
}

const MAX_OFFSET = 2000;

export function objectNamed(context: PlanContext, query: SoqlQuery): SObjectDescribe {
    const path = query.from[0]!.path;
    const name = path.names.join('.');
    const describe = context.schema.object(name);
    if (!describe?.queryable) throw unknownObject(context.text, path.span, name);
    return describe;
}

export function compileSource(context: PlanContext, query: SoqlQuery, base: SObjectDescribe): RowSource {
    context.noteObject(base);
    const scope: QueryScope = { schema: context.schema, text: context.text, base, aliases: aliasesOf(query) };
    const seen = (path: ResolvedPath, written: { names: readonly string[] }): void =>
        notePath(context, path, written.names.join('.'));
    const conditions: ConditionScope<StoredRow> = {
        text: context.text,
        operand: (left) => rowOperand(scope, left, seen),
        bindIndex: context.bindIndex,
        semiJoin: (inner) => compileSemiJoin(context, inner)
    };
    if (base.kind === 'bigObject') checkBigObjectFilter(context.text, base, query);
    const misplaced = query.where && misplacedSemiJoin(query.where);
    if (misplaced) throw malformed(context.text, misplaced.semiJoin.span, misplaced.reason);
    const prepare = query.where ? compileCondition(conditions, query.where) : null;
    const candidates = compileCandidates(conditions, query.where);
    const orders = (isGrouped(query) ? [] : query.orderBy).map((item) => {
        const operand = conditions.operand(item.by);
        if (!operand.isFilterable)
            throw new SoqlError('INVALID_FIELD', `field '${operand.name}' can not be sorted in a query call`);
        return orderOf(item, operand);
    });
    const limit = compileCount(context, query.limit);
    const offset = compileCount(context, query.offset);
    const ownerOnly = query.usingScope?.toLowerCase() === 'mine' ? (base.field('OwnerId') ?? null) : null;
    return {
        scope,
        conditions,
        matching: (run, within) => {
            const table = run.store.table(base);
            const test = prepare?.(run) ?? null;
            const matched: StoredRow[] = [];
            for (const row of within ?? candidates(run, table) ?? table.all()) {
                if (row.isDeleted && !query.allRows) continue;
                if (ownerOnly && row.values[ownerOnly.index] !== run.userId) continue;
                if (test && !test(row)) continue;
                if (run.isVisible && !run.isVisible(base, row)) continue;
                matched.push(row);
            }
            return matched;
        },
        page: (run, rows) => {
            const sorted = sortBy(rows, orders, run);
            const from = offset?.(run) ?? 0;
            if (from > MAX_OFFSET)
                throw new SoqlError('MALFORMED_QUERY', `Maximum SOQL offset allowed is ${MAX_OFFSET}`);
            const size = limit?.(run) ?? null;
            return from === 0 && size === null ? sorted : sorted.slice(from, size === null ? undefined : from + size);
        }
    };
}

/** `FROM Contact c, c.Account a`: each further alias stands for a path from the first object. */
function aliasesOf(query: SoqlQuery): ReadonlyMap<string, readonly string[]> {
    const aliases = new Map<string, readonly string[]>();
    query.from.forEach(({ path, alias }, index) => {
        if (!alias) return;
        const start = aliases.get(path.names[0]!.toLowerCase());
        const names = start ? [...start, ...path.names.slice(1)] : path.names;
        aliases.set(alias.toLowerCase(), index === 0 ? [] : names);
    });
    return aliases;
}

export function notePath(context: PlanContext, path: ResolvedPath, written: string): void {
    for (const hop of path.hops) {
        const owner = hop.targets[0];
        if (owner) context.noteObject(owner);
    }
    if (path.field) context.noteField({ describe: path.owner, field: path.field, path: written });
}

function compileCount(context: PlanContext, value: SoqlValue | null): ((run: QueryRun) => number | null) | null {
    if (!value) return null;
    if (value.kind === 'Number') {
        const count = Number(value.value);
        return () => count;
    }
    if (value.kind !== 'Bind') throw malformed(context.text, value.span, `unexpected token: '${value.kind}'`);
    const index = context.bindIndex(value);
    return (run) => {
        const count = run.binds[index];
        return count === null || count === undefined ? null : Number(count);
    };
}

/** `Id IN (SELECT AccountId FROM Contact …)`: the inner query's one column, read once per execution of the outer one. */
function compileSemiJoin(context: PlanContext, query: SoqlQuery): (run: QueryRun) => ReadonlySet<Key> {
    const describe = objectNamed(context, query);
    const item = query.select[0];
    if (query.select.length !== 1 || item?.kind !== 'Field') {
        throw malformed(context.text, query.span, 'The inner select of a semi join must select exactly one field');
    }
    const source = compileSource(context, query, describe);
    const operand = source.conditions.operand(item.field);
    if (operand.family !== 'id') {
        throw malformed(
            context.text,
            item.span,
            `The inner select field '${operand.name}' must be an ID or reference field`
        );
    }
    const results = new WeakMap<QueryRun, ReadonlySet<Key>>();
    return (run) => {
        let keys = results.get(run);
        if (!keys) {
            const rows = source.page(run, source.matching(run));
            // `Id NOT IN (SELECT ParentId …)` is about the parents that there are: rows without one say nothing.
            keys = new Set(rows.map((row) => keyOf('id', operand.read(row, run))).filter((key) => key !== null));
            results.set(run, keys);
        }
        return keys;
    };
}

/** Child rows of each record, by the relationship named in the sub-query's FROM. */
export function compileChildren(
    context: PlanContext,
    parent: SObjectDescribe,
    query: SoqlQuery
): { relationshipName: string; child: SObjectDescribe; reference: FieldDescribe; source: RowSource } {
    const path = query.from[0]!.path;
    const name = path.names[path.names.length - 1]!;
    const relationship = parent.childRelationship(name);
    const child = relationship && context.schema.object(relationship.childObject);
    if (!child) throw unknownRelationship(context.text, path.span, name, 'FROM part of query call');
    const reference = child.field(relationship.field);
    if (!reference) throw unknownColumn(context.text, path.span, relationship.field, child.name);
    return {
        relationshipName: relationship.relationshipName,
        child,
        reference,
        source: compileSource(context, query, child)
    };
}
