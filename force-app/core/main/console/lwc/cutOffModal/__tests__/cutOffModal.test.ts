import cutOff from '@salesforce/apex/ConsoleController.cutOff';
import previewCutOff from '@salesforce/apex/ConsoleController.previewCutOff';
import CutOffModal from 'c/cutOffModal';
import { mount, query, settle } from 'jest-mocks/mount';

jest.mock('@salesforce/apex/ConsoleController.cutOff', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.previewCutOff', () => ({ default: jest.fn() }), { virtual: true });

const show = (properties: object = {}) =>
    mount('c-cut-off-modal', CutOffModal, {
        integrationKey: 'Drift_Chat',
        integrationLabel: 'Drift Chat Agent',
        ...properties
    });

async function confirmWith(element: HTMLElement, reason: string | undefined) {
    query(element, 'c-reason-form').readReason = () => reason;
    query(element, 'lightning-button[data-action="confirm"]').click();
    await settle();
}

describe('c-cut-off-modal', () => {
    beforeEach(() => {
        (previewCutOff as jest.Mock).mockResolvedValue({ impacts: [], others: [], pullsLevers: true, jobs: 0 });
    });

    it('given a dialog, when it opens, then who and what stops is looked up before anything is confirmed', async () => {
        const element = show();
        expect(query(element, 'c-cut-preview').preview).toBeUndefined();
        await settle();

        expect(previewCutOff).toHaveBeenCalledWith({ key: 'Drift_Chat' });
        expect(query(element, 'c-cut-preview').preview).toEqual(expect.objectContaining({ pullsLevers: true }));
        expect(cutOff).not.toHaveBeenCalled();
    });

    it('given a preview that hangs or fails, when the person confirms, then it is cut off all the same', async () => {
        (previewCutOff as jest.Mock).mockRejectedValue({ body: { message: 'FB-CON-001' } });
        (cutOff as jest.Mock).mockResolvedValue(null);
        const element = show();
        await settle();
        expect(query(element, 'c-cut-preview').isFailed).toBe(true);

        await confirmWith(element, 'Strange exports.');

        expect(element.closedWith).toBe('done');
    });

    it('given a group, when the dialog opens, then it says that no levers are pulled', () => {
        expect(query(show({ isGroup: true }), 'c-reason-form').sentences[0]).toContain('Levers are not pulled');
    });

    it('given an integration, when the dialog opens, then it says what will happen', () => {
        const element = show();

        expect(query(element, 'lightning-modal-header').label).toBe('Cut off Drift Chat Agent');
        expect(query(element, 'c-reason-form').sentences[0]).toContain('All traffic of Drift Chat Agent stops at once');
    });

    it('given a reason, when the person confirms, then the integration is cut off and the dialog closes', async () => {
        (cutOff as jest.Mock).mockResolvedValue(null);
        const element = show();

        await confirmWith(element, 'Strange exports.');

        expect(cutOff).toHaveBeenCalledWith({ key: 'Drift_Chat', reason: 'Strange exports.' });
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
