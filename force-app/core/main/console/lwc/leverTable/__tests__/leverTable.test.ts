import LeverTable from 'c/leverTable';
import incident from 'jest-mocks/data/incident.json';
import { mount, query, textOf } from 'jest-mocks/mount';

const show = (actions: unknown[] = incident.actions) => mount('c-lever-table', LeverTable, { actions });
const cell = (element: HTMLElement, lever: string, name: string) =>
    query(element, `tr[data-lever="${lever}"] [data-cell="${name}"]`);

describe('c-lever-table', () => {
    it.each([
        ['OpenBreakerLever', 'Proven', 'success'],
        ['DeleteSessionsLever', 'Not proven yet', 'warning'],
        ['FreezeUserLever', 'Failed', 'error'],
        ['RemovePermissionSetsLever', 'Planned', ''],
        ['AbortJobsLever', 'Not needed', '']
    ])('given the lever %s, when it is shown, then its proof is "%s"', (lever, proof, variant) => {
        const found = cell(show(), lever, 'proof');

        expect(found.textContent).toBe(proof);
        expect(found.querySelector('lightning-icon').variant).toBe(variant);
    });

    it('given a lever that this org lacks the means for, when it is shown, then it says so and names the next', () => {
        const element = show([
            { ...incident.actions[0], status: 'NotAvailable', verified: false, nextLever: 'Revoke OAuth tokens' }
        ]);

        expect(cell(element, 'OpenBreakerLever', 'proof').textContent).toBe('Not available here');
        expect(cell(element, 'OpenBreakerLever', 'next').textContent).toContain('Revoke OAuth tokens');
    });

    it('given a lever with the status Verified that no re-query confirmed, when it is shown, then it is not proven', () => {
        const element = show([{ ...incident.actions[0], verified: false }]);

        expect(cell(element, 'OpenBreakerLever', 'proof').textContent).toBe('Not proven yet');
    });

    it('given a failed lever, when it is shown, then its error code and the next lever to try are there', () => {
        const element = show();

        expect(cell(element, 'FreezeUserLever', 'result').textContent).toContain(
            'FB-CNT-002: The user could not be frozen.'
        );
        expect(cell(element, 'FreezeUserLever', 'next').textContent).toBe('Try next: Remove permission sets');
    });

    it('given a result that names its error code, when it is shown, then the code is not repeated', () => {
        const element = show([{ ...incident.actions[2], result: 'FB-CNT-002: No.', nextLever: undefined }]);

        expect(cell(element, 'FreezeUserLever', 'result').textContent).toBe('FB-CNT-002: No.');
    });

    it('given a lever in progress, when it is shown, then its last step is the time shown', () => {
        expect(query(show(), 'tr[data-lever="DeleteSessionsLever"] c-time-stamp').value).toBe(
            '2026-11-23T14:05:04.500Z'
        );
    });

    it('given no lever, when it is shown, then that is said', () => {
        expect(textOf(show([]), 'p')).toBe('No lever has been pulled.');
    });

    it('given levers, when they are checked, then they are accessible', async () => {
        await expect(show()).toBeAccessible();
    });
});
