import AlertList from 'c/alertList';
import overview from 'jest-mocks/data/overview.json';
import { mount, query, queryAll, textOf } from 'jest-mocks/mount';

describe('c-alert-list', () => {
    it('given alerts, when they are shown, then each says what, who, when and how severe', () => {
        const element = mount('c-alert-list', AlertList, { alerts: overview.alerts });

        const items = queryAll(element, 'li');
        expect(items).toHaveLength(2);
        expect(items[0].textContent).toContain('An integration that nobody registered read 120 rows.');
        expect(items[0].querySelector('c-severity-badge').severity).toBe('High');
        expect(items[0].querySelector('c-time-stamp').value).toBe('2026-11-23T13:00:00.000Z');
    });

    it('given a signal of an unregistered integration, when it is shown, then only it is marked', () => {
        const items = queryAll(mount('c-alert-list', AlertList, { alerts: overview.alerts }), 'li');

        expect(items.map((item) => item.textContent.includes('Not registered'))).toEqual([true, false]);
    });

    it('given no alert, when it is shown, then that is said', () => {
        const element = mount('c-alert-list', AlertList, { alerts: [] });

        expect(textOf(element, 'p')).toBe('No alert in the last seven days.');
        expect(query(element, 'ul')).toBeNull();
    });

    it('given alerts, when they are checked, then they are accessible', async () => {
        await expect(mount('c-alert-list', AlertList, { alerts: overview.alerts })).toBeAccessible();
    });
});
