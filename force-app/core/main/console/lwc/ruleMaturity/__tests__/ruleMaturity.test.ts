import changeMaturity from '@salesforce/apex/DetectionConsole.changeMaturity';
import ReasonModal from 'c/reasonModal';
import RuleMaturity from 'c/ruleMaturity';
import rule from 'jest-mocks/data/rule.json';
import { listen, mount, query, queryAll, settle, textOf } from 'jest-mocks/mount';

jest.mock('@salesforce/apex/DetectionConsole.changeMaturity', () => ({ default: jest.fn() }), { virtual: true });

const show = (changes: object = {}, canArm = true) =>
    mount('c-rule-maturity', RuleMaturity, { rule: { ...rule, ...changes }, canArm });
const buttons = (element: HTMLElement) =>
    queryAll(element, 'lightning-button').map(({ label, disabled }) => [label, disabled]);
const change = (Status__c: string, Problem__c?: string) => ({
    Id: 'a0C1',
    From__c: 'Shadow',
    To__c: 'Alert',
    Reason__c: 'Quiet for a month',
    Status__c,
    Problem__c,
    CreatedDate: '2026-11-27T10:00:00.000Z',
    CreatedBy: { Name: 'Ada Admin' }
});

describe('c-rule-maturity', () => {
    it('given a rule in shadow that was tried, when it is shown, then it can go one step up and no further', () => {
        expect(buttons(show())).toEqual([['Arm: Alert: tells people', false]]);
    });

    it('given an alerting rule, when it is shown, then it can go up and down', () => {
        expect(buttons(show({ maturity: 'Alert' }))).toEqual([
            ['Take back: Shadow: only records', false],
            ['Arm: Enforced: cuts off', false]
        ]);
    });

    it('given a rule that was not tried, when it is shown, then it can only go down and says why', () => {
        const element = show({ maturity: 'Alert', isTried: false });

        expect(buttons(element).map(([, isOff]) => isOff)).toEqual([false, true]);
        expect(textOf(element, '[data-part="hint"]')).toContain('run a back-test');
    });

    it('given a rule that cannot work, when it is shown, then it cannot go up and says why', () => {
        const element = show({ problems: ['FB-DET-010'] });

        expect(buttons(element)).toEqual([['Arm: Alert: tells people', true]]);
        expect(textOf(element, '[data-part="hint"]')).toContain('cannot work');
    });

    it('given a person without the right, when it is shown, then every button is off and it says what is missing', () => {
        const element = show({ maturity: 'Enforced' }, false);

        expect(buttons(element).map(([, isOff]) => isOff)).toEqual([true, true]);
        expect(textOf(element, '[data-part="hint"]')).toContain('Arm Detection Rules');
    });

    it('given a change under way, when it is shown, then nothing else can be decided and it says so', () => {
        const element = show({ changes: [change('Ordered')] });

        expect(buttons(element)).toEqual([['Arm: Alert: tells people', true]]);
        expect(textOf(element, '[data-part="hint"]')).toBe('A change is under way.');
    });

    it.each([
        ['Ordered', 'Under way'],
        ['Done', 'In force'],
        ['Refused', 'Refused']
    ])(
        'given a decision that is %s, when it is shown, then it says who, what, why and how it ended',
        (status, text) => {
            const [row] = queryAll(
                show({ changes: [change(status, 'FB-DET-020: no access')] }),
                '[data-part="change"]'
            );

            expect(row.textContent).toContain('Ada Admin: Shadow to Alert');
            expect(row.textContent).toContain('Quiet for a month');
            expect(row.textContent).toContain('FB-DET-020: no access');
            expect(row.querySelector('.slds-badge').textContent).toBe(text);
        }
    );

    it('given a step, when its dialog is done, then exactly that was asked of the org and it is told', async () => {
        (ReasonModal.open as jest.Mock).mockResolvedValue('done');
        (changeMaturity as jest.Mock).mockResolvedValue(null);
        const element = show({ maturity: 'Alert' });
        const told = listen(element, 'changed');

        query(element, '[data-maturity="Enforced"]').click();
        await settle();

        const [options] = (ReasonModal.open as jest.Mock).mock.calls[0];
        expect(options.sentences[0]).toContain('cuts an integration off by itself');
        expect(options.variant).toBe('destructive');
        await options.carryOut('Sure of it');
        expect(changeMaturity).toHaveBeenCalledWith({
            ruleId: 'First_Seen_Field',
            maturity: 'Enforced',
            reason: 'Sure of it'
        });
        expect(told).toHaveLength(1);
    });

    it('given a dialog, when the person changes their mind, then nothing is told', async () => {
        (ReasonModal.open as jest.Mock).mockResolvedValue(undefined);
        const element = show();
        const told = listen(element, 'changed');

        query(element, '[data-maturity="Alert"]').click();
        await settle();

        expect(told).toEqual([]);
    });

    it('given decisions, when they are checked, then they are accessible', async () => {
        await expect(show({ changes: [change('Done')] })).toBeAccessible();
    });
});
