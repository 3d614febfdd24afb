import IncidentPicture from 'c/incidentPicture';
import { mount, query, queryAll, textsOf } from 'jest-mocks/mount';

const stamps = [
    { name: 'Noticed', at: '2026-11-23T14:05:03.000Z', color: 'red' },
    { name: 'First sign', at: '2026-11-23T14:05:00.000Z', color: 'orange' },
    { name: 'Aware', color: 'blue' },
    { name: 'Contained', at: '2026-11-23T14:07:00.000Z', color: 'green' }
];

describe('c-incident-picture', () => {
    it('given stamps, when they are drawn, then those reached stand in the order of time', () => {
        const element = mount('c-incident-picture', IncidentPicture, { stamps });

        expect(textsOf(element, 'text.name')).toEqual(['First sign', 'Noticed', 'Contained']);
        expect(textsOf(element, 'text.elapsed')).toEqual(['0 s', '3 s', '2 min 0 s']);
        expect(queryAll(element, 'circle').map((mark) => mark.getAttribute('cx'))).toEqual(['60', '300', '540']);
    });

    it('given stamps, when they are drawn, then the picture says in words what it shows', () => {
        const picture = query(mount('c-incident-picture', IncidentPicture, { stamps }), 'svg');

        expect(picture.getAttribute('role')).toBe('img');
        expect(picture.getAttribute('aria-label')).toBe(
            'In the order of time: First sign +0 s, Noticed +3 s, Contained +2 min 0 s.'
        );
    });

    it('given a single stamp, when it is to be drawn, then there is no picture', () => {
        expect(query(mount('c-incident-picture', IncidentPicture, { stamps: stamps.slice(0, 1) }), 'svg')).toBeNull();
    });

    it('given stamps, when the picture is checked, then it is accessible', async () => {
        await expect(mount('c-incident-picture', IncidentPicture, { stamps })).toBeAccessible();
    });
});
