import approveRestore from '@salesforce/apex/ConsoleController.approveRestore';
import requestRestore from '@salesforce/apex/ConsoleController.requestRestore';
import RestoreModal from 'c/restoreModal';
import incident from 'jest-mocks/data/incident.json';
import { mount, query, settle } from 'jest-mocks/mount';

jest.mock('@salesforce/apex/ConsoleController.approveRestore', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.requestRestore', () => ({ default: jest.fn() }), { virtual: true });

const restores = incident.restores.slice(0, 2);
const show = (step: string) =>
    mount('c-restore-modal', RestoreModal, { step, restores, incidentId: incident.id, incidentName: incident.name });

async function confirmWith(element: HTMLElement, reason: string | undefined) {
    query(element, 'c-reason-form').readReason = () => reason;
    query(element, 'lightning-button[data-action="confirm"]').click();
    await settle();
}

describe('c-restore-modal', () => {
    it.each([
        [
            'requestRestore',
            requestRestore,
            'Ask to restore for INC-00001',
            'Nothing is given back yet.',
            'Ask to restore'
        ],
        ['approveRestore', approveRestore, 'Approve restoring for INC-00001', 'given back now', 'Approve restoring']
    ])(
        'given the step %s, when it is confirmed, then exactly these levers are sent',
        async (step, method, ...texts) => {
            const methods = [requestRestore, approveRestore] as jest.Mock[];
            methods.forEach((mock) => mock.mockResolvedValue(null));
            const element = show(step);
            const [sentence] = query(element, 'c-reason-form').sentences;
            expect(query(element, 'lightning-modal-header').label).toBe(texts[0]);
            expect(sentence).toContain(texts[1]);
            expect(sentence).toContain('Freeze the service user, Remove permission sets');
            expect(query(element, 'lightning-button[data-action="confirm"]').label).toBe(texts[2]);

            await confirmWith(element, 'New keys.');

            expect(method).toHaveBeenCalledWith({
                incidentId: incident.id,
                actionIds: restores.map(({ id }) => id),
                reason: 'New keys.'
            });
            expect(methods.filter((mock) => mock.mock.calls.length > 0)).toEqual([method]);
            expect(element.closedWith).toBe('done');
        }
    );

    it('given the person who asked, when they approve themselves, then the text of the org is shown and the dialog stays', async () => {
        const refusal = { body: { message: 'FB-CNT-014: Someone else must approve.' } };
        (approveRestore as jest.Mock).mockRejectedValue(refusal);
        const element = show('approveRestore');

        await confirmWith(element, 'Checked.');

        expect(query(element, 'c-reason-form').error).toEqual(refusal);
        expect(element.isClosed).toBe(false);
    });

    it('given no reason, when the person confirms, then nothing is sent', async () => {
        await confirmWith(show('requestRestore'), undefined);

        expect(requestRestore).not.toHaveBeenCalled();
    });

    it('given a dialog, when the person cancels, then it closes with nothing', () => {
        const element = show('requestRestore');

        query(element, 'lightning-button').click();

        expect(element.isClosed).toBe(true);
    });
});
