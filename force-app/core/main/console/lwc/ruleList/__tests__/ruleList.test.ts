import RuleList from 'c/ruleList';
import book from 'jest-mocks/data/rules.json';
import { listen, mount, query, queryAll, textOf, textsOf } from 'jest-mocks/mount';

const show = (chosenId?: string) => mount('c-rule-list', RuleList, { rules: book.rules, chosenId });

describe('c-rule-list', () => {
    it('given rules, when they are shown, then each says what it notices, how far it goes and how often it spoke', () => {
        const [decoy, field] = queryAll(show(), 'li');

        expect(decoy.textContent).toContain('A decoy record was read');
        expect(decoy.querySelector('c-maturity-badge').maturity).toBe('Enforced');
        expect(decoy.querySelector('c-severity-badge').severity).toBe('Critical');
        expect(decoy.textContent).toContain('0 verdict(s) in 30 days');
        expect(field.textContent).toContain('12 verdict(s) in 30 days · 3 let pass · 1 suppression(s) in force');
    });

    it('given a rule that cannot work or is off, when it is shown, then only it is marked', () => {
        const texts = textsOf(show(), 'li');

        expect(texts.map((text) => text.includes('Cannot work'))).toEqual([false, true]);
        expect(texts.map((text) => text.includes('Switched off'))).toEqual([false, true]);
    });

    it('given a chosen rule, when it is shown, then its button is pressed', () => {
        const pressed = queryAll(show('First_Seen_Field'), 'button').map((button) =>
            button.getAttribute('aria-pressed')
        );

        expect(pressed).toEqual(['false', 'true']);
    });

    it('given rules, when one is clicked, then its id is told', () => {
        const element = show();
        const choices = listen(element, 'choose');

        query(element, 'button[data-id="First_Seen_Field"]').click();

        expect(choices).toEqual(['First_Seen_Field']);
    });

    it('given no rule, when it is shown, then that is said', () => {
        expect(textOf(mount('c-rule-list', RuleList, { rules: [] }), 'p')).toBe('No detection rule is configured.');
    });

    it('given rules, when they are checked, then they are accessible', async () => {
        await expect(show('Canary_Touch')).toBeAccessible();
    });
});
