import SeverityBadge from 'c/severityBadge';
import { mount, query } from 'jest-mocks/mount';

describe('c-severity-badge', () => {
    it.each([
        ['Low', 'slds-badge_lightest'],
        ['Medium', 'slds-theme_warning'],
        ['High', 'slds-theme_error'],
        ['Critical', 'slds-theme_error']
    ])('given the severity %s, when it is shown, then its name and colour are', (severity, theme) => {
        const badge = query(mount('c-severity-badge', SeverityBadge, { severity }), 'span');

        expect(badge.textContent).toBe(severity);
        expect(badge.classList).toContain(theme);
    });

    it('given no severity, when it is shown, then there is no badge', () => {
        expect(query(mount('c-severity-badge', SeverityBadge), 'span')).toBeNull();
    });

    it('given a severity, when it is checked, then it is accessible', async () => {
        await expect(mount('c-severity-badge', SeverityBadge, { severity: 'High' })).toBeAccessible();
    });
});
