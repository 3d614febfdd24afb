import RestorePanel from 'c/restorePanel';
import incident from 'jest-mocks/data/incident.json';
import { listen, mount, query, queryAll, settle, textOf } from 'jest-mocks/mount';

const [freeze, permissionSets, tokens, schedules] = incident.restores as { id: string; label: string }[];
const show = (properties: object = {}) =>
    mount('c-restore-panel', RestorePanel, { restores: incident.restores, canClose: true, ...properties });
const stateOf = (element: HTMLElement, { id }: { id: string }) =>
    textOf(element, `tr[data-id="${id}"] [data-cell="state"] p`);

async function choose(element: HTMLElement, { id }: { id: string }) {
    query(element, `lightning-input[data-id="${id}"]`).dispatchEvent(new CustomEvent('change'));
    await settle();
}

describe('c-restore-panel', () => {
    it('given what was taken, when it is shown, then each says where it stands in plain words', () => {
        const element = show();

        expect(stateOf(element, freeze)).toBe('Taken');
        expect(stateOf(element, permissionSets)).toBe(
            'Eli Officer asks to restore it (“New keys.”). A second person must approve.'
        );
        expect(stateOf(element, tokens)).toContain('the owner of the app must authorise it again');
        expect(stateOf(element, schedules)).toBe('Restored and proven: 0 of 1 schedule(s) not given back.');
    });

    it('given a restore that failed, when it is shown, then it says so', () => {
        const failed = { ...freeze, status: 'RestoreFailed', result: 'FB-CNT-016: it was not proven.' };

        expect(stateOf(show({ restores: [failed] }), freeze)).toBe('NOT restored: FB-CNT-016: it was not proven.');
    });

    it.each([
        ['Approved', 'Approved; the responder gives it back now'],
        ['Restoring', 'Being restored']
    ])('given a restore that is %s, when it is shown, then it is on its way and cannot be chosen', (status, text) => {
        const element = show({ restores: [{ ...freeze, status }] });

        expect(stateOf(element, freeze)).toBe(text);
        expect(query(element, 'lightning-input')).toBeNull();
    });

    it('given levers, when they can be chosen, then only those that can be given back can', () => {
        const labels = queryAll(show(), 'lightning-input').map((input) => input.label);

        expect(labels).toEqual(['Choose Freeze the service user', 'Choose Remove permission sets']);
    });

    it('given a chosen lever, when restoring is asked for, then that lever and no other is told', async () => {
        const element = show();
        const commands = listen(element, 'restore');
        expect(query(element, '[data-step="request"]').disabled).toBe(true);

        await choose(element, freeze);
        query(element, '[data-step="request"]').click();

        expect(commands).toEqual([{ step: 'requestRestore', restores: [freeze] }]);
    });

    it('given a lever that was chosen by mistake, when it is chosen again, then it is not chosen any more', async () => {
        const element = show();

        await choose(element, freeze);
        await choose(element, freeze);

        expect(query(element, '[data-step="request"]').disabled).toBe(true);
    });

    it('given a request, when it is approved, then exactly what was asked for is told', () => {
        const element = show();
        const commands = listen(element, 'restore');

        query(element, '[data-step="approve"]').click();

        expect(commands).toEqual([{ step: 'approveRestore', restores: [permissionSets] }]);
    });

    it('given no request, when it is shown, then nothing can be approved', () => {
        expect(query(show({ restores: [freeze] }), '[data-step="approve"]').disabled).toBe(true);
    });

    it('given an auditor, when it is shown, then nothing can be chosen or done', () => {
        const element = show({ canClose: false });

        expect(queryAll(element, 'lightning-input')).toEqual([]);
        expect(queryAll(element, 'lightning-button')).toEqual([]);
    });

    it('given nothing taken, when it is shown, then it says so', () => {
        expect(textOf(show({ restores: [] }), 'p')).toBe('No lever has taken anything that stands.');
    });

    it('given a panel, when it is checked, then it is accessible', async () => {
        await expect(show()).toBeAccessible();
    });
});
