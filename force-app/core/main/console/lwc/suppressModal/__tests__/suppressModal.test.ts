import suppress from '@salesforce/apex/DetectionConsole.suppress';
import SuppressModal from 'c/suppressModal';
import { mount, query, queryAll, settle } from 'jest-mocks/mount';

jest.mock('@salesforce/apex/DetectionConsole.suppress', () => ({ default: jest.fn() }), { virtual: true });

const show = () =>
    mount('c-suppress-modal', SuppressModal, {
        ruleId: 'First_Seen_Field',
        ruleTitle: 'A field read for the first time',
        integrationKeys: ['Credit_Scoring', 'Drift_Chat'],
        asOf: '2026-11-27T11:00:00.000Z'
    });

async function confirmWith(element: HTMLElement, values: Record<string, string | undefined>, reason?: string) {
    for (const input of queryAll(element, '[data-field]')) {
        const name: string = input.dataset.field;
        if (name in values) input.value = values[name];
        input.reportValidity = jest.fn(() => !(name in values) || values[name] !== undefined);
    }
    query(element, 'c-reason-form').readReason = () => reason;
    query(element, 'lightning-button[data-action="confirm"]').click();
    await settle();
}

describe('c-suppress-modal', () => {
    it('given the dialog, when it opens, then it ends in a week by the clock of the org and within ninety days', () => {
        const until = query(show(), '[data-field="Expires_At__c"]');

        expect(until.value).toBe('2026-12-04');
        expect(until.min).toBe('2026-11-27');
        expect(until.max).toBe('2027-02-24');
    });

    it('given another day, when it is entered, then its end stands below in UTC', async () => {
        const element = show();

        query(element, '[data-field="Expires_At__c"]').dispatchEvent(
            new CustomEvent('change', { detail: { value: '2026-12-01' } })
        );
        await settle();

        expect(query(element, 'c-time-stamp').value).toBe('2026-12-01T23:59:59.000Z');
    });

    it('given everything, when it is confirmed, then exactly that is written, without what was left blank', async () => {
        (suppress as jest.Mock).mockResolvedValue(null);
        const element = show();

        await confirmWith(
            element,
            { Integration_Key__c: 'Drift_Chat', Object__c: ' Contact ' },
            'The yearly migration'
        );

        expect(suppress).toHaveBeenCalledWith({
            suppression: {
                Rule_Id__c: 'First_Seen_Field',
                Integration_Key__c: 'Drift_Chat',
                Expires_At__c: '2026-12-04T23:59:59.000Z',
                Object__c: 'Contact',
                Reason__c: 'The yearly migration'
            }
        });
        expect(element.closedWith).toBe('done');
    });

    it.each([
        [{ Integration_Key__c: undefined }, 'The yearly migration'],
        [{ Integration_Key__c: 'Drift_Chat' }, undefined]
    ])('given only %j and the reason %s, when it is confirmed, then nothing is written', async (values, reason) => {
        await confirmWith(show(), values, reason);

        expect(suppress).not.toHaveBeenCalled();
    });

    it('given an input that is wrong, when it is confirmed, then every input tells what is wrong with it', async () => {
        const element = show();

        await confirmWith(element, { Integration_Key__c: undefined }, 'Why');

        for (const input of queryAll(element, '[data-field]')) expect(input.reportValidity).toHaveBeenCalled();
    });

    it('given a refusal of the org, when it is confirmed, then the dialog stays and shows it', async () => {
        const refusal = { body: { message: 'FB-CON-001: A suppression lasts at most 90 days.' } };
        (suppress as jest.Mock).mockRejectedValue(refusal);
        const element = show();

        await confirmWith(element, { Integration_Key__c: 'Drift_Chat' }, 'The yearly migration');

        expect(query(element, 'c-reason-form').error).toEqual(refusal);
        expect(element.isClosed).toBe(false);
    });

    it('given a dialog, when the person cancels, then it closes with nothing', () => {
        const element = show();

        query(element, 'lightning-button').click();

        expect(element.isClosed).toBe(true);
        expect(element.closedWith).toBeUndefined();
    });
});
