import TimeStamp from 'c/timeStamp';
import { mount, query, textOf } from 'jest-mocks/mount';

describe('c-time-stamp', () => {
    it('given a time, when it is shown, then it stands in UTC with the local time beside it', () => {
        const element = mount('c-time-stamp', TimeStamp, { value: '2026-11-23T14:05:09.000Z' });

        expect(textOf(element, 'time')).toBe('2026-11-23 14:05:09 UTC');
        expect(query(element, 'time').getAttribute('datetime')).toBe('2026-11-23T14:05:09.000Z');
        expect(textOf(element, 'span')).toBe('15:05:09 your time');
    });

    it('given a time after midnight of the local day, when it is shown, then the local day is said', () => {
        const element = mount('c-time-stamp', TimeStamp, { value: '2026-11-23T23:30:00.000Z' });

        expect(textOf(element, 'span')).toBe('2026-11-24 00:30:00 your time');
    });

    it.each([[undefined], ['yesterday']])('given %p, when it is shown, then there is nothing', (value) => {
        expect(query(mount('c-time-stamp', TimeStamp, { value }), 'time')).toBeNull();
    });

    it('given a time, when it is checked, then it is accessible', async () => {
        await expect(mount('c-time-stamp', TimeStamp, { value: '2026-11-23T14:05:09.000Z' })).toBeAccessible();
    });
});
