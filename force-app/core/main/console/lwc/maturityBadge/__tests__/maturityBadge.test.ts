import MaturityBadge from 'c/maturityBadge';
import { mount, textOf } from 'jest-mocks/mount';

describe('c-maturity-badge', () => {
    it.each([
        ['Shadow', 'Shadow: only records'],
        ['Alert', 'Alert: tells people'],
        ['Enforced', 'Enforced: cuts off'],
        ['Suppressed', 'Let pass']
    ])('given the maturity %s, when it is shown, then it says what that means', (maturity, text) => {
        expect(textOf(mount('c-maturity-badge', MaturityBadge, { maturity }), 'span')).toBe(text);
    });

    it('given a maturity, when it is checked, then it is accessible', async () => {
        await expect(mount('c-maturity-badge', MaturityBadge, { maturity: 'Alert' })).toBeAccessible();
    });
});
