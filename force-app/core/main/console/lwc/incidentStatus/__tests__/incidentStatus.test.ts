import IncidentStatus from 'c/incidentStatus';
import { mount } from 'jest-mocks/mount';

describe('c-incident-status', () => {
    it.each(['Open', 'Contained', 'Recovering', 'Closed'])(
        'given the status %s, when it is shown, then its label is',
        (status) => {
            expect(mount('c-incident-status', IncidentStatus, { status }).shadowRoot!.textContent).toBe(status);
        }
    );

    it('given no status, when it is shown, then there is nothing', () => {
        expect(mount('c-incident-status', IncidentStatus).shadowRoot!.textContent).toBe('');
    });
});
