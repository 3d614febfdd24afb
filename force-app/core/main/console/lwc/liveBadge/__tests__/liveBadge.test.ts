import LiveBadge from 'c/liveBadge';
import { mount, query, textOf } from 'jest-mocks/mount';

describe('c-live-badge', () => {
    it.each([
        ['connecting', 'Connecting', 'slds-badge_lightest'],
        ['live', 'Live', 'slds-theme_success'],
        ['polling', 'Every 30 seconds', 'slds-theme_warning'],
        ['paused', 'Paused', 'slds-badge_lightest'],
        ['stale', 'Not up to date', 'slds-theme_error']
    ])('given the state %s, when it is shown, then the badge says "%s"', (state, text, theme) => {
        const element = mount('c-live-badge', LiveBadge, { state });

        expect(textOf(element, '.slds-badge')).toBe(text);
        expect(query(element, '.slds-badge').classList).toContain(theme);
        expect(textOf(element, '[role="status"] .slds-assistive-text')).not.toBe('');
    });

    it('given the time of reading, when it is shown, then it stands beside the badge', () => {
        const element = mount('c-live-badge', LiveBadge, { state: 'live', asOf: '2026-11-23T14:05:10.000Z' });

        expect(query(element, 'c-time-stamp').value).toBe('2026-11-23T14:05:10.000Z');
    });

    it('given a live page, when it is checked, then it is accessible', async () => {
        await expect(mount('c-live-badge', LiveBadge, { state: 'live' })).toBeAccessible();
    });
});
