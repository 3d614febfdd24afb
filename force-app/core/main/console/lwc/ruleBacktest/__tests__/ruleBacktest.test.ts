import getBacktest from '@salesforce/apex/DetectionConsole.getBacktest';
import startBacktest from '@salesforce/apex/DetectionConsole.startBacktest';
import RuleBacktest from 'c/ruleBacktest';
import rule from 'jest-mocks/data/rule.json';
import { listen, mount, query, queryAll, settle, textOf } from 'jest-mocks/mount';

jest.mock('@salesforce/apex/DetectionConsole.getBacktest', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/DetectionConsole.startBacktest', () => ({ default: jest.fn() }), { virtual: true });

const backtest = (Status__c: string, changes: object = {}) => ({
    backtest: {
        Id: 'a0B1',
        Rule_Id__c: 'First_Seen_Field',
        From__c: '2026-11-20T11:00:00.000Z',
        Until__c: '2026-11-27T11:00:00.000Z',
        Status__c,
        Progress__c: 43,
        Signals_Judged__c: 900,
        Verdicts__c: 3,
        ...changes
    },
    findings: [
        {
            Id: 'a0F1',
            Integration_Key__c: 'Drift_Chat',
            Decided_At__c: '2026-11-25T10:00:00.000Z',
            Sentence__c: 'Drift_Chat read 3 fields for the first time.'
        }
    ],
    byIntegration: { Credit_Scoring: 1, Drift_Chat: 2 }
});
const show = (changes: object = {}, canBacktest = true) =>
    mount('c-rule-backtest', RuleBacktest, { rule: { ...rule, ...changes }, canBacktest });
const startButton = (element: HTMLElement) => query(element, '[data-action="start"]');
const otherRule = { ...rule, ruleId: 'Canary_Touch', latestBacktest: undefined };

interface Later {
    resolve(value: unknown): void;
    reject(reason: unknown): void;
}

/** Lets the org answer when the test says so. */
function answerLater(method: jest.Mock): Later {
    const later: Partial<Later> = {};
    method.mockReturnValue(new Promise((resolve, reject) => Object.assign(later, { resolve, reject })));
    return later as Later;
}

describe('c-rule-backtest', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('given a period, when a back-test is started, then its progress is shown until the result is there, and that is told', async () => {
        (startBacktest as jest.Mock).mockResolvedValue('a0B1');
        (getBacktest as jest.Mock)
            .mockResolvedValueOnce(backtest('Running'))
            .mockResolvedValueOnce(backtest('Completed'));
        const element = show();
        const told = listen(element, 'changed');

        query(element, 'lightning-combobox').dispatchEvent(new CustomEvent('change', { detail: { value: '24' } }));
        startButton(element).click();
        await settle();

        expect(startBacktest).toHaveBeenCalledWith({ ruleId: 'First_Seen_Field', hours: 24 });
        expect(query(element, 'lightning-progress-bar').value).toBe(43);
        expect(textOf(element, '[data-part="running"]')).toBe('43 % done, 900 signal(s) judged');
        expect(startButton(element).disabled).toBe(true);
        expect(told).toEqual([]);

        jest.advanceTimersByTime(2000);
        await settle();

        expect(query(element, 'lightning-progress-bar')).toBeNull();
        expect(textOf(element, '[data-part="result"]')).toBe(
            'It would have spoken 3 time(s); 900 signal(s) were judged.'
        );
        expect(startButton(element).disabled).toBe(false);
        expect(told).toEqual(['The back-test has ended.']);
    });

    it('given a result, when it is shown, then it says how often about whom, most often first, and in which words', async () => {
        (getBacktest as jest.Mock).mockResolvedValue(backtest('Completed'));
        const element = show({ latestBacktest: { Id: 'a0B1' } });
        await settle();

        expect(queryAll(element, 'tbody tr').map((row) => row.textContent)).toEqual(['Drift_Chat2', 'Credit_Scoring1']);
        expect(textOf(element, '[data-part="finding"]')).toContain('Drift_Chat read 3 fields for the first time.');
        expect(textOf(element, '[data-part="more"]')).toBe('The first 1 of 3 are shown.');
        expect(queryAll(element, 'c-time-stamp').map(({ value }) => value)).toContain('2026-11-20T11:00:00.000Z');
    });

    it('given an old result, when it is shown, then nothing new is told', async () => {
        (getBacktest as jest.Mock).mockResolvedValue(backtest('Completed'));
        const element = show({ latestBacktest: { Id: 'a0B1' } });
        const told = listen(element, 'changed');
        await settle();

        expect(told).toEqual([]);
    });

    it('given a back-test that failed, when it is shown, then it says so and why', async () => {
        (getBacktest as jest.Mock).mockResolvedValue(backtest('Failed', { Problem__c: 'Too many rows' }));
        const element = show({ latestBacktest: { Id: 'a0B1' } });
        await settle();

        expect(element.shadowRoot!.textContent).toContain('The back-test failed.');
        expect(textOf(element, '[data-part="problem"]')).toBe('Too many rows');
    });

    it.each([
        ['answer', (later: Later) => later.resolve(backtest('Completed'))],
        ['refusal', (later: Later) => later.reject({ body: { message: 'gone' } })]
    ])('given another rule meanwhile, when the %s about the first comes, then it is not shown', async (_, come) => {
        const later = answerLater(getBacktest as jest.Mock);
        const element = show({ latestBacktest: { Id: 'a0B1' } });
        element.rule = otherRule;

        come(later);
        await settle();

        expect(query(element, '[data-part="result"]')).toBeNull();
        expect(query(element, 'c-error-panel')).toBeNull();
    });

    it('given another rule meanwhile, when the start for the first is answered, then nothing of it is shown', async () => {
        const later = answerLater(startBacktest as jest.Mock);
        (getBacktest as jest.Mock).mockResolvedValue(backtest('Completed'));
        const element = show();
        startButton(element).click();
        element.rule = otherRule;

        later.resolve('a0B1');
        await settle();

        expect(query(element, '[data-part="result"]')).toBeNull();
        expect(startButton(element).disabled).toBe(false);
    });

    it('given a back-test that runs, when another rule is chosen, then it is followed no more', async () => {
        (getBacktest as jest.Mock).mockResolvedValue(backtest('Running'));
        const element = show({ latestBacktest: { Id: 'a0B1' } });
        await settle();

        element.rule = otherRule;
        jest.advanceTimersByTime(10_000);
        await settle();

        expect(getBacktest).toHaveBeenCalledTimes(1);
        expect(query(element, '[data-part="running"]')).toBeNull();
    });

    it('given a refusal of the org, when a back-test is started, then it is shown and can be tried again', async () => {
        const refusal = { body: { message: 'FB-DET-013: still running' } };
        (startBacktest as jest.Mock).mockRejectedValue(refusal);
        const element = show();

        startButton(element).click();
        await settle();

        expect(query(element, 'c-error-panel').error).toEqual(refusal);
        expect(startButton(element).disabled).toBe(false);
    });

    it('given a page that goes away, when time passes, then nothing more is asked', async () => {
        (getBacktest as jest.Mock).mockResolvedValue(backtest('Running'));
        const element = show({ latestBacktest: { Id: 'a0B1' } });
        await settle();

        element.remove();
        jest.advanceTimersByTime(10_000);
        await settle();

        expect(getBacktest).toHaveBeenCalledTimes(1);
    });

    it.each([
        [{}, false, 'needs Firebreak Admin or Firebreak Responder'],
        [{ problems: ['FB-DET-010'] }, true, 'cannot work']
    ])('given %j and the right %s, when it is shown, then the button is off and it says why', (changes, may, why) => {
        const element = show(changes, may);

        expect(startButton(element).disabled).toBe(true);
        expect(textOf(element, '[data-part="hint"]')).toContain(why);
    });
});
