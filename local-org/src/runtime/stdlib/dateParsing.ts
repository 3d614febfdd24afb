import { ApexDate, ApexDatetime, ApexTime, daysInMonth, daysOf, MILLIS_PER_DAY } from '../dates.ts';
import { throwApex } from '../exceptions.ts';
import { fromLocal, zoneOf } from './timeZones.ts';

/** Texts to dates. All throw System.TypeException with the platform's wording when the text is none. */

const ISO_DATE = /^\s*(\d{1,4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/;
const ISO_DATETIME = /^\s*(\d{1,4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?\s*$/;
const US_DATE = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{1,4})\s*$/;
const US_DATETIME = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{1,4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])\s*$/;

/** `2026-01-31`, time of day ignored */
export function dateValueOf(text: string): ApexDate {
    const match = ISO_DATE.exec(text);
    return (match && day(Number(match[1]), Number(match[2]), Number(match[3]))) ?? invalidDate(text);
}

/** `1/31/2026`, the format of locale en_US */
export function parseDate(text: string): ApexDate {
    const match = US_DATE.exec(text);
    return (match && day(Number(match[3]), Number(match[1]), Number(match[2]))) ?? invalidDate(text);
}

/** `2026-01-31 12:00:00` as wall clock time of the zone */
export function datetimeValueOf(text: string, zone: string): ApexDatetime {
    const match = ISO_DATETIME.exec(text);
    if (!match) return invalidDatetime(text);
    const [year, month, date, hour, minute, second] = match.slice(1, 7).map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number
    ];
    return atLocalTime(text, day(year, month, date), hour, minute, second, zone);
}

/** `1/31/2026, 12:00 PM`, the format of locale en_US; the comma may be missing */
export function parseDatetime(text: string, zone: string): ApexDatetime {
    const match = US_DATETIME.exec(text);
    if (!match) return invalidDatetime(text);
    const hour = Number(match[4]);
    if (hour < 1 || hour > 12) return invalidDatetime(text);
    const inDay = (hour % 12) + (match[7]!.toLowerCase() === 'pm' ? 12 : 0);
    return atLocalTime(
        text,
        day(Number(match[3]), Number(match[1]), Number(match[2])),
        inDay,
        Number(match[5]),
        Number(match[6] ?? 0),
        zone
    );
}

/** Milliseconds of a wall clock time of a zone. Fields outside their ranges carry over. */
export function localMoment(days: number, timeOfDay: number, zone: string): number {
    return fromLocal(days * MILLIS_PER_DAY + timeOfDay, zoneOf(zone));
}

export function timeOfDay(hour: number, minute: number, second: number, millisecond = 0): number {
    return ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}

/** Wraps around midnight. */
export function apexTime(ms: number): ApexTime {
    return new ApexTime(((ms % MILLIS_PER_DAY) + MILLIS_PER_DAY) % MILLIS_PER_DAY);
}

function day(year: number, month: number, date: number): ApexDate | null {
    if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return null;
    return new ApexDate(daysOf(year, month, date));
}

function atLocalTime(
    text: string,
    date: ApexDate | null,
    hour: number,
    minute: number,
    second: number,
    zone: string
): ApexDatetime {
    if (!date || hour > 23 || minute > 59 || second > 59) return invalidDatetime(text);
    return new ApexDatetime(localMoment(date.days, timeOfDay(hour, minute, second), zone));
}

function invalidDate(text: string): never {
    return throwApex('System.TypeException', `Invalid date: ${text}`);
}

function invalidDatetime(text: string): never {
    return throwApex('System.TypeException', `Invalid date/time: ${text}`);
}
