import type { PrimitiveName } from '../../semantics/types.ts';
import { ApexBlob } from '../blob.ts';
import { stringToId } from '../conversions.ts';
import { ApexDate, ApexDatetime, ApexTime, daysInMonth, daysOf, MILLIS_PER_DAY } from '../dates.ts';
import { Decimal } from '../decimal.ts';
import { normalizeLong } from '../longs.ts';
import { timeOfDay } from '../stdlib/dateParsing.ts';
import { jsonError } from './jsonError.ts';

type Where = () => string;

const DATE = /^(\d{4})-(\d{2})-(\d{2})/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;
const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

/**
 * A JSON scalar as a value of a primitive type, in plain form.
 * @param where ` at [line:…]`, appended to messages; asked only then, because it counts the lines before it
 */
export function scalarValue(text: string, type: PrimitiveName, where: Where = () => ''): unknown {
    switch (type) {
        case 'String':
            return text;
        case 'Boolean':
            if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
            return jsonError(`Illegal value for boolean: ${text}${where()}`);
        case 'Integer': {
            const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
            return value >= -2147483648 && value <= 2147483647
                ? value + 0
                : jsonError(`For input string: "${text}"${where()}`);
        }
        case 'Long':
            return /^[+-]?\d+$/.test(text)
                ? normalizeLong(BigInt(text.replace('+', '')))
                : jsonError(`For input string: "${text}"${where()}`);
        case 'Double': {
            const value = text.trim() === '' ? NaN : Number(text);
            return Number.isNaN(value) && text !== 'NaN' ? jsonError(`For input string: "${text}"${where()}`) : value;
        }
        case 'Decimal':
            return Decimal.parse(text) ?? jsonError(invalidDecimal(text) + where());
        case 'Date':
            return new ApexDate(dateDays(text, where));
        case 'Datetime':
            return jsonDatetime(text, where);
        case 'Time':
            return jsonTime(text, where);
        case 'Id':
            return ID.test(text) ? stringToId(text) : jsonError(`bad id ${text}${where()}`);
        case 'Blob':
            return new ApexBlob(Buffer.from(text, 'base64'));
    }
}

/** ISO 8601; a date alone is its midnight in GMT, a time without offset is in GMT. */
function jsonDatetime(text: string, where: Where): ApexDatetime {
    const days = dateDays(text, where);
    const rest = text.slice(10);
    if (rest === '') return new ApexDatetime(days * MILLIS_PER_DAY);
    const time = rest[0] === 'T' ? clock(rest.slice(1)) : null;
    return time ? new ApexDatetime(days * MILLIS_PER_DAY + time.ms - time.offset) : invalidFormat(text, where);
}

function jsonTime(text: string, where: Where): ApexTime {
    const time = clock(text);
    return time ? new ApexTime((time.ms - time.offset + MILLIS_PER_DAY) % MILLIS_PER_DAY) : invalidFormat(text, where);
}

function dateDays(text: string, where: Where): number {
    const match = DATE.exec(text);
    if (!match || !/^(?:T|$)/.test(text.slice(10))) return invalidFormat(text, where);
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return invalidFormat(text, where);
    return daysOf(year, month, day);
}

function clock(text: string): { ms: number; offset: number } | null {
    const match = TIME.exec(text);
    if (!match || Number(match[1]) > 23 || Number(match[2]) > 59 || Number(match[3] ?? 0) > 59) return null;
    const millis = Number((match[4] ?? '').padEnd(3, '0').slice(0, 3));
    return {
        ms: timeOfDay(Number(match[1]), Number(match[2]), Number(match[3] ?? 0), millis),
        offset: offsetMillis(match[5] ?? 'Z')
    };
}

function offsetMillis(text: string): number {
    if (text === 'Z') return 0;
    const minutes = Number(text.slice(1, 3)) * 60 + Number(text.replace(':', '').slice(3, 5) || 0);
    return (text[0] === '-' ? -minutes : minutes) * 60_000;
}

function invalidFormat(text: string, where: Where): never {
    return jsonError(`Invalid format: "${text}"${where()}`);
}

function invalidDecimal(text: string): string {
    return text === ''
        ? 'N/A'
        : `Character ${text[0]} is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`;
}
