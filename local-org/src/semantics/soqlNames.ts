import type { SObjectDescribe } from '../project/schemaModel.ts';
import type { Span } from '../syntax/position.ts';
import type { FieldPath, SelectItem, SoqlFunction, SoqlQuery } from '../syntax/soql.ts';
import type { Compilation } from './compilation.ts';
import * as messages from './messages/index.ts';
import { fieldType, parentObject } from './sobjects.ts';
import type { ApexType } from './types.ts';
import { OBJECT } from './types.ts';

/** What the names of one query (not of its sub-queries) refer to. */
export interface QueryScope {
    readonly object: SObjectDescribe;
    /** lower-case alias -> object; the object's own name is one */
    readonly aliases: ReadonlyMap<string, SObjectDescribe>;
    /** lower-case aliases of selected expressions */
    readonly columns: ReadonlySet<string>;
}

/** Checks names of queries against the schema. */
export class QueryNames {
    private readonly compilation: Compilation;
    private readonly path: string;

    constructor(compilation: Compilation, path: string) {
        this.compilation = compilation;
        this.path = path;
    }

    report(span: Span, message: messages.Message): void {
        this.compilation.report(this.path, span, message);
    }

    /** The object of FROM: an entity, or in a sub-query a child relationship of `parent`. Null when unknown (reported). */
    scope(query: SoqlQuery, parent: SObjectDescribe | null): QueryScope | null {
        const [first, ...others] = query.from;
        if (!first) return null;
        const object = parent ? this.children(parent, first.path) : this.entity(first.path);
        if (!object) return null;
        const aliases = new Map<string, SObjectDescribe>([[object.name.toLowerCase(), object]]);
        if (first.alias) aliases.set(first.alias.toLowerCase(), object);
        for (const { path, alias } of others) {
            const start = aliases.get(path.names[0]!.toLowerCase());
            const target = start && this.follow(start, path, path.names.slice(1));
            if (target && alias) aliases.set(alias.toLowerCase(), target);
        }
        const columns = query.select.flatMap((item) =>
            'alias' in item && item.alias ? [item.alias.toLowerCase()] : []
        );
        return { object, aliases, columns: new Set(columns) };
    }

    entity(path: FieldPath): SObjectDescribe | null {
        const name = path.names.join('.');
        const object = this.compilation.schema.object(name);
        if (!object) this.report(path.span, messages.unknownEntity(name));
        else if (!object.queryable && (object.custom || object.curated))
            this.report(path.span, messages.entityNotQueryable(object.name));
        return object;
    }

    private children(parent: SObjectDescribe, path: FieldPath): SObjectDescribe | null {
        const name = path.names[path.names.length - 1]!;
        const relationship = parent.childRelationship(name);
        const child = relationship && this.compilation.schema.object(relationship.childObject);
        if (!child) this.report(path.span, messages.unknownChild(name));
        return child;
    }

    /** Type of the field a path leads to; null when it leads nowhere (reported). */
    field(scope: QueryScope, path: FieldPath): ApexType | null {
        const [first] = path.names;
        if (path.names.length === 1 && scope.columns.has(first!.toLowerCase())) return OBJECT;
        const aliased = path.names.length > 1 ? scope.aliases.get(first!.toLowerCase()) : undefined;
        const isRelationship =
            aliased !== undefined && scope.object.fieldByRelationship(first!) !== null && aliased === scope.object;
        const start = aliased && !isRelationship ? aliased : scope.object;
        const names = aliased && !isRelationship ? path.names.slice(1) : path.names;
        const owner = this.follow(start, path, names.slice(0, -1));
        if (!owner) return null;
        const name = names[names.length - 1]!;
        const field = owner.field(name);
        if (field) return fieldType(field);
        this.report(path.span, messages.unknownColumn(name, owner.name));
        return null;
    }

    /** The object at the end of a row of parent relationships. */
    follow(start: SObjectDescribe, path: FieldPath, relationships: readonly string[]): SObjectDescribe | null {
        let object = start;
        for (const name of relationships) {
            const reference = object.fieldByRelationship(name);
            const parent = reference && this.compilation.schema.object(parentObject(this.compilation, reference));
            if (!parent) {
                this.report(path.span, messages.unknownParent(name));
                return null;
            }
            object = parent;
        }
        return object;
    }

    typeofItem(scope: QueryScope, item: Extract<SelectItem, { kind: 'Typeof' }>): void {
        const names = item.field.names;
        const owner = this.follow(scope.object, item.field, names.slice(0, -1));
        if (!owner) return;
        if (!owner.fieldByRelationship(names[names.length - 1]!)) {
            this.report(item.field.span, messages.unknownParent(names[names.length - 1]!));
        }
        for (const branch of item.branches) {
            const object = this.compilation.schema.object(branch.type);
            if (!object) {
                this.report(item.span, messages.unknownEntity(branch.type));
                continue;
            }
            const inner: QueryScope = { object, aliases: new Map(), columns: new Set() };
            for (const field of branch.fields) this.field(inner, field);
        }
        const shared = this.compilation.schema.object('Name');
        if (!shared) return;
        for (const field of item.otherwise ?? [])
            this.field({ object: shared, aliases: new Map(), columns: new Set() }, field);
    }
}

const aggregates: ReadonlySet<string> = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

const functions: ReadonlySet<string> = new Set([
    ...aggregates,
    'CALENDAR_MONTH',
    'CALENDAR_QUARTER',
    'CALENDAR_YEAR',
    'CONVERTCURRENCY',
    'CONVERTTIMEZONE',
    'DAY_IN_MONTH',
    'DAY_IN_WEEK',
    'DAY_IN_YEAR',
    'DAY_ONLY',
    'DISTANCE',
    'FIELDS',
    'FISCAL_MONTH',
    'FISCAL_QUARTER',
    'FISCAL_YEAR',
    'FORMAT',
    'GEOLOCATION',
    'GROUPING',
    'HOUR_IN_DAY',
    'TOLABEL',
    'WEEK_IN_MONTH',
    'WEEK_IN_YEAR'
]);

export const isAggregate = (call: SoqlFunction): boolean => aggregates.has(call.name.toUpperCase());
export const isKnownFunction = (call: SoqlFunction): boolean => functions.has(call.name.toUpperCase());

/** `SELECT COUNT() FROM …`: the result is a number. */
export function isCountQuery(query: SoqlQuery): boolean {
    const [item] = query.select;
    return (
        query.select.length === 1 &&
        item?.kind === 'Function' &&
        item.call.name.toUpperCase() === 'COUNT' &&
        item.call.args.length === 0 &&
        query.groupBy === null
    );
}

/** A query whose rows are AggregateResults. */
export function isAggregateQuery(query: SoqlQuery): boolean {
    if (isCountQuery(query)) return false;
    return query.groupBy !== null || query.select.some((item) => item.kind === 'Function' && isAggregate(item.call));
}
