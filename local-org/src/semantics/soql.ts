import type { SObjectDescribe } from '../project/schemaModel.ts';
import type { SoqlExpression } from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import { misplacedSemiJoin } from '../syntax/semiJoins.ts';
import type {
    ComparisonOperator,
    Condition,
    FieldPath,
    SelectItem,
    SoqlFunction,
    SoqlQuery,
    SoqlValue
} from '../syntax/soql.ts';
import type { Body } from './body.ts';
import { at, errorAt } from './body.ts';
import type { BoundExpression } from './bound.ts';
import { isError } from './compilation.ts';
import { bindExpression } from './expressions.ts';
import * as messages from './messages/index.ts';
import { isPrimitive, recordSetOf } from './platformMembers.ts';
import type { QueryScope } from './soqlNames.ts';
import { isAggregateQuery, isCountQuery, isKnownFunction, QueryNames } from './soqlNames.ts';
import type { ApexType } from './types.ts';
import { displayName, INTEGER, OBJECT, sobjectOf } from './types.ts';

export function bindSoql(body: Body, node: SoqlExpression): BoundExpression {
    const walk = new QueryWalk(body);
    const scope = walk.query(node.query, null);
    if (!scope) return errorAt(node.span);
    const shape = isCountQuery(node.query) ? 'count' : 'list';
    const row = isAggregateQuery(node.query) ? sobjectOf('AggregateResult') : sobjectOf(scope.object.name);
    return {
        kind: 'Soql',
        query: node.query,
        binds: walk.boundInSourceOrder(),
        shape,
        object: scope.object.name,
        type: shape === 'count' ? INTEGER : recordSetOf(row),
        ...at(node.span)
    };
}

const isPath = (item: FieldPath | SoqlFunction | SoqlValue): item is FieldPath => 'names' in item;

/** Visits a query with its sub-queries: names are checked, bind expressions bound. */
export class QueryWalk {
    private readonly body: Body;
    private readonly names: QueryNames;
    private readonly binds: { readonly start: number; readonly value: BoundExpression }[] = [];

    constructor(body: Body) {
        this.body = body;
        this.names = new QueryNames(body.compilation, body.path);
    }

    boundInSourceOrder(): BoundExpression[] {
        return [...this.binds].sort((a, b) => a.start - b.start).map((bind) => bind.value);
    }

    query(query: SoqlQuery, parent: SObjectDescribe | null): QueryScope | null {
        const scope = this.names.scope(query, parent);
        if (!scope) return null;
        const grouped = isAggregateQuery(query) ? groupedNames(query) : null;
        for (const item of query.select) this.selectItem(scope, item, grouped);
        this.clauses(scope, query);
        return scope;
    }

    private clauses(scope: QueryScope, query: SoqlQuery): void {
        if (query.where) {
            this.condition(scope, query.where);
            const misplaced = misplacedSemiJoin(query.where);
            if (misplaced) this.names.report(misplaced.semiJoin.span, messages.misplacedSemiJoin(misplaced.reason));
        }
        for (const item of query.groupBy?.items ?? []) this.operand(scope, item);
        if (query.having) this.condition(scope, query.having);
        for (const item of query.orderBy) this.operand(scope, item.by);
        for (const value of [query.limit, query.offset]) if (value) this.count(value);
    }

    selectItem(scope: QueryScope, item: SelectItem, grouped: ReadonlySet<string> | null): void {
        switch (item.kind) {
            case 'Field': {
                const type = this.names.field(scope, item.field);
                const name = item.field.names.join('.');
                if (type && grouped && !grouped.has(name.toLowerCase()))
                    this.names.report(item.field.span, messages.notGrouped(name));
                return;
            }
            case 'Function':
                this.operand(scope, item.call);
                return;
            case 'SubQuery':
                this.query(item.query, scope.object);
                return;
            case 'Typeof':
                this.names.typeofItem(scope, item);
        }
    }

    /** Type of a compared or ordered field; Object for functions, null when unknown. */
    operand(scope: QueryScope, item: FieldPath | SoqlFunction): ApexType | null {
        if (isPath(item)) return this.names.field(scope, item);
        if (!isKnownFunction(item)) this.names.report(item.span, messages.unknownSoqlFunction(item.name));
        // FIELDS(ALL) names a group of fields, DISTANCE a unit
        if (item.name.toUpperCase() === 'FIELDS') return OBJECT;
        for (const arg of item.args) {
            if (isPath(arg)) this.names.field(scope, arg);
            else if (arg.kind === 'SoqlFunction') this.operand(scope, arg);
            else this.value(scope, arg, OBJECT, '=');
        }
        return OBJECT;
    }

    condition(scope: QueryScope, condition: Condition): void {
        switch (condition.kind) {
            case 'And':
            case 'Or':
                for (const operand of condition.operands) this.condition(scope, operand);
                return;
            case 'Not':
                this.condition(scope, condition.operand);
                return;
            case 'Comparison':
                this.value(scope, condition.right, this.operand(scope, condition.left), condition.operator);
        }
    }

    private value(scope: QueryScope, value: SoqlValue, column: ApexType | null, operator: ComparisonOperator): void {
        switch (value.kind) {
            case 'Bind': {
                const bound = this.bind(value);
                if (column && !isError(bound.type) && !isBindable(bound.type, column, operator)) {
                    this.names.report(
                        value.expression.span,
                        messages.bindType(displayName(bound.type), displayName(column))
                    );
                }
                return;
            }
            case 'List':
                for (const item of value.values) this.value(scope, item, column, '=');
                return;
            case 'SemiJoin':
                this.query(value.query, null);
                return;
            default:
                return;
        }
    }

    bind(value: Extract<SoqlValue, { kind: 'Bind' }>): BoundExpression {
        const bound = bindExpression(this.body, value.expression);
        this.binds.push({ start: value.span.start, value: bound });
        return bound;
    }

    /** LIMIT and OFFSET */
    count(value: SoqlValue): void {
        if (value.kind !== 'Bind') return;
        const bound = this.bind(value);
        if (isError(bound.type) || isPrimitive(bound.type, 'Integer', 'Long')) return;
        this.names.report(value.expression.span, messages.illegalConversion(displayName(bound.type), 'Integer'));
    }

    fieldsOf(object: string, span: Span): QueryScope | null {
        const describe = this.names.entity({ names: [object], span });
        return describe && { object: describe, aliases: new Map(), columns: new Set() };
    }
}

/** `=`, `!=` and LIKE take lists and sets, too, and then mean any of them. */
const manyValued: ReadonlySet<ComparisonOperator> = new Set([
    'in',
    'not in',
    'includes',
    'excludes',
    '=',
    '!=',
    'like'
]);

/** One value for comparisons, lists and sets (of values or records) for the operators that take many. */
function isBindable(type: ApexType, column: ApexType, operator: ComparisonOperator): boolean {
    if (type.kind === 'null' || type.kind === 'object') return true;
    if (manyValued.has(operator)) {
        if (type.kind === 'list' || type.kind === 'set') return isBindableValue(type.element, column);
        return isBindableValue(type, column);
    }
    return isBindableValue(type, column);
}

const textual = ['String', 'Id'] as const;
const numbers = ['Integer', 'Long', 'Double', 'Decimal'] as const;
const dates = ['Date', 'Datetime'] as const;

function isBindableValue(type: ApexType, column: ApexType): boolean {
    if (type.kind === 'object') return true;
    if (type.kind === 'sobject') return column.kind === 'object' || isPrimitive(column, ...textual);
    if ((type.kind === 'class' && type.symbol.form === 'enum') || (type.kind === 'platform' && type.form === 'enum'))
        return true;
    if (type.kind !== 'primitive') return false;
    if (column.kind !== 'primitive') return true;
    if (type.name === column.name) return true;
    return [textual, numbers, dates].some((family) => isPrimitive(type, ...family) && isPrimitive(column, ...family));
}

/** Names that may be selected beside aggregates. */
function groupedNames(query: SoqlQuery): Set<string> {
    const names = new Set<string>();
    for (const item of query.groupBy?.items ?? []) if (isPath(item)) names.add(item.names.join('.').toLowerCase());
    return names;
}
