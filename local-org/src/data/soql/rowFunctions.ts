import { ApexDate, ApexDatetime } from '../../runtime/dates.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import type { FieldPath, SoqlFunction, SoqlValue } from '../../syntax/soql.ts';
import type { FieldDescribe } from '../../project/index.ts';
import type { StoredRow } from '../store/table.ts';
import type { Operand } from './conditions.ts';
import { DAY_MS } from './dateLiterals.ts';
import { malformed } from './soqlError.ts';

type DateFunction = (ms: number) => number;

const date = (ms: number): Date => new Date(ms);
const quarter = (ms: number): number => Math.floor(date(ms).getUTCMonth() / 3) + 1;
const dayOfYear = (ms: number): number => Math.floor((ms - Date.UTC(date(ms).getUTCFullYear(), 0, 1)) / DAY_MS) + 1;

/** Date functions of SOQL; fiscal years are calendar years in a new org. DAY_IN_WEEK counts from Sunday = 1. */
const DATE_FUNCTIONS: Readonly<Record<string, DateFunction>> = {
    calendar_year: (ms) => date(ms).getUTCFullYear(),
    calendar_quarter: quarter,
    calendar_month: (ms) => date(ms).getUTCMonth() + 1,
    fiscal_year: (ms) => date(ms).getUTCFullYear(),
    fiscal_quarter: quarter,
    fiscal_month: (ms) => date(ms).getUTCMonth() + 1,
    day_in_month: (ms) => date(ms).getUTCDate(),
    day_in_week: (ms) => date(ms).getUTCDay() + 1,
    day_in_year: dayOfYear,
    week_in_month: (ms) => Math.floor((date(ms).getUTCDate() - 1) / 7) + 1,
    week_in_year: (ms) => Math.floor((dayOfYear(ms) - 1) / 7) + 1,
    hour_in_day: (ms) => date(ms).getUTCHours()
};

export function isRowFunction(name: string): boolean {
    const lower = name.toLowerCase();
    return lower in DATE_FUNCTIONS || lower === 'day_only' || lower === 'tolabel' || lower === 'converttimezone';
}

type RowOperand = Operand<StoredRow>;

/** Operand of a function over one row: date functions, `toLabel`, `convertTimezone`. */
export function rowFunction(
    text: string,
    call: SoqlFunction,
    operandOf: (argument: FieldPath | SoqlFunction) => RowOperand
): RowOperand {
    const name = call.name.toLowerCase();
    const argument = call.args[0];
    if (!argument || isValue(argument) || call.args.length !== 1) {
        throw malformed(text, call.span, `invalid number of arguments for function: ${call.name}`);
    }
    const inner = operandOf(argument);
    const dateFunction = DATE_FUNCTIONS[name];
    if (dateFunction) {
        requireDate(text, call, inner);
        return {
            ...inner,
            family: 'number',
            apexType: 'Integer',
            stored: null,
            read: (row, run) => instant(inner.read(row, run), dateFunction)
        };
    }
    switch (name) {
        case 'day_only':
            requireDate(text, call, inner);
            return {
                ...inner,
                family: 'date',
                apexType: 'Date',
                stored: null,
                read: (row, run) => instant(inner.read(row, run), (ms) => new ApexDate(Math.floor(ms / DAY_MS)))
            };
        case 'converttimezone':
            return inner;
        case 'tolabel':
            return { ...inner, stored: null, read: (row, run) => picklistLabel(inner.picklist, inner.read(row, run)) };
        default:
            return unsupported(`SOQL function ${call.name}`);
    }
}

function requireDate(text: string, call: SoqlFunction, operand: RowOperand): void {
    if (operand.family === 'date' || operand.family === 'datetime') return;
    throw malformed(text, call.span, `Invalid argument for function ${call.name}: ${operand.name}`);
}

function instant<T>(value: unknown, apply: (ms: number) => T): T | null {
    if (value instanceof ApexDatetime) return apply(value.ms);
    if (value instanceof ApexDate) return apply(value.days * DAY_MS);
    return null;
}

export function picklistLabel(field: FieldDescribe | null, value: unknown): unknown {
    if (!field || typeof value !== 'string') return value;
    const labelOf = (one: string): string => field.picklistValues.find((entry) => entry.value === one)?.label ?? one;
    return field.type === 'multipicklist' ? value.split(';').map(labelOf).join(';') : labelOf(value);
}

export function isValue(argument: FieldPath | SoqlFunction | SoqlValue): argument is SoqlValue {
    return 'kind' in argument && argument.kind !== 'SoqlFunction';
}
