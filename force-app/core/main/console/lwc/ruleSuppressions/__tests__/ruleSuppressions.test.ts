import endSuppression from '@salesforce/apex/DetectionConsole.endSuppression';
import RuleSuppressions from 'c/ruleSuppressions';
import SuppressModal from 'c/suppressModal';
import rule from 'jest-mocks/data/rule.json';
import book from 'jest-mocks/data/rules.json';
import { listen, mount, query, queryAll, settle, textOf } from 'jest-mocks/mount';

jest.mock('@salesforce/apex/DetectionConsole.endSuppression', () => ({ default: jest.fn() }), { virtual: true });

const show = (changes: object = {}, rights: object = {}) =>
    mount('c-rule-suppressions', RuleSuppressions, { rule: { ...rule, ...changes }, book: { ...book, ...rights } });

describe('c-rule-suppressions', () => {
    it('given suppressions, when they are shown, then each says about whom, what only, why, by whom and until when', () => {
        const [first, second] = queryAll(show(), 'tbody tr');

        expect(first.textContent).toContain('Drift_Chat');
        expect(first.textContent).toContain('object Contact, network 192.0.2.0/24');
        expect(first.textContent).toContain('The yearly migrationby Ada Admin');
        expect(first.querySelector('c-time-stamp').value).toBe('2026-12-04T11:00:00.000Z');
        expect(second.textContent).toContain('everything of this rule');
    });

    it('given none, when it is shown, then that is said', () => {
        expect(textOf(show({ suppressions: [] }), '[data-part="empty"]')).toBe('Nothing of this rule is let pass.');
    });

    it('given a suppression, when it is ended, then exactly that is asked of the org and told', async () => {
        (endSuppression as jest.Mock).mockResolvedValue(null);
        const element = show();
        const told = listen(element, 'changed');

        query(element, '[data-action="end"][data-id="a0S2"]').click();
        await settle();

        expect(endSuppression).toHaveBeenCalledWith({ suppressionId: 'a0S2' });
        expect(told).toEqual(['Ended. Findings count again.']);
    });

    it('given a refusal of the org, when one is ended, then it is shown and nothing is told', async () => {
        const refusal = { body: { message: 'FB-DET-021' } };
        (endSuppression as jest.Mock).mockRejectedValue(refusal);
        const element = show();
        const told = listen(element, 'changed');

        query(element, '[data-action="end"]').click();
        await settle();

        expect(query(element, 'c-error-panel').error).toEqual(refusal);
        expect(told).toEqual([]);
    });

    it('given a refusal, when another rule is shown, then it says nothing about that one, whenever it comes', async () => {
        (endSuppression as jest.Mock).mockRejectedValue({ body: { message: 'FB-DET-021' } });
        const element = show();
        query(element, '[data-action="end"]').click();
        await settle();
        Object.assign(element, { rule: { ...rule, ruleId: 'Other_Rule' } });
        await settle();
        expect(queryAll(element, 'c-error-panel')).toEqual([]);

        query(element, '[data-action="end"]').click();
        Object.assign(element, { rule: { ...rule, ruleId: 'Third_Rule' } });
        await settle();

        expect(queryAll(element, 'c-error-panel')).toEqual([]);
    });

    it('given the dialog, when it is done, then that is told', async () => {
        (SuppressModal.open as jest.Mock).mockResolvedValue('done');
        const element = show();
        const told = listen(element, 'changed');

        query(element, '[data-action="add"]').click();
        await settle();

        expect(SuppressModal.open).toHaveBeenCalledWith(
            expect.objectContaining({ ruleId: 'First_Seen_Field', integrationKeys: ['Credit_Scoring', 'Drift_Chat'] })
        );
        expect(told).toHaveLength(1);
    });

    it('given a person without the right, when it is shown, then every button is off and it says what is missing', () => {
        const element = show({}, { canSuppress: false });

        expect(queryAll(element, 'lightning-button').every(({ disabled }) => disabled)).toBe(true);
        expect(textOf(element, '[data-part="hint"]')).toBe('Letting findings pass needs Firebreak Admin.');
    });

    it('given suppressions, when they are checked, then they are accessible', async () => {
        const element = show();
        // The stub keeps the name on its host, where it is prohibited; the real component takes it to its button.
        queryAll(element, 'lightning-button').forEach((button) => button.removeAttribute('aria-label'));

        await expect(element).toBeAccessible();
    });
});
