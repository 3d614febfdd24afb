import { durationBetween, fillIn } from 'c/labelText';

describe('c-label-text', () => {
    it('given a label with places, when values are filled in, then each stands in its place', () => {
        expect(fillIn('{1} before {0}, {1}', 'a', 2)).toBe('2 before a, 2');
    });

    const START = '2026-11-23T10:00:00.000Z';
    it.each([
        ['2026-11-23T10:00:03.240Z', '3.2 s'],
        ['2026-11-23T10:01:00.000Z', '1 min 0 s'],
        ['2026-11-23T10:12:34.000Z', '12 min 34 s'],
        ['2026-11-24T12:05:59.000Z', '26 h 5 min'],
        ['2026-11-23T09:59:00.000Z', '0 s']
    ])('given an end at %s, when the time since ten is asked for, then it is %s', (end, expected) => {
        expect(durationBetween(START, end)).toBe(expected);
    });
});
