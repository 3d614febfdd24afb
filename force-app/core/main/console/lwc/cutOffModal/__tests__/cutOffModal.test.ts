import cutOff from '@salesforce/apex/ConsoleController.cutOff';
import CutOffModal from 'c/cutOffModal';
import { mount, query, settle } from 'jest-mocks/mount';

jest.mock('@salesforce/apex/ConsoleController.cutOff', () => ({ default: jest.fn() }), { virtual: true });

const show = () =>
    mount('c-cut-off-modal', CutOffModal, { integrationKey: 'Drift_Chat', integrationLabel: 'Drift Chat Agent' });

async function confirmWith(element: HTMLElement, reason: string | undefined) {
    query(element, 'c-reason-form').readReason = () => reason;
    query(element, 'lightning-button[data-action="confirm"]').click();
    await settle();
}

describe('c-cut-off-modal', () => {
    it('given an integration, when the dialog opens, then it says what will happen', () => {
        const element = show();

        expect(query(element, 'lightning-modal-header').label).toBe('Cut off Drift Chat Agent');
        expect(query(element, 'c-reason-form').sentences[0]).toContain('All traffic of Drift Chat Agent stops at once');
    });

    it('given a reason, when the person confirms, then the integration is cut off and the dialog closes', async () => {
        (cutOff as jest.Mock).mockResolvedValue(null);
        const element = show();

        await confirmWith(element, 'Strange exports.');

        expect(cutOff).toHaveBeenCalledWith({ integrationKey: 'Drift_Chat', reason: 'Strange exports.' });
        expect(element.closedWith).toBe('done');
    });

    it('given no reason, when the person confirms, then nothing is sent', async () => {
        const element = show();

        await confirmWith(element, undefined);

        expect(cutOff).not.toHaveBeenCalled();
        expect(element.isClosed).toBe(false);
    });

    it('given a refusal of the org, when the person confirms, then the dialog stays, shows it and can be used again', async () => {
        const refusal = { body: { message: 'FB-BRK-005: needs a permission.' } };
        (cutOff as jest.Mock).mockRejectedValue(refusal);
        const element = show();

        await confirmWith(element, 'Strange exports.');

        expect(element.isClosed).toBe(false);
        expect(query(element, 'c-reason-form').error).toEqual(refusal);
        expect(query(element, 'lightning-button[data-action="confirm"]').disabled).toBe(false);
    });

    it('given a slow org, when the person confirms, then the buttons wait', async () => {
        (cutOff as jest.Mock).mockReturnValue(new Promise(() => undefined));
        const element = show();

        await confirmWith(element, 'Strange exports.');

        expect(query(element, 'lightning-button[data-action="confirm"]').disabled).toBe(true);
    });

    it('given a dialog, when the person cancels, then it closes with nothing', () => {
        const element = show();

        query(element, 'lightning-button').click();

        expect(element.isClosed).toBe(true);
        expect(element.closedWith).toBeUndefined();
    });
});
