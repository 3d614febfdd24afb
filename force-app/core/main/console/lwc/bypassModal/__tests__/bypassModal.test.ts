import requestBypass from '@salesforce/apex/ConsoleController.requestBypass';
import BypassModal from 'c/bypassModal';
import { mount, query, settle } from 'jest-mocks/mount';

jest.mock('@salesforce/apex/ConsoleController.requestBypass', () => ({ default: jest.fn() }), { virtual: true });

const show = () =>
    mount('c-bypass-modal', BypassModal, { integrationKey: 'Credit_Scoring', integrationLabel: 'Credit Scoring' });

async function confirmWith(element: HTMLElement, inputs: { username?: string; minutes?: string; reason?: string }) {
    for (const name of ['username', 'minutes'] as const) {
        const input = query(element, `lightning-input[data-name="${name}"]`);
        input.value = inputs[name];
        input.reportValidity = () => inputs[name] !== undefined;
    }
    query(element, 'c-reason-form').readReason = () => inputs.reason;
    query(element, 'lightning-button[data-action="confirm"]').click();
    await settle();
}

describe('c-bypass-modal', () => {
    it('given an integration, when the dialog opens, then it says what passes, how long, and that two people are needed', () => {
        const element = show();

        expect(query(element, 'lightning-modal-header').label).toBe('Let one person pass the cut of Credit Scoring');
        expect(query(element, 'c-reason-form').sentences[0]).toContain('It ends by itself');
        expect(query(element, 'c-reason-form').sentences[1]).toContain('a second person');
        expect(query(element, 'lightning-input[data-name="minutes"]').max).toBe(240);
    });

    it('given person, minutes and reason, when it is confirmed, then exactly that is asked for', async () => {
        (requestBypass as jest.Mock).mockResolvedValue(null);
        const element = show();

        await confirmWith(element, { username: ' jana@firebreak.example ', minutes: '60', reason: 'Payday.' });

        expect(requestBypass).toHaveBeenCalledWith({
            key: 'Credit_Scoring',
            username: 'jana@firebreak.example',
            minutes: 60,
            reason: 'Payday.'
        });
        expect(element.closedWith).toBe('done');
    });

    it.each([
        [{ minutes: '60', reason: 'Payday.' }],
        [{ username: 'jana@firebreak.example', reason: 'Payday.' }],
        [{ username: 'jana@firebreak.example', minutes: '60' }]
    ])('given only %j, when it is confirmed, then nothing is sent', async (inputs) => {
        await confirmWith(show(), inputs);

        expect(requestBypass).not.toHaveBeenCalled();
    });

    it('given a refusal of the org, when it is confirmed, then the dialog stays and shows it', async () => {
        const refusal = { body: { message: 'FB-BRK-013: may not pass a cut.' } };
        (requestBypass as jest.Mock).mockRejectedValue(refusal);
        const element = show();

        await confirmWith(element, { username: 'bot@firebreak.example', minutes: '60', reason: 'Payday.' });

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
