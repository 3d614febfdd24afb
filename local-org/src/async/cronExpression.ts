import { throwApex } from '../runtime/exceptions.ts';

/**
 * A Salesforce schedule: `Seconds Minutes Hours Day_of_month Month Day_of_week [Year]`, in UTC. Seconds and minutes must be single
 * values (Apex Developer Guide, "Using the System.schedule Method"); W, # and L forms of the days are understood.
 */
export class CronExpression {
    private readonly second: number;
    private readonly minute: number;
    private readonly hours: ReadonlySet<number>;
    private readonly months: ReadonlySet<number>;
    private readonly years: ReadonlySet<number> | null;
    private readonly dayMatches: (date: Date) => boolean;

    /** @throws System.StringException in the platform's wording when the expression cannot be read */
    constructor(text: string) {
        const parts = text.trim().split(/\s+/);
        if (parts.length < 6) throwApex('System.StringException', `Unexpected end of expression: ${text}`);
        if (parts.length > 7) throwApex('System.StringException', `Illegal cron expression format: ${text}`);
        const [seconds, minutes, hours, days, months, weekdays, years] = parts as [
            string,
            string,
            string,
            string,
            string,
            string,
            string?
        ];
        this.second = single(seconds, 0, 59, 'Seconds');
        this.minute = single(minutes, 0, 59, 'Minutes');
        this.hours = valuesOf(hours, 0, 23, []);
        this.months = valuesOf(months, 1, 12, MONTHS);
        this.years = years === undefined || years === '*' ? null : valuesOf(years, 1970, 2099, []);
        if ((days === '?') === (weekdays === '?')) {
            throwApex(
                'System.StringException',
                'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.'
            );
        }
        this.dayMatches = weekdays === '?' ? dayOfMonth(days) : dayOfWeek(weekdays);
    }

    /** First time after `after` (both in milliseconds since 1970), or null when there is none. */
    next(after: number): number | null {
        const date = new Date(after - (after % 1000) + 1000);
        date.setUTCSeconds(this.second, 0);
        if (date.getTime() <= after) date.setUTCMinutes(date.getUTCMinutes() + 1);
        while (date.getUTCMinutes() !== this.minute) date.setUTCMinutes(date.getUTCMinutes() + 1);
        const lastYear = date.getUTCFullYear() + 10;
        while (date.getUTCFullYear() <= lastYear) {
            if (!this.matchesDay(date)) date.setUTCHours(24, this.minute, this.second, 0);
            else if (!this.hours.has(date.getUTCHours())) date.setUTCHours(date.getUTCHours() + 1);
            else return date.getTime();
        }
        return null;
    }

    private matchesDay(date: Date): boolean {
        return (
            this.months.has(date.getUTCMonth() + 1) &&
            (this.years?.has(date.getUTCFullYear()) ?? true) &&
            this.dayMatches(date)
        );
    }
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function single(part: string, least: number, most: number, name: string): number {
    if (!/^\d+$/.test(part))
        throwApex('System.StringException', `Illegal cron expression format: ${name} must be a single value: ${part}`);
    return inRange(Number(part), least, most, part);
}

/** `*`, `5`, `1-5`, `0/6`, `MON-FRI`, and lists of these. */
function valuesOf(part: string, least: number, most: number, names: readonly string[]): ReadonlySet<number> {
    const values = new Set<number>();
    for (const item of part.split(',')) {
        const [range, step] = item.split('/') as [string, string?];
        const [from, to] = range === '*' ? [least, most] : bounds(range, step, most, names, least);
        for (
            let value = inRange(from, least, most, item);
            value <= inRange(to, least, most, item);
            value += step ? Number(step) : 1
        )
            values.add(value);
    }
    return values;
}

function bounds(
    range: string,
    step: string | undefined,
    most: number,
    names: readonly string[],
    least: number
): [number, number] {
    const [from, to] = range.split('-') as [string, string?];
    const start = numberOf(from, names, least);
    return [start, to === undefined ? (step ? most : start) : numberOf(to, names, least)];
}

function numberOf(text: string, names: readonly string[], least: number): number {
    const named = names.indexOf(text.toUpperCase());
    if (named >= 0) return named + least;
    if (!/^\d+$/.test(text)) throwApex('System.StringException', `Illegal characters for this position: '${text}'`);
    return Number(text);
}

function inRange(value: number, least: number, most: number, text: string): number {
    if (value < least || value > most)
        throwApex('System.StringException', `Value out of range (${least}-${most}): ${text}`);
    return value;
}

function dayOfMonth(part: string): (date: Date) => boolean {
    if (part === 'L') return (date) => date.getUTCDate() === daysIn(date);
    const weekday = /^(\d+)W$/.exec(part);
    if (weekday) return (date) => date.getUTCDate() === nearestWeekday(date, Number(weekday[1]));
    const days = valuesOf(part, 1, 31, []);
    return (date) => days.has(date.getUTCDate());
}

function dayOfWeek(part: string): (date: Date) => boolean {
    const last = /^(\w+)L$/.exec(part);
    if (last) {
        const day = numberOf(last[1]!, WEEKDAYS, 1);
        return (date) => date.getUTCDay() + 1 === day && date.getUTCDate() > daysIn(date) - 7;
    }
    const nth = /^(\w+)#([1-5])$/.exec(part);
    if (nth) {
        const day = numberOf(nth[1]!, WEEKDAYS, 1);
        return (date) => date.getUTCDay() + 1 === day && Math.ceil(date.getUTCDate() / 7) === Number(nth[2]);
    }
    const days = valuesOf(part, 1, 7, WEEKDAYS);
    return (date) => days.has(date.getUTCDay() + 1);
}

const daysIn = (date: Date): number =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

function nearestWeekday(date: Date, wanted: number): number {
    const day = Math.min(wanted, daysIn(date));
    const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
    if (weekday === 6) return day > 1 ? day - 1 : day + 2;
    if (weekday === 0) return day < daysIn(date) ? day + 1 : day - 2;
    return day;
}
