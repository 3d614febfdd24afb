import { describe, expect, test } from 'vitest';
import { CronExpression } from '../../src/async/cronExpression.ts';

const next = (expression: string, after: string): string | null => {
    const time = new CronExpression(expression).next(Date.parse(after));
    return time === null ? null : new Date(time).toISOString();
};

describe('schedules (Apex Developer Guide, System.schedule)', () => {
    test.each([
        ['0 0 13 * * ?', '2026-03-01T13:00:00Z', '2026-03-02T13:00:00.000Z', 'every day at 1 PM'],
        [
            '0 0 22 ? * 6L',
            '2026-03-01T00:00:00Z',
            '2026-03-27T22:00:00.000Z',
            'the last Friday of every month at 10 PM'
        ],
        ['0 0 10 ? * MON-FRI', '2026-02-27T10:00:00Z', '2026-03-02T10:00:00.000Z', 'Monday to Friday at 10 AM'],
        ['0 0 20 * * ? 2027', '2026-03-01T00:00:00Z', '2027-01-01T20:00:00.000Z', 'every day at 8 PM during one year'],
        ['0 15 0/6 * * ?', '2026-03-01T06:15:00Z', '2026-03-01T12:15:00.000Z', 'every six hours'],
        ['0 0 0 L * ?', '2028-02-10T00:00:00Z', '2028-02-29T00:00:00.000Z', 'the last day of the month'],
        ['30 5 8 1 JAN,JUL ?', '2026-01-01T08:05:30Z', '2026-07-01T08:05:30.000Z', 'named months'],
        ['0 0 9 15W * ?', '2026-08-01T00:00:00Z', '2026-08-14T09:00:00.000Z', 'the weekday nearest to the 15th'],
        ['0 0 9 ? * 2#1', '2026-03-03T00:00:00Z', '2026-04-06T09:00:00.000Z', 'the first Monday of the month']
    ])('given %s after %s, when asked for the next time, then it is %s (%s)', (expression, after, expected) => {
        expect(next(expression, after)).toBe(expected);
    });

    test('given a year that has passed, when asked for the next time, then there is none', () => {
        expect(next('0 0 0 1 1 ? 2020', '2026-01-01T00:00:00Z')).toBeNull();
    });

    test.each([
        ['0 0 13 * *', 'Unexpected end of expression'],
        ['0 0/5 13 * * ?', 'Minutes must be a single value'],
        ['0 0 25 * * ?', 'Value out of range'],
        ['0 0 13 * * *', 'day-of-week AND a day-of-month']
    ])('given %s, when it is read, then it is refused (%s)', (expression, message) => {
        expect(() => new CronExpression(expression)).toThrow(message);
    });
});
