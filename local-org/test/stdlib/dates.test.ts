import { describe, expect, it } from 'vitest';
import { ApexDate, calendarDay, daysOf, plusMonths } from '../../src/runtime/dates.ts';
import { formatDatetime } from '../../src/runtime/stdlib/simpleDateFormat.ts';
import { fromLocal, zoneOf } from '../../src/runtime/stdlib/timeZones.ts';
import type { ServiceRegistry } from '../../src/runtime/transaction.ts';
import { Region } from '../../src/runtime/stdlib/orgServices.ts';
import { evaluate, outputs } from './evaluate.ts';

const inLosAngeles = {
    provide: (services: ServiceRegistry) => services.provide(Region, { timeZoneOf: () => 'America/Los_Angeles' })
};

describe('calendar arithmetic against UTC', () => {
    it('given any day from 1600 to 2400, when it is taken apart and put together, then it is the same day', () => {
        for (let days = daysOf(1600, 1, 1); days < daysOf(2400, 1, 1); days += 97) {
            const { year, month, day } = calendarDay(days);
            expect(Date.UTC(year, month - 1, day)).toBe(days * 86_400_000);
            expect(daysOf(year, month, day)).toBe(days);
        }
    });

    it('given a day late in its month, when months are added, then it is the last day of a shorter month', () => {
        const at = (year: number, month: number, day: number, months: number): string =>
            new ApexDate(plusMonths(daysOf(year, month, day), months)).iso();
        expect(at(2024, 1, 31, 1)).toBe('2024-02-29');
        expect(at(2024, 2, 29, 12)).toBe('2025-02-28');
        expect(at(2024, 3, 31, -1)).toBe('2024-02-29');
        expect(at(2024, 1, 31, -2)).toBe('2023-11-30');
        expect(at(2024, 12, 31, 2)).toBe('2025-02-28');
    });

    it('given wall clock times of a zone, when they become moments, then the zone shows the same time again', () => {
        const zone = zoneOf('Europe/Berlin');
        for (let local = Date.UTC(2025, 0, 1); local < Date.UTC(2027, 0, 1); local += 5_400_000) {
            const moment = fromLocal(local, zone);
            const shown = moment + zone.offsetAt(moment);
            // Only the hour that summer time skips is shown as another one.
            if (shown !== local)
                expect([Date.UTC(2025, 2, 30), Date.UTC(2026, 2, 29)]).toContain(
                    Math.floor(local / 86_400_000) * 86_400_000
                );
        }
    });
});

/** Letters and examples of java.text.SimpleDateFormat */
describe('date patterns', () => {
    const moment = Date.UTC(2001, 6, 4, 19, 8, 56, 235);
    const examples = {
        "yyyy.MM.dd G 'at' HH:mm:ss z": '2001.07.04 AD at 12:08:56 PDT',
        "EEE, MMM d, ''yy": "Wed, Jul 4, '01",
        'h:mm a': '12:08 PM',
        "hh 'o''clock' a, zzzz": "12 o'clock PM, Pacific Daylight Time",
        'yyyyy.MMMMM.dd GGG hh:mm aaa': '02001.July.04 AD 12:08 PM',
        'EEE, d MMM yyyy HH:mm:ss Z': 'Wed, 4 Jul 2001 12:08:56 -0700',
        yyMMddHHmmssZ: '010704120856-0700',
        "yyyy-MM-dd'T'HH:mm:ss.SSSZ": '2001-07-04T12:08:56.235-0700',
        "yyyy-MM-dd'T'HH:mm:ss.SSSXXX": '2001-07-04T12:08:56.235-07:00',
        "YYYY-'W'ww-u": '2001-W27-3'
    };
    for (const [pattern, expected] of Object.entries(examples)) {
        it(`given ${pattern}, when a moment is formatted in Los Angeles, then it reads ${expected}`, () => {
            expect(formatDatetime(moment, pattern, 'America/Los_Angeles')).toBe(expected);
        });
    }

    it('given a letter that has no meaning, when a moment is formatted, then it throws', () => {
        expect(() => formatDatetime(0, 'b', 'GMT')).toThrow("Illegal pattern character 'b'");
    });
});

describe('Date, Datetime and Time in Apex', () => {
    it('given dates, when they are printed, then with midnight in texts and without by String.valueOf', () => {
        const table = {
            'Date.newInstance(2026, 1, 31)': '2026-01-31 00:00:00',
            'String.valueOf(Date.newInstance(2026, 1, 31))': '2026-01-31',
            "'' + Date.newInstance(2026, 1, 31)": '2026-01-31 00:00:00',
            'Date.newInstance(2026, 1, 31).format()': '1/31/2026',
            'Time.newInstance(9, 5, 7, 3)': '09:05:07.003Z',
            'Datetime.newInstanceGmt(2026, 1, 31, 23, 59, 58)': '2026-01-31 23:59:58',
            'new List<Date>{ Date.newInstance(2026, 1, 31) }': '(2026-01-31 00:00:00)',
            'Date.newInstance(2026, 13, 32)': '2027-02-01 00:00:00',
            "Date.valueOf('2026-02-28 10:00:00')": '2026-02-28 00:00:00',
            "Date.parse('2/28/2026')": '2026-02-28 00:00:00',
            "Datetime.parse('2/28/2026, 12:30 AM')": '2026-02-28 00:30:00',
            'Date.newInstance(2026, 1, 31).toStartOfWeek()': '2026-01-25 00:00:00',
            'Date.newInstance(2024, 12, 31).dayOfYear()': '366',
            'Date.newInstance(2026, 1, 31).monthsBetween(Date.newInstance(2027, 3, 1))': '14',
            'Date.newInstance(2026, 1, 31).daysBetween(Date.newInstance(2026, 3, 1))': '29',
            'Time.newInstance(23, 30, 0, 0).addHours(1)': '00:30:00.000Z'
        };
        expect(outputs(table)).toEqual(table);
    });

    it('given texts that are no dates, when they are read, then the platform names the kind and the text', () => {
        const table = {
            "Date.valueOf('2026-02-30')": '! System.TypeException: Invalid date: 2026-02-30',
            "Date.valueOf('x')": '! System.TypeException: Invalid date: x',
            "Date.parse('2026-02-28')": '! System.TypeException: Invalid date: 2026-02-28',
            "Datetime.valueOf('2026-08-02')": '! System.TypeException: Invalid date/time: 2026-08-02',
            'Date.newInstance(2026, null, 1)': '! System.NullPointerException: Argument 2 cannot be null',
            'Date.valueOf((String) null)': '! System.NullPointerException: Argument cannot be null.'
        };
        expect(outputs(table)).toEqual(table);
    });

    it('given a user in Los Angeles, when moments are read and shown, then local members use the local clock and Gmt members do not', () => {
        const table = {
            'Datetime.newInstance(2026, 7, 1, 0, 30, 0)': '2026-07-01 07:30:00',
            'Datetime.newInstanceGmt(2026, 7, 1, 0, 30, 0).day()': '30',
            'Datetime.newInstanceGmt(2026, 7, 1, 0, 30, 0).dayGmt()': '1',
            'String.valueOf(Datetime.newInstanceGmt(2026, 7, 1, 0, 30, 0))': '2026-06-30 17:30:00',
            'Datetime.newInstanceGmt(2026, 7, 1, 0, 30, 0).format()': '6/30/2026, 5:30 PM',
            // Summer time begins on 2026-03-08: the wall clock time stays, the moment moves by 23 hours.
            'Datetime.newInstance(2026, 3, 7, 12, 0, 0).addDays(1)': '2026-03-08 19:00:00',
            'Datetime.newInstance(2026, 3, 7, 12, 0, 0).addHours(24)': '2026-03-08 20:00:00'
        };
        expect(outputs(table, {}, inLosAngeles)).toEqual(table);
    });

    it('given time zones, when asked, then they tell their offset at a moment', () => {
        expect(
            evaluate([
                "TimeZone.getTimeZone('Asia/Kolkata').getOffset(Datetime.newInstanceGmt(2026, 1, 1)) / 60000",
                "TimeZone.getTimeZone('nowhere').getID()",
                "TimeZone.getTimeZone('America/Los_Angeles').getDisplayName()"
            ])
        ).toEqual(['330', 'GMT', '(GMT-08:00) Pacific Standard Time (America/Los_Angeles)']);
    });
});
