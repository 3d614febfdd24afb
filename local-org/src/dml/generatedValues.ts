import type { SObjectDescribe } from '../project/index.ts';

/** Text of an auto-number: `{0000}` is the number, `{YYYY}`, `{YY}`, `{MM}` and `{DD}` are the day of creation. @param now milliseconds */
export function autoNumber(format: string, number: number, now: number): string {
    const day = new Date(now).toISOString();
    return format.replace(/\{(0+|YYYY|YY|MM|DD)\}/g, (_, part: string) => {
        switch (part) {
            case 'YYYY':
                return day.slice(0, 4);
            case 'YY':
                return day.slice(2, 4);
            case 'MM':
                return day.slice(5, 7);
            case 'DD':
                return day.slice(8, 10);
            default:
                return String(number).padStart(part.length, '0');
        }
    });
}

/** `Ada Lovelace` of a person's object; null for objects whose name is one field. */
export function compoundName(describe: SObjectDescribe, values: readonly unknown[]): string | null {
    const last = describe.field('LastName');
    const first = describe.field('FirstName');
    if (!last || !first || describe.custom || describe.nameField?.name !== 'Name') return null;
    const parts = [values[first.index], values[last.index]].filter((part) => part !== null);
    return parts.length ? parts.join(' ') : null;
}
