import { isoDate, isoTime } from './isoText.ts';

export const MILLIS_PER_DAY = 86_400_000;

/** Year, month (1-12) and day of month (1-31) of the proleptic Gregorian calendar. */
export interface CalendarDay {
    readonly year: number;
    readonly month: number;
    readonly day: number;
}

/** Days since 1970-01-01; month and day may lie outside their ranges and carry over. */
export function daysOf(year: number, month: number, day: number): number {
    const monthIndex = month - 1;
    const date = new Date(Date.UTC(2000, 0, 1));
    date.setUTCFullYear(year + Math.floor(monthIndex / 12), ((monthIndex % 12) + 12) % 12, day);
    return date.getTime() / MILLIS_PER_DAY;
}

export function calendarDay(days: number): CalendarDay {
    const date = new Date(days * MILLIS_PER_DAY);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function isLeapYear(year: number): boolean {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** @param month 1-12 */
export function daysInMonth(year: number, month: number): number {
    if (month === 2) return isLeapYear(year) ? 29 : 28;
    return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The same day some months later, or the last one of a shorter month. */
export function plusMonths(days: number, months: number): number {
    const { year, month, day } = calendarDay(days);
    const target = year * 12 + (month - 1) + months;
    const targetYear = Math.floor(target / 12);
    const targetMonth = target - targetYear * 12 + 1;
    return daysOf(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** Date: whole days since 1970-01-01. */
export class ApexDate {
    static readonly apexName = 'Date';
    readonly days: number;

    constructor(days: number) {
        this.days = days;
    }

    /** Fields outside their ranges carry over, as in java.util.Calendar. */
    static of(year: number, month: number, day: number): ApexDate {
        return new ApexDate(daysOf(year, month, day));
    }

    get calendar(): CalendarDay {
        return calendarDay(this.days);
    }

    /** `2026-01-31` */
    iso(): string {
        return isoDate(this.calendar);
    }

    /** As part of a text a Date shows a midnight: `2026-01-31 00:00:00`. */
    apexToString(): string {
        return `${this.iso()} 00:00:00`;
    }
}

/** Datetime: milliseconds since 1970-01-01T00:00:00Z. */
export class ApexDatetime {
    static readonly apexName = 'Datetime';
    readonly ms: number;

    constructor(ms: number) {
        this.ms = ms;
    }

    /** `2026-01-31T12:00:00.000Z` */
    iso(): string {
        const days = Math.floor(this.ms / MILLIS_PER_DAY);
        return `${isoDate(calendarDay(days))}T${isoTime(this.ms - days * MILLIS_PER_DAY)}Z`;
    }

    /** As part of a text a Datetime shows its time in GMT: `2026-01-31 12:00:00`. */
    apexToString(): string {
        return this.iso()
            .replace('T', ' ')
            .replace(/\.\d+Z$/, '');
    }
}

/** Time: milliseconds since midnight. */
export class ApexTime {
    static readonly apexName = 'Time';
    readonly ms: number;

    constructor(ms: number) {
        this.ms = ms;
    }

    /** `12:00:00.000Z` */
    apexToString(): string {
        return `${isoTime(this.ms)}Z`;
    }
}
