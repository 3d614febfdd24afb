import { ApexDate, ApexDatetime, daysInMonth, isLeapYear, MILLIS_PER_DAY, plusMonths } from '../dates.ts';
import { throwApex } from '../exceptions.ts';
import { definePlatformType } from '../platform.ts';
import { currentTransaction } from '../transaction.ts';
import { methodsWithoutNull, nullArgument, staticsWithoutNull } from './arguments.ts';
import { dateValueOf, parseDate } from './dateParsing.ts';
import { userZone } from './orgServices.ts';
import { zoneOf } from './timeZones.ts';

definePlatformType('System.Date', {
    isInstance: (value) => value instanceof ApexDate,
    methods: {
        ...methodsWithoutNull({
            'addDays(Integer)': (date: ApexDate, days: number) => new ApexDate(date.days + days),
            'addMonths(Integer)': (date: ApexDate, months: number) => new ApexDate(plusMonths(date.days, months)),
            'addYears(Integer)': (date: ApexDate, years: number) => new ApexDate(plusMonths(date.days, years * 12)),
            'daysBetween(Date)': (date: ApexDate, other: ApexDate) => other.days - date.days,
            'isSameDay(Date)': (date: ApexDate, other: ApexDate) => date.days === other.days,
            'monthsBetween(Date)': (date: ApexDate, other: ApexDate) => {
                const [from, to] = [date.calendar, other.calendar];
                return (to.year - from.year) * 12 + to.month - from.month;
            }
        }),
        'day()': (date: ApexDate) => date.calendar.day,
        'dayOfYear()': (date: ApexDate) => date.days - ApexDate.of(date.calendar.year, 1, 1).days + 1,
        'format()': formatDate,
        'month()': (date: ApexDate) => date.calendar.month,
        'toStartOfMonth()': (date: ApexDate) => new ApexDate(date.days - date.calendar.day + 1),
        // Weeks of locale en_US begin on Sunday; 1970-01-01 was a Thursday.
        'toStartOfWeek()': (date: ApexDate) => new ApexDate(date.days - ((((date.days + 4) % 7) + 7) % 7)),
        'year()': (date: ApexDate) => date.calendar.year
    },
    statics: {
        ...staticsWithoutNull({
            'daysInMonth(Integer,Integer)': daysInMonth,
            'isLeapYear(Integer)': isLeapYear,
            'newInstance(Integer,Integer,Integer)': (year: number, month: number, day: number) =>
                ApexDate.of(year, month, day),
            'parse(String)': parseDate,
            'valueOf(String)': dateValueOf
        }),
        'today()': today,
        'valueOf(Object)': (value: unknown) => {
            if (value === null) return nullArgument(1, 1);
            if (value instanceof ApexDate) return value;
            if (value instanceof ApexDatetime) return localDate(value);
            return typeof value === 'string' ? dateValueOf(value) : throwApex('System.TypeException', 'Invalid date');
        }
    }
});

/** The day it is for the running user. */
export function today(): ApexDate {
    return localDate(new ApexDatetime(currentTransaction().now()));
}

/** The day of a moment for the running user. */
export function localDate(moment: ApexDatetime): ApexDate {
    return new ApexDate(Math.floor((moment.ms + zoneOf(userZone()).offsetAt(moment.ms)) / MILLIS_PER_DAY));
}

/** `1/31/2026`, the short format of locale en_US */
function formatDate(date: ApexDate): string {
    const { year, month, day } = date.calendar;
    return `${month}/${day}/${year}`;
}
