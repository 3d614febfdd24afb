import { ApexDate, ApexDatetime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { columnValue, type ViewColumn } from '../../views/index.ts';

/** A value as a report shows it to a user in en_US; empty for null. */
export function cellText(record: SObject, column: ViewColumn): string {
    const value = columnValue(record, column);
    if (value === null) return '';
    if (value instanceof ApexDatetime) return dateTimeText(value.ms);
    if (value instanceof ApexDate) return DAY.format(Date.parse(`${value.iso()}T00:00:00Z`));
    if (value instanceof Decimal) return value.toString();
    return String(value as string | number | boolean);
}

export function dateTimeText(milliseconds: number): string {
    return MOMENT.format(milliseconds).replace(/\u202F/g, ' ');
}

const DAY = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', dateStyle: 'short' });
const MOMENT = new Intl.DateTimeFormat('en-US', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit'
});
