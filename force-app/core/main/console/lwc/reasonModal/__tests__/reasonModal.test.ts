import ReasonModal from 'c/reasonModal';
import { mount, query, settle } from 'jest-mocks/mount';

const carryOut = jest.fn();
const show = () =>
    mount('c-reason-modal', ReasonModal, {
        heading: 'Probe Credit Scoring',
        sentences: ['Up to 5 calls may pass.'],
        confirmLabel: 'Probe',
        variant: 'destructive',
        carryOut
    });

async function confirmWith(element: HTMLElement, reason: string | undefined) {
    query(element, 'c-reason-form').readReason = () => reason;
    query(element, 'lightning-button[data-action="confirm"]').click();
    await settle();
}

describe('c-reason-modal', () => {
    it('given what will happen, when the dialog opens, then it says so and what the button does', () => {
        const element = show();

        expect(query(element, 'lightning-modal-header').label).toBe('Probe Credit Scoring');
        expect(query(element, 'c-reason-form').sentences).toEqual(['Up to 5 calls may pass.']);
        expect(query(element, 'lightning-button[data-action="confirm"]').label).toBe('Probe');
        expect(query(element, 'lightning-button[data-action="confirm"]').variant).toBe('destructive');
    });

    it('given a reason, when the person confirms, then it is carried out with it and the dialog closes', async () => {
        carryOut.mockResolvedValue(null);
        const element = show();

        await confirmWith(element, 'Cause removed.');

        expect(carryOut).toHaveBeenCalledWith('Cause removed.');
        expect(element.closedWith).toBe('done');
    });

    it('given no reason, when the person confirms, then nothing is carried out and the dialog stays', async () => {
        const element = show();

        await confirmWith(element, undefined);

        expect(carryOut).not.toHaveBeenCalled();
        expect(element.isClosed).toBe(false);
    });

    it('given a refusal of the org, when the person confirms, then the dialog stays, shows it and can be used again', async () => {
        const refusal = { body: { message: 'FB-BRK-007: Someone else must approve.' } };
        carryOut.mockRejectedValue(refusal);
        const element = show();

        await confirmWith(element, 'Cause removed.');

        expect(query(element, 'c-reason-form').error).toEqual(refusal);
        expect(element.isClosed).toBe(false);
        expect(query(element, 'lightning-button[data-action="confirm"]').disabled).toBe(false);
    });

    it('given a slow org, when the person confirms, then the buttons wait', async () => {
        carryOut.mockReturnValue(new Promise(() => undefined));
        const element = show();

        await confirmWith(element, 'Cause removed.');

        expect(query(element, 'lightning-button[data-action="confirm"]').disabled).toBe(true);
    });

    it('given a dialog, when the person cancels, then it closes with nothing', () => {
        const element = show();

        query(element, 'lightning-button').click();

        expect(element.isClosed).toBe(true);
        expect(element.closedWith).toBeUndefined();
    });
});
