import StandingAlarms from 'c/standingAlarms';
import overview from 'jest-mocks/data/overview.json';
import { mount, queryAll, textsOf } from 'jest-mocks/mount';

const [breaker] = overview.breakers;
const show = (properties: object) =>
    mount('c-standing-alarms', StandingAlarms, { caps: [], breakers: overview.breakers, ...properties });
const bypass = { person: 'Jana Payroll', passes: 2 };

describe('c-standing-alarms', () => {
    it('given a quiet day, when the page is shown, then nothing alarms', () => {
        expect(queryAll(show({}), '[role="alert"]')).toEqual([]);
    });

    it('given a cap that is used up, when the page is shown, then people are told that they must decide', () => {
        expect(textsOf(show({ caps: [{ label: 'All AI', tripped: 10, allowed: 10 }] }), '[role="alert"]')).toEqual([
            'Automatic cutting is at its limit: 10 of All AI were cut within an hour, 10 are allowed. New leaks there ' +
                'only alarm, unless they are critical. Look at every open incident and cut off by hand.'
        ]);
    });

    it('given an open bypass, when the page is shown, then who may pass is said; one that only waits alarms nobody', () => {
        const open = { ...breaker, bypass: { ...bypass, endsAt: '2026-11-23T16:00:00.000Z' } };

        expect(textsOf(show({ breakers: [open, { ...breaker, bypass }] }), '[role="alert"]')).toEqual([
            'Jana Payroll may pass the cut of Contact Sync.'
        ]);
    });

    it('given alarms, when they are checked, then they are accessible', async () => {
        await expect(show({ caps: [{ label: 'All AI', tripped: 10, allowed: 10 }] })).toBeAccessible();
    });
});
