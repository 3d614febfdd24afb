import { refreshApex } from '@salesforce/apex';
import getRule from '@salesforce/apex/DetectionConsole.getRule';
import getRules from '@salesforce/apex/DetectionConsole.getRules';
import RuleBook from 'c/ruleBook';
import rule from 'jest-mocks/data/rule.json';
import book from 'jest-mocks/data/rules.json';
import { listen, mount, query, settle } from 'jest-mocks/mount';

jest.mock(
    '@salesforce/apex/DetectionConsole.getRules',
    () => ({ default: jest.requireActual('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
    { virtual: true }
);
jest.mock(
    '@salesforce/apex/DetectionConsole.getRule',
    () => ({ default: jest.requireActual('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
    { virtual: true }
);

const wires = { rules: getRules as any, rule: getRule as any };

async function showAll() {
    const element = mount('c-rule-book', RuleBook);
    wires.rules.emit(book);
    await settle();
    wires.rule.emit({ ...rule, ruleId: 'Canary_Touch' });
    await settle();
    return element;
}

async function choose(element: HTMLElement, ruleId: string) {
    query(element, 'c-rule-list').dispatchEvent(new CustomEvent('choose', { detail: ruleId }));
    await settle();
}

describe('c-rule-book', () => {
    beforeEach(() => (refreshApex as jest.Mock).mockResolvedValue(undefined));

    it('given nothing read yet, when the page opens, then it says that it reads', () => {
        expect(query(mount('c-rule-book', RuleBook), 'lightning-spinner').alternativeText).toBe('Reading the rules');
    });

    it('given rules, when they were read, then they are listed and the first is shown', async () => {
        const element = await showAll();

        expect(query(element, 'c-rule-list').rules).toHaveLength(2);
        expect(wires.rule.getLastConfig()).toEqual({ ruleId: 'Canary_Touch' });
        expect(query(element, 'c-rule-card').rule.ruleId).toBe('Canary_Touch');
        expect(query(element, 'c-time-stamp').value).toBe(book.asOf);
        expect(query(element, 'lightning-spinner')).toBeNull();
    });

    it('given a rule on the page, when another is chosen, then the first is not shown in its place', async () => {
        const element = await showAll();

        await choose(element, 'First_Seen_Field');

        expect(wires.rule.getLastConfig()).toEqual({ ruleId: 'First_Seen_Field' });
        expect(query(element, 'c-rule-card')).toBeNull();
        expect(query(element, 'lightning-spinner')).not.toBeNull();
    });

    it('given no rule at all, when the page was read, then it says what can be done here', async () => {
        const element = mount('c-rule-book', RuleBook);
        wires.rules.emit({ ...book, rules: [] });
        await settle();

        expect(query(element, 'c-rule-card')).toBeNull();
        expect(element.shadowRoot!.textContent).toContain('Choose a rule');
    });

    it('given a change that a person made, when it is heard, then it is told and everything is read again', async () => {
        const element = await showAll();
        const toasts = listen(element, 'lightning__showtoast');

        query(element, 'c-rule-card').dispatchEvent(new CustomEvent('changed', { detail: 'Done.' }));
        await settle();

        expect(toasts).toEqual([expect.objectContaining({ title: 'Done.', variant: 'success' })]);
        expect(refreshApex).toHaveBeenCalledTimes(2);
    });

    it('given a page that was read, when the org cannot be reached, then what is known stays beside the error', async () => {
        const element = await showAll();

        wires.rules.error({ message: 'FB-CON-001' }, 500);
        await settle();

        expect(query(element, 'c-error-panel').error.body.message).toBe('FB-CON-001');
        expect(query(element, 'c-rule-list')).not.toBeNull();
    });

    it('given an error, when the person tries again, then everything is read again', async () => {
        const element = await showAll();
        wires.rule.error({ message: 'gone' }, 500);
        await settle();

        query(element, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();

        expect(refreshApex).toHaveBeenCalledTimes(2);
    });

    describe('while a change is under way', () => {
        const underWay = { ...rule, ruleId: 'Canary_Touch', changes: [{ Id: 'a0C1', Status__c: 'Ordered' }] };
        beforeEach(() => jest.useFakeTimers());
        afterEach(() => jest.useRealTimers());

        it('given a change that is not deployed yet, when time passes, then the page asks again until it is', async () => {
            await showAll();
            wires.rule.emit(underWay);
            jest.advanceTimersByTime(3000);
            await settle();
            expect(refreshApex).toHaveBeenCalledTimes(2);

            wires.rule.emit({ ...underWay, changes: [{ Id: 'a0C1', Status__c: 'Done' }] });
            jest.advanceTimersByTime(10_000);
            await settle();

            expect(refreshApex).toHaveBeenCalledTimes(2);
        });

        it('given a page that goes away, when time passes, then it asks nothing more', async () => {
            const element = await showAll();
            wires.rule.emit(underWay);

            element.remove();
            jest.advanceTimersByTime(10_000);

            expect(refreshApex).not.toHaveBeenCalled();
        });
    });
});
