import BreakerBoard from 'c/breakerBoard';
import overview from 'jest-mocks/data/overview.json';
import { listen, mount, query, queryAll, textOf } from 'jest-mocks/mount';

const [breaker] = overview.breakers;
const show = (breakers: unknown[] = overview.breakers, viewer: object = {}) =>
    mount('c-breaker-board', BreakerBoard, { breakers, viewer: { ...overview.viewer, ...viewer } });
const cell = (element: HTMLElement, key: string, name: string) =>
    query(element, `tr[data-key="${key}"] [data-cell="${name}"]`);
const labelsOf = (element: HTMLElement) =>
    queryAll(element, 'td[data-cell="actions"] lightning-button').map((button) => button.label);

describe('c-breaker-board', () => {
    it('given an integration that was cut, when it is shown, then state, reason, time and person are', () => {
        const element = show();

        expect(cell(element, 'Drift_Chat', 'state').querySelector('span').textContent).toBe('OPEN: cut by a rule');
        expect(cell(element, 'Drift_Chat', 'reason').textContent).toContain('3 objects were counted within 10 minutes');
        expect(cell(element, 'Drift_Chat', 'changed').textContent).toContain('by Firebreak Responder');
        expect(cell(element, 'Drift_Chat', 'changed').querySelector('c-time-stamp').value).toBe(
            '2026-11-23T14:05:03.500Z'
        );
    });

    it('given a request to close, when it is shown, then who asked and why is said', () => {
        expect(cell(show(), 'Credit_Scoring', 'close-request').textContent).toBe(
            'Eli Officer asked to close: Vendor rotated all keys. A second person must approve.'
        );
    });

    it.each([
        ['CLOSED', 'CLOSED: traffic flows', ['Cut off now']],
        ['OPEN', 'OPEN: cut by a rule', ['Cut off now', 'Probe', 'Let one person pass']],
        ['ISOLATED', 'ISOLATED: cut by a person', ['Ask to close', 'Let one person pass']],
        ['HALF_OPEN', 'HALF OPEN: a probe may pass', ['Cut off now', 'Ask to close']],
        ['SHADOW', 'SHADOW: records, cuts nothing', ['Cut off now']],
        ['DISABLED', 'DISABLED: cuts nothing', ['Cut off now']],
        ['UNKNOWN', 'UNKNOWN: treated as cut', ['Cut off now']]
    ])('given the state %s, when it is shown, then its meaning and what may be done are', (state, text, actions) => {
        const element = show([{ ...breaker, state }]);

        expect(textOf(element, '[data-cell="state"] span')).toBe(text);
        expect(labelsOf(element)).toEqual(actions);
    });

    it('given a request to close, when the same person looks, then approving is offered: the org refuses and says why', () => {
        const closeRequestedById = overview.viewer.userId;

        expect(labelsOf(show([{ ...breaker, state: 'ISOLATED', closeRequestedById }]))).toEqual([
            'Ask to close',
            'Approve close',
            'Let one person pass'
        ]);
    });

    it.each([
        [{ canIsolate: false }, ['Probe', 'Let one person pass']],
        [{ canClose: false }, ['Cut off now']],
        [{ canIsolate: false, canClose: false }, []]
    ])(
        'given a viewer with %j, when an open breaker is shown, then only what is permitted is offered',
        (viewer, actions) => {
            const element = show([{ ...breaker, state: 'OPEN' }], viewer);

            expect(labelsOf(element)).toEqual(actions);
            expect(textOf(element, '[data-cell="actions"]')).toBe(
                actions.length === 0 ? 'Nothing in this state with your permissions' : ''
            );
        }
    );

    it('given a bypass that is asked for, when it is shown, then who, how long and why is said, and it can be approved', () => {
        const bypass = {
            person: 'Jana Payroll',
            requestedBy: 'Eli Officer',
            minutes: 60,
            reason: 'Payday.',
            passes: 0
        };
        const element = show([{ ...breaker, state: 'ISOLATED', bypass }]);

        expect(textOf(element, '[data-part="bypass"] p')).toBe(
            'Eli Officer asks to let Jana Payroll pass for 60 minutes (“Payday.”). A second person must approve.'
        );
        expect(labelsOf(element)).toEqual(['Ask to close', 'Approve passing', 'End passing']);
    });

    it('given an open bypass, when it is shown, then it stands in red with its uses and its end', () => {
        const endsAt = '2026-11-23T16:00:00.000Z';
        const bypass = { person: 'Jana Payroll', reason: 'Payday.', passes: 3, endsAt };
        const element = show([{ ...breaker, state: 'OPEN', bypass }]);
        const shown = query(element, '[data-part="bypass"]');

        expect(shown.classList).toContain('slds-text-color_error');
        expect(shown.textContent).toContain(
            'Jana Payroll MAY PASS although it is cut (“Payday.”). Used 3 time(s) so far.'
        );
        expect(shown.querySelector('c-time-stamp').value).toBe(endsAt);
        expect(labelsOf(element)).toEqual(['Cut off now', 'Probe', 'End passing']);
    });

    it('given a probe, when it is shown, then how much of it is used is said', () => {
        const probe = show([{ ...breaker, state: 'HALF_OPEN', probeRemaining: 3, probeSize: 5 }]);

        expect(textOf(probe, '[data-part="probe"]')).toBe('2 of 5 probe calls used');
        expect(textOf(show(), '[data-part="probe"]')).toBe('');
    });

    it('given an integration whose group is cut, when it is shown, then its closed breaker does not deceive', () => {
        expect(textOf(show([{ ...breaker, stoppedBy: 'All AI' }]), '[data-part="stopped-by"]')).toBe(
            'Stopped all the same: the group All AI is cut.'
        );
    });

    it('given jobs under way when it was cut, when it is shown, then that is said', () => {
        expect(textOf(show([{ ...breaker, state: 'OPEN', inFlight: 2 }]), '[data-part="in-flight"]')).toContain(
            '2 job(s)'
        );
    });

    it('given a group, when it is shown, then it is told apart and has no probe', () => {
        const element = show([{ ...breaker, label: 'All AI', kind: 'Everything.', isGroup: true, state: 'OPEN' }]);

        expect(textOf(element, 'th[scope="row"]')).toContain('Group. Everything.');
        expect(labelsOf(element)).toEqual(['Cut off now', 'Let one person pass']);
    });

    it('given several rows, when a screen reader names a button, then the integration is part of the name', () => {
        expect(cell(show(), 'Contact_Sync', 'actions').querySelector('lightning-button').ariaLabel).toBe(
            'Cut off now: Contact Sync'
        );
    });

    it('given a board, when a button is clicked, then the command and its breaker are told', () => {
        const element = show();
        const commands = listen(element, 'command');

        query(element, 'lightning-button[data-key="Drift_Chat"][data-action="requestProbe"]').click();

        expect(commands).toEqual([{ action: 'requestProbe', breaker: overview.breakers[1] }]);
    });

    it('given a breaker that an incident cut, when the incident is clicked, then its id is told', () => {
        const element = show();
        const incidents = listen(element, 'incident');

        query(element, 'lightning-button[data-incident]').click();

        expect(incidents).toEqual(['a01000000000001AAA']);
    });

    it('given no integration, when it is shown, then what to do is said', () => {
        const element = show([]);

        expect(textOf(element, 'p')).toContain('No AI integration is registered.');
        expect(query(element, 'table')).toBeNull();
    });

    it('given integrations, when they are checked, then they are accessible', async () => {
        const element = show();
        // The stub keeps the name on its host, where it is prohibited; the real component takes it to its button.
        queryAll(element, 'lightning-button').forEach((button) => button.removeAttribute('aria-label'));

        await expect(element).toBeAccessible();
    });
});
