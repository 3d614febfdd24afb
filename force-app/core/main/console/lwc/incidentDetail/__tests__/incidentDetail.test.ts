import IncidentDetail from 'c/incidentDetail';
import incident from 'jest-mocks/data/incident.json';
import { listen, mount, query, textOf, textsOf } from 'jest-mocks/mount';

const show = (changes: object = {}) =>
    mount('c-incident-detail', IncidentDetail, { incident: { ...incident, ...changes } });

describe('c-incident-detail', () => {
    it('given a contained incident, when it is shown, then plain words say how fast and how much is proven', () => {
        const element = show();

        expect(query(element, 'lightning-card').title).toBe('INC-00001: Drift Chat Agent');
        expect(textOf(element, '[data-part="summary"]')).toBe(incident.summary);
        expect(textOf(element, '[data-part="progress"]')).toBe(
            'Contained 3.2 s after it was noticed. 1 of 4 levers are proven.'
        );
    });

    it('given an incident that is not contained, when it is shown, then that is said', () => {
        expect(textOf(show({ containedAt: undefined }), '[data-part="progress"]')).toBe(
            'Not contained yet. 1 of 4 levers are proven.'
        );
    });

    it('given stamps, when they are shown, then those not reached say so', () => {
        const element = show();

        expect(query(element, '[data-stamp="Contained"] c-time-stamp').value).toBe('2026-11-23T14:05:06.200Z');
        expect(textOf(element, '[data-stamp="Aware"]')).toBe('not yet');
    });

    it('given what was taken, when a person wants it back, then that is told', () => {
        const element = show();
        const commands = listen(element, 'restore');
        const command = { step: 'requestRestore', restores: [incident.restores[0]] };

        expect(query(element, 'c-restore-panel').restores).toHaveLength(4);
        query(element, 'c-restore-panel').dispatchEvent(new CustomEvent('restore', { detail: command }));

        expect(commands).toEqual([command]);
    });

    it('given a drill, when it is shown, then it is marked; otherwise not', () => {
        expect(textsOf(show(), '.slds-badge')).toContain('Drill');
        expect(textsOf(show({ isDrill: false }), '.slds-badge')).not.toContain('Drill');
    });

    it('given levers and entries, when it is shown, then they are handed on', () => {
        const element = show({ openedByRule: undefined });

        expect(query(element, 'c-lever-table').actions).toHaveLength(5);
        expect(query(element, 'c-incident-timeline').entries).toHaveLength(2);
        expect(element.shadowRoot!.textContent).not.toContain('Opened by the rule');
    });

    it('given an incident, when it is checked, then it is accessible', async () => {
        await expect(show()).toBeAccessible();
    });
});
