import type { ApexFieldType, FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import type { Comparison, Condition, FieldPath, SoqlFunction, SoqlQuery, SoqlValue } from '../../syntax/soql.ts';
import { keyOf } from '../store/keys.ts';
import type { Family, Key } from '../store/keys.ts';
import { boundKey, boundKeys, literalValue } from './filterValues.ts';
import type { Hop } from './fieldPaths.ts';
import type { FilterSite, FilterValue } from './filterValues.ts';
import type { QueryRun } from './queryRun.ts';
import { excerptAt, malformed, SoqlError } from './soqlError.ts';

export interface StoredField {
    readonly field: FieldDescribe;
    readonly owner: SObjectDescribe;
    /** From the queried object to the one that has the field; empty for its own. */
    readonly hops: readonly Hop[];
}

/** The left side of a comparison, over rows or over groups of rows. */
export interface Operand<T> {
    readonly name: string;
    readonly family: Family;
    readonly apexType: ApexFieldType;
    /** The field as it is stored, of the queried object or of a parent, whose index may select the rows; null when it is computed. */
    readonly stored: StoredField | null;
    /** The picklist or multi-select picklist behind the operand, else null. */
    readonly picklist: FieldDescribe | null;
    /** The platform refuses filters on it, e.g. long text areas. */
    readonly isFilterable: boolean;
    read(source: T, run: QueryRun): unknown;
}

export type Test<T> = (source: T) => boolean;
export type Prepared<T> = (run: QueryRun) => Test<T>;

export interface ConditionScope<T> {
    readonly text: string;
    operand(left: FieldPath | SoqlFunction): Operand<T>;
    bindIndex(value: SoqlValue): number;
    /** Values that a semi-join's query selects. */
    semiJoin(query: SoqlQuery): (run: QueryRun) => ReadonlySet<Key>;
}

/** Compiles a condition; `prepare` evaluates literals, binds and semi-joins once per execution. */
export function compileCondition<T>(scope: ConditionScope<T>, condition: Condition): Prepared<T> {
    switch (condition.kind) {
        case 'And': {
            const parts = condition.operands.map((operand) => compileCondition(scope, operand));
            return (run) => {
                const tests = parts.map((part) => part(run));
                return (source) => tests.every((test) => test(source));
            };
        }
        case 'Or': {
            const parts = condition.operands.map((operand) => compileCondition(scope, operand));
            return (run) => {
                const tests = parts.map((part) => part(run));
                return (source) => tests.some((test) => test(source));
            };
        }
        case 'Not': {
            const part = compileCondition(scope, condition.operand);
            return (run) => {
                const test = part(run);
                return (source) => !test(source);
            };
        }
        case 'Comparison':
            return compileComparison(scope, condition);
    }
}

function compileComparison<T>(scope: ConditionScope<T>, comparison: Comparison): Prepared<T> {
    const operand = scope.operand(comparison.left);
    if (!operand.isFilterable) {
        throw new SoqlError(
            'INVALID_FIELD',
            `field '${operand.name}' can not be filtered in a query call`,
            excerptAt(scope.text, comparison.left.span)
        );
    }
    const site: FilterSite = { text: scope.text, name: operand.name, family: operand.family };
    switch (comparison.operator) {
        case 'in':
        case 'not in': {
            const keysOf = compileKeys(scope, site, comparison.right);
            const wanted = comparison.operator === 'in';
            return (run) => {
                const keys = keysOf(run);
                return (source) => keys.has(keyOf(site.family, operand.read(source, run))) === wanted;
            };
        }
        case 'includes':
        case 'excludes':
            return compileIncludes(scope, site, operand, comparison);
        case 'like':
            return compileLike(scope, site, operand, comparison);
        default:
            return compileOrder(scope, site, operand, comparison);
    }
}

/** Value of the right side, once per execution. */
export function compileValue<T>(
    scope: ConditionScope<T>,
    site: FilterSite,
    value: SoqlValue
): (run: QueryRun) => FilterValue {
    if (value.kind === 'Bind') {
        const index = scope.bindIndex(value);
        return (run) => ({ key: boundKey(site, run.binds[index] ?? null), range: null });
    }
    if (value.kind === 'DateLiteral') return (run) => literalValue(site, value, run.now);
    const constant = literalValue(site, value, 0);
    return () => constant;
}

/** Values of the right side of IN, once per execution. */
export function compileKeys<T>(
    scope: ConditionScope<T>,
    site: FilterSite,
    value: SoqlValue
): (run: QueryRun) => ReadonlySet<Key> {
    if (value.kind === 'SemiJoin') return scope.semiJoin(value.query);
    if (value.kind === 'Bind') {
        const index = scope.bindIndex(value);
        return (run) => boundKeys(site, run.binds[index] ?? null);
    }
    const elements = value.kind === 'List' ? value.values : [value];
    const parts = elements.map((element) => compileValue(scope, site, element));
    return (run) => new Set(parts.map((part) => part(run).key));
}

function compileOrder<T>(
    scope: ConditionScope<T>,
    site: FilterSite,
    operand: Operand<T>,
    comparison: Comparison
): Prepared<T> {
    const valueOf = compileValue(scope, site, comparison.right);
    const operator = comparison.operator;
    const comparesOrder = operator !== '=' && operator !== '!=';
    if (comparesOrder && (isMultiPicklist(operand) || site.family === 'boolean'))
        throw badOperator(scope.text, comparison);
    return (run) => {
        const value = valueOf(run);
        const read = (source: T): Key => keyOf(site.family, operand.read(source, run));
        if (value.range) return rangeTest(operator, value.range.start, value.range.end, read);
        const wanted = value.key;
        switch (operator) {
            case '=':
                return (source) => read(source) === wanted;
            case '!=':
                return (source) => read(source) !== wanted;
            default:
                return orderTest(operator, wanted, read);
        }
    };
}

/** Comparing with null by order selects nothing, whichever side is null. */
function orderTest<T>(operator: string, wanted: Key, read: (source: T) => Key): Test<T> {
    if (wanted === null) return () => false;
    const holds: (key: string | number) => boolean =
        operator === '<'
            ? (key) => key < wanted
            : operator === '<='
              ? (key) => key <= wanted
              : operator === '>'
                ? (key) => key > wanted
                : (key) => key >= wanted;
    return (source) => {
        const key = read(source);
        return key !== null && holds(key);
    };
}

/** A date literal is a range: `= TODAY` means within it, `> TODAY` after its end, `< TODAY` before its start. */
function rangeTest<T>(operator: string, start: number, end: number, read: (source: T) => Key): Test<T> {
    const holds: (key: number) => boolean =
        operator === '='
            ? (key) => key >= start && key < end
            : operator === '!='
              ? (key) => key < start || key >= end
              : operator === '<'
                ? (key) => key < start
                : operator === '<='
                  ? (key) => key < end
                  : operator === '>'
                    ? (key) => key >= end
                    : (key) => key >= start;
    return (source) => {
        const key = read(source);
        return typeof key === 'number' ? holds(key) : operator === '!=';
    };
}

function compileLike<T>(
    scope: ConditionScope<T>,
    site: FilterSite,
    operand: Operand<T>,
    comparison: Comparison
): Prepared<T> {
    if (site.family !== 'text' && site.family !== 'exactText') throw badOperator(scope.text, comparison);
    const right = comparison.right;
    const patternsOf: (run: QueryRun) => ReadonlySet<Key> =
        right.kind === 'Bind' || right.kind === 'List'
            ? compileKeys(scope, site, right)
            : (run) => new Set([compileValue(scope, site, right)(run).key]);
    return (run) => {
        const patterns = [...patternsOf(run)].map((pattern) => likePattern(String(pattern ?? '')));
        return (source) => {
            const key = keyOf(site.family, operand.read(source, run));
            return key !== null && patterns.some((pattern) => pattern.test(String(key)));
        };
    };
}

/** `%` any text, `_` one character, either escaped by a backslash. */
function likePattern(pattern: string): RegExp {
    const source = pattern.replace(/\\([%_\\])|%|_|[.*+?^${}()|[\]\\/]/g, (found, escaped: string | undefined) => {
        if (escaped) return escaped === '\\' ? '\\\\' : escaped;
        if (found === '%') return '[\\s\\S]*';
        return found === '_' ? '[\\s\\S]' : `\\${found}`;
    });
    return new RegExp(`^${source}$`);
}

function compileIncludes<T>(
    scope: ConditionScope<T>,
    site: FilterSite,
    operand: Operand<T>,
    comparison: Comparison
): Prepared<T> {
    if (!isMultiPicklist(operand)) throw badOperator(scope.text, comparison);
    const keysOf = compileKeys(scope, site, comparison.right);
    const wanted = comparison.operator === 'includes';
    return (run) => {
        const combinations = [...keysOf(run)].map((key) => String(key ?? '').split(';'));
        return (source) => {
            const selected = new Set(String(keyOf(site.family, operand.read(source, run)) ?? '').split(';'));
            return combinations.some((combination) => combination.every((value) => selected.has(value))) === wanted;
        };
    };
}

function badOperator(text: string, comparison: Comparison): SoqlError {
    return malformed(text, comparison.span, 'invalid operator');
}

function isMultiPicklist<T>(operand: Operand<T>): boolean {
    return operand.picklist?.type === 'multipicklist';
}
