import IncidentList from 'c/incidentList';
import overview from 'jest-mocks/data/overview.json';
import { listen, mount, query, queryAll, textOf } from 'jest-mocks/mount';

const [first, second] = overview.incidents;
const show = (chosenId?: string) => mount('c-incident-list', IncidentList, { incidents: overview.incidents, chosenId });

describe('c-incident-list', () => {
    it('given incidents, when they are shown, then each says name, integration, severity, status and time', () => {
        const [item] = queryAll(show(), 'li');

        expect(item.textContent).toContain('INC-00001');
        expect(item.textContent).toContain('Drift Chat Agent');
        expect(item.querySelector('c-severity-badge').severity).toBe('Critical');
        expect(item.querySelector('c-incident-status').status).toBe('Open');
        expect(item.querySelector('c-time-stamp').value).toBe('2026-11-23T14:05:03.000Z');
    });

    it('given a drill among them, when they are shown, then only it is marked', () => {
        expect(queryAll(show(), 'li').map((item) => item.textContent.includes('Drill'))).toEqual([true, false]);
    });

    it('given a chosen incident, when they are shown, then its button is pressed', () => {
        expect(queryAll(show(second.id), 'button').map((button) => button.getAttribute('aria-pressed'))).toEqual([
            'false',
            'true'
        ]);
    });

    it('given incidents, when one is clicked, then its id is told', () => {
        const element = show(first.id);
        const choices = listen(element, 'choose');

        query(element, `button[data-id="${second.id}"]`).click();

        expect(choices).toEqual([second.id]);
    });

    it('given no incident, when it is shown, then that is said', () => {
        expect(textOf(mount('c-incident-list', IncidentList, { incidents: [] }), 'p')).toBe('No open incident.');
    });

    it('given incidents, when they are checked, then they are accessible', async () => {
        await expect(show(first.id)).toBeAccessible();
    });
});
