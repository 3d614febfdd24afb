import type { FieldDescribe, SObjectDescribe, SummaryDefinition } from '../../project/index.ts';
import { ApexDate, ApexDatetime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';
import { parseFormula } from '../../syntax/formula/parser.ts';
import type { FormulaExpression } from '../../syntax/formula/ast.ts';
import type { QueryRun } from '../soql/queryRun.ts';
import { familyOf, keyOf } from '../store/keys.ts';
import type { StoredRow } from '../store/table.ts';
import { evaluateFormula } from './evaluateFormula.ts';
import { FormulaError, textOf } from './formulaValue.ts';
import type { FormulaValue } from './formulaValue.ts';
import { recordScope } from './recordScope.ts';
import type { FormulaGlobals } from './recordScope.ts';

const parsed = new Map<string, FormulaExpression>();

/** The tree of a formula; each text is parsed once. */
export function formulaTree(text: string): FormulaExpression {
    let expression = parsed.get(text);
    if (!expression) {
        const result = parseFormula(text);
        if (!result.expression)
            throw new FormulaError(result.diagnostics[0]?.message ?? `Syntax error in formula: ${text}`);
        parsed.set(text, (expression = result.expression));
    }
    return expression;
}

/** Value of a formula or roll-up summary field, in the field's Apex type. */
export function computeField(
    run: QueryRun,
    globals: FormulaGlobals,
    describe: SObjectDescribe,
    row: StoredRow,
    field: FieldDescribe
): unknown {
    if (field.summary) return summarize(run, row, field, field.summary);
    const scope = recordScope(run, globals, describe, row, {
        blankAsZero: field.formulaTreatBlanksAs === 'BlankAsZero',
        isNew: false,
        prior: null
    });
    return toFieldValue(field, evaluateFormula(formulaTree(field.formula!), scope));
}

/** A formula's result as a value of the field. */
export function toFieldValue(field: FieldDescribe, value: FormulaValue): unknown {
    if (value === null) return field.type === 'boolean' ? false : null;
    switch (field.apexType) {
        case 'Boolean':
            return value === true;
        case 'Date':
            return value instanceof ApexDatetime ? new ApexDate(Math.floor(value.ms / 86_400_000)) : value;
        case 'Datetime':
            return value instanceof ApexDate ? new ApexDatetime(value.days * 86_400_000) : value;
        case 'Decimal': {
            if (!(value instanceof Decimal)) return Decimal.of(textOf(value));
            const scaled = field.type === 'percent' ? value.multiply(Decimal.of(100)) : value;
            return scaled.setScale(field.scale);
        }
        case 'Double':
        case 'Integer':
            return value instanceof Decimal ? value.toNumber() : Number(textOf(value));
        default:
            return textOf(value) || null;
    }
}

function summarize(run: QueryRun, row: StoredRow, field: FieldDescribe, summary: SummaryDefinition): unknown {
    const [childName, referenceName] = summary.foreignKey.split('.') as [string, string];
    const child = run.schema.object(childName);
    const reference = child?.field(referenceName);
    if (!child || !reference)
        throw new FormulaError(`Roll-up summary ${field.name} refers to the unknown field ${summary.foreignKey}`);
    const rows = (run.store.table(child).lookup(reference, row.id) ?? []).filter(
        (candidate) => !candidate.isDeleted && summary.filterItems.every((filter) => passes(child, candidate, filter))
    );
    if (summary.operation === 'count') return field.apexType === 'Decimal' ? Decimal.of(rows.length) : rows.length;
    const summarized = child.field(summary.summarizedField?.split('.')[1] ?? '');
    if (!summarized)
        throw new FormulaError(`Roll-up summary ${field.name} refers to the unknown field ${summary.summarizedField}`);
    const values = rows
        .map((candidate) => candidate.values[summarized.index] ?? null)
        .filter((value) => value !== null);
    if (summary.operation === 'sum') {
        return values.reduce<Decimal>(
            (sum, value) => sum.add(value instanceof Decimal ? value : Decimal.of(value as number)),
            Decimal.of(0)
        );
    }
    const sign = summary.operation === 'min' ? 1 : -1;
    const family = familyOf(summarized);
    return values.reduce<unknown>((best, value) => {
        if (best === null) return value;
        return sign * (Number(keyOf(family, value)) - Number(keyOf(family, best))) < 0 ? value : best;
    }, null);
}

function passes(child: SObjectDescribe, row: StoredRow, filter: SummaryDefinition['filterItems'][number]): boolean {
    const field = child.field(filter.field.split('.').pop()!);
    if (!field) throw new FormulaError(`Roll-up summary filter refers to the unknown field ${filter.field}`);
    const family = familyOf(field);
    const actual = keyOf(family, row.values[field.index] ?? null);
    const wanted = filter.value.split(',').map((value) => filterKey(family, value.trim()));
    const first = wanted[0] ?? null;
    switch (filter.operation) {
        case 'equals':
            return wanted.includes(actual);
        case 'notEqual':
            return !wanted.includes(actual);
        case 'lessThan':
            return actual !== null && first !== null && actual < first;
        case 'lessOrEqual':
            return actual !== null && first !== null && actual <= first;
        case 'greaterThan':
            return actual !== null && first !== null && actual > first;
        case 'greaterOrEqual':
            return actual !== null && first !== null && actual >= first;
        case 'contains':
            return String(actual ?? '').includes(String(first ?? ''));
        case 'notContain':
            return !String(actual ?? '').includes(String(first ?? ''));
        case 'startsWith':
            return String(actual ?? '').startsWith(String(first ?? ''));
        default:
            throw new FormulaError(`Roll-up summary filter operation ${filter.operation} is not known`);
    }
}

function filterKey(family: ReturnType<typeof familyOf>, value: string): string | number | null {
    if (value === '') return null;
    if (family === 'number') return Number(value);
    if (family === 'boolean') return value.toLowerCase() === 'true' ? 1 : 0;
    if (family === 'date') return Date.parse(value) / 86_400_000;
    return family === 'datetime' ? Date.parse(value) : keyOf(family, value);
}
