import { refreshApex } from '@salesforce/apex';
import getIncident from '@salesforce/apex/ConsoleController.getIncident';
import getOverview from '@salesforce/apex/ConsoleController.getOverview';
import BypassModal from 'c/bypassModal';
import CutOffModal from 'c/cutOffModal';
import FirebreakConsole from 'c/firebreakConsole';
import ReasonModal from 'c/reasonModal';
import incident from 'jest-mocks/data/incident.json';
import overview from 'jest-mocks/data/overview.json';
import { openChannels, resetStream } from 'jest-mocks/lightning/empApi';
import { listen, mount, query, settle, textOf } from 'jest-mocks/mount';

jest.mock(
    '@salesforce/apex/ConsoleController.getOverview',
    () => ({ default: jest.requireActual('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
    { virtual: true }
);
jest.mock(
    '@salesforce/apex/ConsoleController.getIncident',
    () => ({ default: jest.requireActual('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }),
    { virtual: true }
);

const wires = { overview: getOverview as any, incident: getIncident as any };

async function show() {
    const element = mount('c-firebreak-console', FirebreakConsole);
    await settle();
    return element;
}

async function showAll(data: object = overview) {
    const element = await show();
    wires.overview.emit(data);
    await settle();
    wires.incident.emit(incident);
    await settle();
    return element;
}

async function command(element: HTMLElement, action: string, breaker = overview.breakers[1]) {
    query(element, 'c-breaker-board').dispatchEvent(new CustomEvent('command', { detail: { action, breaker } }));
    await settle();
}

describe('c-firebreak-console', () => {
    beforeEach(() => {
        resetStream();
        (refreshApex as jest.Mock).mockResolvedValue(undefined);
    });

    it('given nothing read yet, when the page opens, then it says that it reads', async () => {
        const element = await show();

        expect(query(element, 'lightning-spinner').alternativeText).toBe('Reading breakers and incidents');
        expect(query(element, 'c-live-badge').state).toBe('connecting');
    });

    it('given an overview, when it was read, then breakers, incidents and alerts are shown and the page is live', async () => {
        const element = await showAll();

        expect(query(element, 'c-breaker-board').breakers).toHaveLength(3);
        expect(query(element, 'c-incident-list').incidents).toHaveLength(2);
        expect(query(element, 'c-alert-list').alerts).toHaveLength(2);
        expect(query(element, 'c-live-badge').state).toBe('live');
        expect(query(element, 'c-live-badge').asOf).toBe(overview.asOf);
        expect(query(element, 'lightning-spinner')).toBeNull();
    });

    it('given incidents, when nobody has chosen one, then the newest is read and shown', async () => {
        const element = await showAll();

        expect(wires.incident.getLastConfig()).toEqual({ incidentId: 'a01000000000001AAA' });
        expect(query(element, 'c-incident-detail').incident.name).toBe('INC-00001');
        expect(query(element, 'c-incident-list').chosenId).toBe('a01000000000001AAA');
    });

    it('given an incident on the page, when another is chosen, then the first is not shown in its place', async () => {
        const element = await showAll();

        query(element, 'c-incident-list').dispatchEvent(new CustomEvent('choose', { detail: 'a01000000000002AAA' }));
        await settle();

        expect(wires.incident.getLastConfig()).toEqual({ incidentId: 'a01000000000002AAA' });
        expect(query(element, 'c-incident-detail')).toBeNull();
        expect(query(element, 'lightning-spinner')).not.toBeNull();
    });

    it('given a chosen incident, when it is closed and leaves the list, then it stays on the page', async () => {
        const element = await showAll();

        wires.overview.emit({ ...overview, incidents: [overview.incidents[1]] });
        await settle();

        expect(query(element, 'c-incident-detail').incident.name).toBe('INC-00001');
    });

    it('given no incident, when the page is read, then none is asked for', async () => {
        const element = await show();
        wires.overview.emit({ ...overview, incidents: [] });
        await settle();

        expect(query(element, 'c-incident-detail')).toBeNull();
        expect(element.shadowRoot!.textContent).toContain('Choose an incident');
    });

    it('given a page that was read, when the org cannot be reached, then what is known stays, marked as old', async () => {
        const element = await showAll();

        wires.overview.error({ message: 'FB-CON-001: The console could not do that.' }, 500);
        await settle();

        expect(query(element, 'c-error-panel').error.body.message).toContain('FB-CON-001');
        expect(query(element, 'c-breaker-board')).not.toBeNull();
        expect(query(element, 'c-live-badge').state).toBe('stale');
    });

    it('given an error, when the person tries again, then everything is read again', async () => {
        const element = await showAll();
        wires.incident.error({ message: 'gone' }, 500);
        await settle();
        (refreshApex as jest.Mock).mockClear();

        query(element, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();

        expect(refreshApex).toHaveBeenCalledTimes(2);
    });

    it.each([
        ['requestProbe', 'Probe Drift Chat Agent', 'A probe of Drift Chat Agent may pass.'],
        [
            'requestClose',
            'Ask to close the breaker of Drift Chat Agent',
            'Asked to close the breaker of Drift Chat Agent. A second person must approve.'
        ],
        [
            'approveClose',
            'Approve closing the breaker of Drift Chat Agent',
            'The breaker of Drift Chat Agent is closed: traffic flows.'
        ]
    ])(
        'given the command %s, when its dialog is done, then that is told and the page reads again',
        async (action, label, title) => {
            (ReasonModal.open as jest.Mock).mockResolvedValue('done');
            const element = await showAll();
            const toasts = listen(element, 'lightning__showtoast');
            (refreshApex as jest.Mock).mockClear();

            await command(element, action);

            expect(ReasonModal.open).toHaveBeenCalledWith(expect.objectContaining({ label, heading: label }));
            expect(toasts).toEqual([expect.objectContaining({ title, variant: 'success' })]);
            expect(refreshApex).toHaveBeenCalledTimes(2);
        }
    );

    it('given the command to cut off, when its dialog is done, then that is told', async () => {
        (CutOffModal.open as jest.Mock).mockResolvedValue('done');
        const element = await showAll();
        const toasts = listen(element, 'lightning__showtoast');

        await command(element, 'cutOff');

        expect(CutOffModal.open).toHaveBeenCalledWith(
            expect.objectContaining({ integrationKey: 'Drift_Chat', label: 'Cut off Drift Chat Agent' })
        );
        expect(toasts).toEqual([expect.objectContaining({ title: 'Drift Chat Agent is being cut off.' })]);
    });

    it('given the command to let a person pass, when its dialog is done, then that is told', async () => {
        (BypassModal.open as jest.Mock).mockResolvedValue('done');
        const element = await showAll();
        const toasts = listen(element, 'lightning__showtoast');

        await command(element, 'requestBypass');

        expect(BypassModal.open).toHaveBeenCalledWith(expect.objectContaining({ integrationKey: 'Drift_Chat' }));
        expect(toasts).toEqual([
            expect.objectContaining({
                title: 'Asked to let a person pass the cut of Drift Chat Agent. A second person must approve.'
            })
        ]);
    });

    it('given levers to restore, when the dialog is done, then that is told and the page reads again', async () => {
        (ReasonModal.open as jest.Mock).mockResolvedValue('done');
        const element = await showAll();
        const toasts = listen(element, 'lightning__showtoast');
        const [restore] = incident.restores;

        query(element, 'c-incident-detail').dispatchEvent(
            new CustomEvent('restore', { detail: { step: 'requestRestore', restores: [restore] } })
        );
        await settle();

        expect(ReasonModal.open).toHaveBeenCalledWith(
            expect.objectContaining({ label: 'Ask to restore for INC-00001', heading: 'Ask to restore for INC-00001' })
        );
        expect(toasts).toEqual([expect.objectContaining({ title: 'Asked to restore. A second person must approve.' })]);
    });

    it('given caps and bypasses, when the page is read, then the standing alarms get them', async () => {
        const caps = [{ label: 'All AI', tripped: 10, allowed: 10 }];
        const element = await showAll({ ...overview, caps });

        expect(query(element, 'c-standing-alarms').caps).toEqual(caps);
    });

    it('given a dialog, when the person changes their mind, then nothing is told or read', async () => {
        (CutOffModal.open as jest.Mock).mockResolvedValue(undefined);
        const element = await showAll();
        const toasts = listen(element, 'lightning__showtoast');
        (refreshApex as jest.Mock).mockClear();

        await command(element, 'cutOff');

        expect(toasts).toEqual([]);
        expect(refreshApex).not.toHaveBeenCalled();
    });

    it('given an open page, when it goes away, then it listens to nothing any more', async () => {
        const element = await showAll();
        expect(openChannels()).toEqual(['/event/Incident_Changed__e', '/event/Breaker_Changed__e']);

        element.remove();
        await settle();

        expect(openChannels()).toEqual([]);
    });

    it('given a viewer, when the page is read, then it says who looks', async () => {
        expect(textOf(await showAll(), 'p')).toBe('Signed in as Dana Officer');
    });
});
