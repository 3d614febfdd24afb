import IncidentTimeline from 'c/incidentTimeline';
import incident from 'jest-mocks/data/incident.json';
import { mount, queryAll, settle, textOf } from 'jest-mocks/mount';

const show = (entries: unknown[] = incident.timeline) => mount('c-incident-timeline', IncidentTimeline, { entries });

describe('c-incident-timeline', () => {
    it('given entries, when they are shown, then they stand as written, newest last', () => {
        const lines = queryAll(show(), 'li');

        expect(lines.map((line) => line.dataset.sequence)).toEqual(['1', '2']);
        expect(lines[0].textContent).toContain('Noticed');
        expect(lines[1].textContent).toContain('by Firebreak Responder');
        expect(lines[1].textContent).toContain('The breaker Drift_Chat went from CLOSED to OPEN.');
        expect(lines[1].querySelector('c-time-stamp').value).toBe('2026-11-23T14:05:03.500Z');
    });

    it.each([
        ['Lever', 'Lever'],
        ['Person', 'Person'],
        ['Note', 'Note'],
        ['Correction', 'Correction']
    ])('given an entry of the kind %s, when it is shown, then its kind is named', (kind, label) => {
        expect(textOf(show([{ ...incident.timeline[0], kind }]), 'li span')).toBe(label);
    });

    it('given a timeline on the page, when it grows, then the lines before stay and the addition is read out politely', async () => {
        const element = show();
        const before = queryAll(element, 'li');

        element.entries = [...incident.timeline, { ...incident.timeline[1], id: 'a03000000000003AAA', sequence: 3 }];
        await settle();

        const after = queryAll(element, 'li');
        expect(after.slice(0, 2)).toEqual(before);
        expect(after[2].dataset.sequence).toBe('3');
        expect(after[2].closest('[aria-live="polite"]')).not.toBeNull();
    });

    it('given no entry, when it is shown, then that is said', () => {
        expect(textOf(show([]), 'p')).toBe('Nothing has been written yet.');
    });

    it('given entries, when they are checked, then they are accessible', async () => {
        await expect(show()).toBeAccessible();
    });
});
