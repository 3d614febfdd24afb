import { ApexDate, ApexDatetime, ApexTime, daysOf, MILLIS_PER_DAY, plusMonths } from '../dates.ts';
import { throwApex } from '../exceptions.ts';
import { definePlatformType } from '../platform.ts';
import { currentTransaction } from '../transaction.ts';
import { methodsWithoutNull, nullArgument, staticsWithoutNull } from './arguments.ts';
import { localDate } from './date.ts';
import { datetimeValueOf, localMoment, parseDatetime, timeOfDay } from './dateParsing.ts';
import { userZone } from './orgServices.ts';
import { formatDatetime, localFields } from './simpleDateFormat.ts';
import { zoneOf } from './timeZones.ts';

type Fields = ReturnType<typeof localFields>;

/** Readings of the clock on the user's wall, and the same with the suffix Gmt. */
const readings: Readonly<Record<string, (fields: Fields) => unknown>> = {
    day: (fields) => fields.day,
    dayOfYear: (fields) => fields.dayOfYear,
    hour: (fields) => fields.hour,
    millisecond: (fields) => fields.millisecond,
    minute: (fields) => fields.minute,
    month: (fields) => fields.month,
    second: (fields) => fields.second,
    time: (fields) => new ApexTime(timeOfDay(fields.hour, fields.minute, fields.second, fields.millisecond)),
    year: (fields) => fields.year
};

definePlatformType('System.Datetime', {
    isInstance: (value) => value instanceof ApexDatetime,
    methods: {
        ...Object.fromEntries(
            Object.entries(readings).flatMap(([name, read]) => [
                [`${name}()`, (moment: ApexDatetime) => read(localFields(moment.ms, zoneOf(userZone())))],
                [`${name}Gmt()`, (moment: ApexDatetime) => read(localFields(moment.ms, zoneOf('GMT')))]
            ])
        ),
        ...methodsWithoutNull({
            'addDays(Integer)': (moment: ApexDatetime, days: number) => onLocalClock(moment, (day) => day + days),
            'addHours(Integer)': (moment: ApexDatetime, hours: number) =>
                new ApexDatetime(moment.ms + hours * 3_600_000),
            'addMinutes(Integer)': (moment: ApexDatetime, minutes: number) =>
                new ApexDatetime(moment.ms + minutes * 60_000),
            'addMonths(Integer)': (moment: ApexDatetime, months: number) =>
                onLocalClock(moment, (day) => plusMonths(day, months)),
            'addSeconds(Integer)': (moment: ApexDatetime, seconds: number) =>
                new ApexDatetime(moment.ms + seconds * 1000),
            'addYears(Integer)': (moment: ApexDatetime, years: number) =>
                onLocalClock(moment, (day) => plusMonths(day, years * 12)),
            'isSameDay(Datetime)': (moment: ApexDatetime, other: ApexDatetime) =>
                localDate(moment).days === localDate(other).days,
            'format(String)': (moment: ApexDatetime, pattern: string) => formatDatetime(moment.ms, pattern, userZone()),
            'formatGmt(String)': (moment: ApexDatetime, pattern: string) => formatDatetime(moment.ms, pattern, 'GMT')
        }),
        'date()': localDate,
        'dateGmt()': (moment: ApexDatetime) => new ApexDate(Math.floor(moment.ms / MILLIS_PER_DAY)),
        'format()': (moment: ApexDatetime) => formatDatetime(moment.ms, 'M/d/yyyy, h:mm a', userZone()),
        'format(String,String)': (moment: ApexDatetime, pattern: string | null, zone: string | null) =>
            pattern === null ? nullArgument(1, 2) : formatDatetime(moment.ms, pattern, zone ?? userZone()),
        'formatLong()': (moment: ApexDatetime) => formatDatetime(moment.ms, 'M/d/yyyy, h:mm:ss a z', userZone()),
        'getTime()': (moment: ApexDatetime) => moment.ms
    },
    statics: {
        ...staticsWithoutNull({
            'newInstance(Long)': (ms: number) => new ApexDatetime(Number(ms)),
            'newInstance(Date,Time)': (date: ApexDate, time: ApexTime) =>
                new ApexDatetime(localMoment(date.days, time.ms, userZone())),
            'newInstance(Integer,Integer,Integer)': (year: number, month: number, day: number) =>
                at(userZone(), year, month, day),
            'newInstance(Integer,Integer,Integer,Integer,Integer,Integer)': (
                year: number,
                month: number,
                day: number,
                hour: number,
                minute: number,
                second: number
            ) => at(userZone(), year, month, day, timeOfDay(hour, minute, second)),
            'newInstanceGmt(Date,Time)': (date: ApexDate, time: ApexTime) =>
                new ApexDatetime(date.days * MILLIS_PER_DAY + time.ms),
            'newInstanceGmt(Integer,Integer,Integer)': (year: number, month: number, day: number) =>
                at('GMT', year, month, day),
            'newInstanceGmt(Integer,Integer,Integer,Integer,Integer,Integer)': (
                year: number,
                month: number,
                day: number,
                hour: number,
                minute: number,
                second: number
            ) => at('GMT', year, month, day, timeOfDay(hour, minute, second)),
            'parse(String)': (text: string) => parseDatetime(text, userZone()),
            'valueOf(String)': (text: string) => datetimeValueOf(text, userZone()),
            'valueOfGmt(String)': (text: string) => datetimeValueOf(text, 'GMT')
        }),
        'now()': now,
        'valueOf(Object)': (value: unknown) => {
            if (value === null) return nullArgument(1, 1);
            if (value instanceof ApexDatetime) return value;
            return typeof value === 'string'
                ? datetimeValueOf(value, userZone())
                : throwApex('System.TypeException', 'Invalid date/time');
        }
    }
});

/** The org's clock. */
export function now(): ApexDatetime {
    return new ApexDatetime(currentTransaction().now());
}

function at(zone: string, year: number, month: number, day: number, ofDay = 0): ApexDatetime {
    return new ApexDatetime(localMoment(daysOf(year, month, day), ofDay, zone));
}

/** Days, months and years are counted on the user's calendar: the wall clock time stays when summer time begins or ends. */
function onLocalClock(moment: ApexDatetime, move: (days: number) => number): ApexDatetime {
    const zone = userZone();
    const fields = localFields(moment.ms, zoneOf(zone));
    const ofDay = timeOfDay(fields.hour, fields.minute, fields.second, fields.millisecond);
    return new ApexDatetime(localMoment(move(fields.days), ofDay, zone));
}
