import approveBypass from '@salesforce/apex/ConsoleController.approveBypass';
import approveClose from '@salesforce/apex/ConsoleController.approveClose';
import approveRestore from '@salesforce/apex/ConsoleController.approveRestore';
import endBypass from '@salesforce/apex/ConsoleController.endBypass';
import requestClose from '@salesforce/apex/ConsoleController.requestClose';
import requestProbe from '@salesforce/apex/ConsoleController.requestProbe';
import requestRestore from '@salesforce/apex/ConsoleController.requestRestore';
import ReasonModal from 'c/reasonModal';
import type { BreakerCommand } from 'c/breakerBoard';
import type { RestoreStep } from 'c/restorePanel';
import incident from 'jest-mocks/data/incident.json';
import { carryOut, restore } from '../commands';

jest.mock('@salesforce/apex/ConsoleController.approveBypass', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.approveClose', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.approveRestore', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.endBypass', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.requestClose', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.requestProbe', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ConsoleController.requestRestore', () => ({ default: jest.fn() }), { virtual: true });

const METHODS = [
    approveBypass,
    approveClose,
    approveRestore,
    endBypass,
    requestClose,
    requestProbe,
    requestRestore
] as jest.Mock[];
const breaker = { key: 'Credit_Scoring', label: 'Credit Scoring', probeSize: 5 };
const restores = incident.restores.slice(0, 2);

/** What the dialog was opened with; gives it a reason, as the person would. */
async function confirmed(reason: string): Promise<any> {
    const [options] = (ReasonModal.open as jest.Mock).mock.calls[0];
    await options.carryOut(reason);
    return options;
}

describe('the steps that need no more than a reason', () => {
    beforeEach(() => {
        (ReasonModal.open as jest.Mock).mockResolvedValue(undefined);
        METHODS.forEach((method) => method.mockResolvedValue(null));
    });

    it.each([
        [
            'requestProbe',
            requestProbe,
            'Probe Credit Scoring',
            'Up to 5 call(s) of Credit Scoring may pass. Any new signal cuts it off again.',
            'Probe'
        ],
        [
            'requestClose',
            requestClose,
            'Ask to close the breaker of Credit Scoring',
            'Nothing flows yet.',
            'Ask to close'
        ],
        [
            'approveClose',
            approveClose,
            'Approve closing the breaker of Credit Scoring',
            'flows again at once.',
            'Approve close'
        ],
        [
            'approveBypass',
            approveBypass,
            'Approve passing the cut of Credit Scoring',
            'until the time is up',
            'Approve passing'
        ],
        ['endBypass', endBypass, 'End passing the cut of Credit Scoring', 'from the next call on', 'End passing']
    ])(
        'given the step %s, when it is confirmed, then the org is asked for exactly that',
        async (action, method, heading, what, confirm) => {
            await carryOut({ action, breaker } as BreakerCommand);
            const options = await confirmed('Cause removed.');

            expect(options.heading).toBe(heading);
            expect(options.sentences[0]).toContain(what);
            expect(options.confirmLabel).toBe(confirm);
            expect(method).toHaveBeenCalledWith({ key: 'Credit_Scoring', reason: 'Cause removed.' });
            expect(METHODS.filter((mock) => mock.mock.calls.length > 0)).toEqual([method]);
        }
    );

    it.each([
        [
            'requestRestore',
            requestRestore,
            'Ask to restore for INC-00001',
            'Nothing is given back yet.',
            'Ask to restore'
        ],
        ['approveRestore', approveRestore, 'Approve restoring for INC-00001', 'given back now', 'Approve restoring']
    ])(
        'given the step %s, when it is confirmed, then exactly these levers are sent',
        async (step, method, heading, what, confirm) => {
            await restore({ step: step as RestoreStep, restores } as any, incident as any);
            const options = await confirmed('New keys.');

            expect(options.heading).toBe(heading);
            expect(options.sentences[0]).toContain(what);
            expect(options.sentences[0]).toContain('Freeze the service user, Remove permission sets');
            expect(options.confirmLabel).toBe(confirm);
            expect(method).toHaveBeenCalledWith({
                incidentId: incident.id,
                actionIds: restores.map(({ id }) => id),
                reason: 'New keys.'
            });
            expect(METHODS.filter((mock) => mock.mock.calls.length > 0)).toEqual([method]);
        }
    );
});
