import RuleCard from 'c/ruleCard';
import rule from 'jest-mocks/data/rule.json';
import book from 'jest-mocks/data/rules.json';
import { listen, mount, query, queryAll, textOf, textsOf } from 'jest-mocks/mount';

const show = (changes: object = {}) => mount('c-rule-card', RuleCard, { rule: { ...rule, ...changes }, book });

describe('c-rule-card', () => {
    it('given a rule, when it is shown, then it says how it judges and what to do when it speaks', () => {
        const element = show();

        expect(textOf(element, '[data-part="about"]')).toBe(
            'First_Seen_Field, by the method FirstSeenUse. Watches every integration.'
        );
        expect(textsOf(element, '[data-part="text"]')).toEqual([
            'When it speaksAsk the owner.',
            'Known false alarmsA new page of the vendor.'
        ]);
    });

    it('given a rule for one integration, when it is shown, then that is said', () => {
        expect(textOf(show({ integrationKey: 'Drift_Chat' }), '[data-part="about"]')).toContain(
            'Watches Drift_Chat only'
        );
    });

    it('given settings, when they are shown, then each says what counts, whether by default, and what it may be', () => {
        expect(textsOf(show(), 'tbody tr')).toEqual([
            'KindsKinds of signalsQuery, CountdefaultCount, Query',
            'Minimum Rows1,5000 to 100,000,000',
            'Hoursnonedefault'
        ]);
    });

    it('given verdicts, when they are shown, then each explains itself and says how it counted', () => {
        const [verdict] = queryAll(show(), '[data-part="verdict"]');

        expect(verdict.textContent).toContain('Drift_Chat read 3 fields for the first time.');
        expect(verdict.textContent).toContain('Drill');
        expect(verdict.textContent).toContain('INC-00001');
        expect(verdict.querySelector('c-maturity-badge').maturity).toBe('Suppressed');
        expect(verdict.querySelector('c-time-stamp').value).toBe('2026-11-26T10:00:00.000Z');
    });

    it('given a rule that has not spoken, when it is shown, then that is said', () => {
        expect(show({ latestVerdicts: [] }).shadowRoot!.textContent).toContain('This rule has not spoken yet.');
    });

    it('given a rule that cannot work, when it is shown, then it says so in red and why', () => {
        const alert = query(show({ problems: ['FB-DET-010: its field Threshold__c'] }), '[role="alert"]');

        expect(alert.className).toContain('slds-theme_error');
        expect(alert.textContent).toContain('FB-DET-010: its field Threshold__c');
    });

    it.each(['c-rule-maturity', 'c-rule-backtest', 'c-rule-suppressions'])(
        'given a change that %s tells, when it is heard, then the page is told',
        (tag) => {
            const element = show();
            const heard = listen(element, 'changed');

            query(element, tag).dispatchEvent(new CustomEvent('changed', { detail: 'Done.' }));

            expect(heard).toEqual(['Done.']);
        }
    );

    it('given a rule, when it is checked, then it is accessible', async () => {
        // Suppressions are checked for themselves.
        await expect(show({ suppressions: [] })).toBeAccessible();
    });
});
