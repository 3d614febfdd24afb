import approveBypass from '@salesforce/apex/ConsoleController.approveBypass';
import approveClose from '@salesforce/apex/ConsoleController.approveClose';
import endBypass from '@salesforce/apex/ConsoleController.endBypass';
import requestClose from '@salesforce/apex/ConsoleController.requestClose';
import requestProbe from '@salesforce/apex/ConsoleController.requestProbe';
import CloseModal from 'c/closeModal';
import { mount, query, settle } from 'jest-mocks/mount';

jest.mock('@salesforce/apex/ConsoleController.approveBypass', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.endBypass', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.approveClose', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.requestClose', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.requestProbe', () => ({ default: jest.fn() }), { virtual: true });

const show = (action: string) =>
    mount('c-close-modal', CloseModal, {
        action,
        integrationKey: 'Credit_Scoring',
        integrationLabel: 'Credit Scoring',
        probeSize: 5
    });

async function confirmWith(element: HTMLElement, reason: string | undefined) {
    query(element, 'c-reason-form').readReason = () => reason;
    query(element, 'lightning-button[data-action="confirm"]').click();
    await settle();
}

describe('c-close-modal', () => {
    it.each([
        [
            'requestProbe',
            requestProbe,
            'Probe Credit Scoring',
            'Up to 5 call(s) of Credit Scoring may pass. Any new signal cuts it off again.',
            'Probe'
        ],
        [
            'requestClose',
            requestClose,
            'Ask to close the breaker of Credit Scoring',
            'Nothing flows yet.',
            'Ask to close'
        ],
        [
            'approveClose',
            approveClose,
            'Approve closing the breaker of Credit Scoring',
            'flows again at once.',
            'Approve close'
        ],
        [
            'approveBypass',
            approveBypass,
            'Approve passing the cut of Credit Scoring',
            'until the time is up',
            'Approve passing'
        ],
        ['endBypass', endBypass, 'End passing the cut of Credit Scoring', 'from the next call on', 'End passing']
    ])(
        'given the step %s, when it is confirmed, then the org is asked for exactly that',
        async (action, method, heading, what, confirm) => {
            const methods = [requestProbe, requestClose, approveClose, approveBypass, endBypass] as jest.Mock[];
            methods.forEach((mock) => mock.mockResolvedValue(null));
            const element = show(action);
            expect(query(element, 'lightning-modal-header').label).toBe(heading);
            expect(query(element, 'c-reason-form').sentences[0]).toContain(what);
            expect(query(element, 'lightning-button[data-action="confirm"]').label).toBe(confirm);

            await confirmWith(element, 'Cause removed.');

            expect(method).toHaveBeenCalledWith({ key: 'Credit_Scoring', reason: 'Cause removed.' });
            expect(methods.filter((mock) => mock.mock.calls.length > 0)).toEqual([method]);
            expect(element.closedWith).toBe('done');
        }
    );

    it('given the person who asked, when they approve themselves, then the text of the org is shown and the dialog stays', async () => {
        const refusal = {
            body: { message: 'FB-BRK-007: You requested to close the breaker yourself. Someone else must approve.' }
        };
        (approveClose as jest.Mock).mockRejectedValue(refusal);
        const element = show('approveClose');

        await confirmWith(element, 'Cause removed.');

        expect(query(element, 'c-reason-form').error).toEqual(refusal);
        expect(element.isClosed).toBe(false);
    });

    it('given no reason, when the person confirms, then nothing is sent', async () => {
        await confirmWith(show('requestClose'), undefined);

        expect(requestClose).not.toHaveBeenCalled();
    });

    it('given a dialog, when the person cancels, then it closes with nothing', () => {
        const element = show('requestClose');

        query(element, 'lightning-button').click();

        expect(element.isClosed).toBe(true);
        expect(element.closedWith).toBeUndefined();
    });
});
