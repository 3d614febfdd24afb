import { calendarDay, daysOf, MILLIS_PER_DAY } from '../dates.ts';
import { throwApex } from '../exceptions.ts';
import { padded } from '../isoText.ts';
import type { Zone } from './timeZones.ts';
import { zoneName, zoneOf } from './timeZones.ts';

/** java.text.SimpleDateFormat with the calendar and names of locale en_US. */

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

interface Local {
    readonly zone: Zone;
    readonly ms: number;
    readonly offset: number;
    readonly days: number;
    readonly year: number;
    readonly month: number;
    readonly day: number;
    /** 0 = Sunday */
    readonly weekday: number;
    readonly dayOfYear: number;
    readonly hour: number;
    readonly minute: number;
    readonly second: number;
    readonly millisecond: number;
}

const patterns = new Map<string, readonly (string | { letter: string; count: number })[]>();

/** @param ms since 1970-01-01T00:00:00Z @throws System.IllegalArgumentException for an unknown letter */
export function formatDatetime(ms: number, pattern: string, zoneId: string): string {
    let parts = patterns.get(pattern);
    if (!parts) patterns.set(pattern, (parts = parsePattern(pattern)));
    const local = localFields(ms, zoneOf(zoneId));
    return parts.map((part) => (typeof part === 'string' ? part : field(local, part.letter, part.count))).join('');
}

/** Wall clock fields of a moment in a zone. */
export function localFields(ms: number, zone: Zone): Local {
    const offset = zone.offsetAt(ms);
    const local = ms + offset;
    const days = Math.floor(local / MILLIS_PER_DAY);
    const rest = local - days * MILLIS_PER_DAY;
    const { year, month, day } = calendarDay(days);
    return {
        zone,
        ms,
        offset,
        days,
        year,
        month,
        day,
        weekday: (((days + 4) % 7) + 7) % 7,
        dayOfYear: days - daysOf(year, 1, 1) + 1,
        hour: Math.floor(rest / 3_600_000),
        minute: Math.floor(rest / 60_000) % 60,
        second: Math.floor(rest / 1000) % 60,
        millisecond: rest % 1000
    };
}

function parsePattern(pattern: string): (string | { letter: string; count: number })[] {
    const parts: (string | { letter: string; count: number })[] = [];
    const token = /'((?:[^']|'')*)'|([a-zA-Z])\2*|[^a-zA-Z']+|'/gy;
    for (let match = token.exec(pattern); match; match = token.exec(pattern)) {
        if (match[0] === "'") throwApex('System.IllegalArgumentException', 'Unterminated quote');
        if (match[0] === "''") parts.push("'");
        else if (match[1] !== undefined) parts.push(match[1].replace(/''/g, "'"));
        else if (match[2] === undefined) parts.push(match[0]);
        else {
            if (!'GyYMLwWDdFEuaHkKhmsSzZX'.includes(match[2])) {
                throwApex('System.IllegalArgumentException', `Illegal pattern character '${match[2]}'`);
            }
            parts.push({ letter: match[2], count: match[0].length });
        }
    }
    return parts;
}

function field(local: Local, letter: string, count: number): string {
    const number = (value: number): string => padded(value, count);
    switch (letter) {
        case 'G':
            return local.year > 0 ? 'AD' : 'BC';
        case 'y':
            return yearText(local.year > 0 ? local.year : 1 - local.year, count);
        case 'Y':
            return yearText(week(local).year, count);
        case 'M':
        case 'L':
            return count >= 4
                ? MONTHS[local.month - 1]!
                : count === 3
                  ? MONTHS[local.month - 1]!.slice(0, 3)
                  : number(local.month);
        case 'w':
            return number(week(local).number);
        case 'W':
            return number(Math.floor((local.day - 1 + weekdayOf(local.days - local.day + 1)) / 7) + 1);
        case 'D':
            return number(local.dayOfYear);
        case 'd':
            return number(local.day);
        case 'F':
            return number(Math.floor((local.day - 1) / 7) + 1);
        case 'E':
            return count >= 4 ? WEEKDAYS[local.weekday]! : WEEKDAYS[local.weekday]!.slice(0, 3);
        case 'u':
            return number(local.weekday === 0 ? 7 : local.weekday);
        case 'a':
            return local.hour < 12 ? 'AM' : 'PM';
        case 'H':
            return number(local.hour);
        case 'k':
            return number(local.hour === 0 ? 24 : local.hour);
        case 'K':
            return number(local.hour % 12);
        case 'h':
            return number(local.hour % 12 === 0 ? 12 : local.hour % 12);
        case 'm':
            return number(local.minute);
        case 's':
            return number(local.second);
        case 'S':
            return number(local.millisecond);
        case 'z':
            return zoneName(local.zone, local.ms, count >= 4 ? 'long' : 'short');
        case 'Z':
            return offsetText(local.offset, '');
        default:
            return isoOffset(local.offset, count);
    }
}

function yearText(year: number, count: number): string {
    return count === 2 ? padded(year % 100, 2) : padded(year, count);
}

function weekdayOf(days: number): number {
    return (((days + 4) % 7) + 7) % 7;
}

/** Weeks of locale en_US: they begin on Sunday, and week 1 is the one with January 1. */
function week(local: Local): { number: number; year: number } {
    const nextYear = daysOf(local.year + 1, 1, 1);
    if (local.days >= nextYear - weekdayOf(nextYear)) return { number: 1, year: local.year + 1 };
    const first = daysOf(local.year, 1, 1);
    return { number: Math.floor((local.days - first + weekdayOf(first)) / 7) + 1, year: local.year };
}

function offsetText(offset: number, separator: string): string {
    const minutes = Math.abs(offset) / 60_000;
    return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${separator}${padded(minutes % 60, 2)}`;
}

function isoOffset(offset: number, count: number): string {
    if (count > 3) return throwApex('System.IllegalArgumentException', 'invalid ISO 8601 format: length=' + count);
    if (offset === 0) return 'Z';
    return count === 1 ? offsetText(offset, '').slice(0, 3) : offsetText(offset, count === 2 ? '' : ':');
}
