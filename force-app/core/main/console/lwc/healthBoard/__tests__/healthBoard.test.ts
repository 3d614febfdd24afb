import { refreshApex } from '@salesforce/apex';
import getHealth from '@salesforce/apex/ConsoleController.getHealth';
import HealthBoard from 'c/healthBoard';
import { mount, query, queryAll, settle, textOf } from 'jest-mocks/mount';

jest.mock(
    '@salesforce/apex/ConsoleController.getHealth',
    () => ({ default: jest.requireActual('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
    { virtual: true }
);

const wire = getHealth as any;
const sound = {
    asOf: '2026-11-27T11:00:00.000Z',
    rules: 21,
    ruleProblems: [],
    integrations: 3,
    registryProblems: [],
    alerts: []
};
const ill = {
    ...sound,
    ruleProblems: ['FB-DET-010: its field Threshold__c is 1000'],
    registryProblems: ['FB-HLT-001: names the service user gone', 'FB-HLT-001: names the named credential gone'],
    alerts: [
        {
            id: 'a0V1',
            integrationKey: 'Firebreak',
            registered: true,
            sentence: 'A source is silent.',
            severity: 'Medium',
            at: '2026-11-27T10:00:00.000Z'
        }
    ]
};

async function show(health?: object) {
    const element = mount('c-health-board', HealthBoard);
    if (health) wire.emit(health);
    await settle();
    return element;
}

describe('c-health-board', () => {
    it('given nothing read yet, when the page opens, then it says that it checks', async () => {
        expect(query(await show(), 'lightning-spinner').alternativeText).toBe('Checking rules and registry');
    });

    it('given a sound org, when it was read, then it says what is in order, and nothing is red', async () => {
        const element = await show(sound);

        expect(textOf(element, '[data-check="rules"]')).toContain('21 active rule(s), each can work.');
        expect(textOf(element, '[data-check="registry"]')).toContain('3 integration(s), every name leads somewhere.');
        expect(queryAll(element, '.slds-theme_error')).toEqual([]);
        expect(query(element, 'c-time-stamp').value).toBe('2026-11-27T11:00:00.000Z');
    });

    it('given a rule that cannot work, when it was read, then it is red and says which field', async () => {
        const check = query(await show(ill), '[data-check="rules"]');

        expect(check.querySelector('ul.slds-theme_error').textContent).toContain('its field Threshold__c is 1000');
        expect(check.querySelector('.slds-badge.slds-theme_error').textContent).toBe('1 problem(s)');
    });

    it('given registry entries that lead nowhere, when it was read, then each is red', async () => {
        const lines = queryAll(await show(ill), '[data-check="registry"] ul.slds-theme_error li');

        expect(lines.map(({ textContent }) => textContent)).toEqual(ill.registryProblems);
    });

    it('given reports of health checks, when they were read, then each says what, how serious and when', async () => {
        const [alert] = queryAll(await show(ill), '[data-part="alert"]');

        expect(alert.textContent).toContain('A source is silent.');
        expect(alert.querySelector('c-severity-badge').severity).toBe('Medium');
        expect(alert.querySelector('c-time-stamp').value).toBe('2026-11-27T10:00:00.000Z');
    });

    it('given an org that cannot be reached, when the person tries again, then it is read again', async () => {
        const element = await show(sound);
        wire.error({ message: 'FB-CON-001' }, 500);
        await settle();
        expect(query(element, '[data-check="rules"]')).not.toBeNull();

        query(element, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();

        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it.each([
        ['sound', sound],
        ['ill', ill]
    ])('given an org that is %s, when the page is checked, then it is accessible', async (_, health) => {
        await expect(await show(health)).toBeAccessible();
    });
});
