import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import decide from '@salesforce/apex/DeferredCallController.decide';
import DeferredCallDecision from 'c/deferredCallDecision';
import { listen, mount, query, settle } from 'jest-mocks/mount';

jest.mock('@salesforce/apex/DeferredCallController.decide', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('lightning/uiRecordApi', () => ({ notifyRecordUpdateAvailable: jest.fn() }), { virtual: true });

const show = () => mount('c-deferred-call-decision', DeferredCallDecision, { recordId: 'a0B000000000001' });

async function press(element: HTMLElement, action: 'again' | 'discard', reason: string | undefined) {
    query(element, 'c-reason-form').readReason = () => reason;
    query(element, `lightning-button[data-action="${action}"]`).click();
    await settle();
}

describe('c-deferred-call-decision', () => {
    it('given a reason, when the call is to be sent again, then the org is told, the record reads again and the dialog closes', async () => {
        (decide as jest.Mock).mockResolvedValue(null);
        const element = show();
        const closed = listen(element, 'lightning__actionsclosescreen');
        const toasts = listen(element, 'lightning__showtoast');

        await press(element, 'again', 'The vendor has mended it.');

        expect(decide).toHaveBeenCalledWith({
            callId: 'a0B000000000001',
            discard: false,
            reason: 'The vendor has mended it.'
        });
        expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: 'a0B000000000001' }]);
        expect(toasts).toEqual([expect.objectContaining({ variant: 'success' })]);
        expect(closed).toHaveLength(1);
    });

    it('given a reason, when the call is to be discarded, then the org is told so', async () => {
        (decide as jest.Mock).mockResolvedValue(null);
        const element = show();

        await press(element, 'discard', 'Done by hand.');

        expect(decide).toHaveBeenCalledWith(expect.objectContaining({ discard: true }));
    });

    it('given no reason, when a button is pressed, then nothing is sent', async () => {
        const element = show();

        await press(element, 'again', undefined);

        expect(decide).not.toHaveBeenCalled();
    });

    it('given a refusal of the org, when a button is pressed, then the dialog stays, shows it and can be used again', async () => {
        const refusal = { body: { message: 'FB-GTW-015: not decidable.' } };
        (decide as jest.Mock).mockRejectedValue(refusal);
        const element = show();
        const closed = listen(element, 'lightning__actionsclosescreen');

        await press(element, 'again', 'Once more.');

        expect(closed).toHaveLength(0);
        expect(query(element, 'c-reason-form').error).toEqual(refusal);
        expect(query(element, 'lightning-button[data-action="again"]').disabled).toBe(false);
    });

    it('given the dialog, when it is checked, then it is accessible', async () => {
        await expect(show()).toBeAccessible();
    });
});
