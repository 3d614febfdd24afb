import { LightningElement, api } from 'lwc';
import getBacktest from '@salesforce/apex/DetectionConsole.getBacktest';
import startBacktest from '@salesforce/apex/DetectionConsole.startBacktest';
import about from '@salesforce/label/c.Backtest_About';
import byIntegration from '@salesforce/label/c.Backtest_ByIntegration';
import day from '@salesforce/label/c.Backtest_Day';
import done from '@salesforce/label/c.Backtest_Done';
import failed from '@salesforce/label/c.Backtest_Failed';
import findings from '@salesforce/label/c.Backtest_Findings';
import forbidden from '@salesforce/label/c.Backtest_Forbidden';
import from from '@salesforce/label/c.Backtest_From';
import impossible from '@salesforce/label/c.Backtest_Impossible';
import integration from '@salesforce/label/c.Backtest_Integration';
import month from '@salesforce/label/c.Backtest_Month';
import more from '@salesforce/label/c.Backtest_More';
import progress from '@salesforce/label/c.Backtest_Progress';
import resultText from '@salesforce/label/c.Backtest_Result';
import running from '@salesforce/label/c.Backtest_Running';
import start from '@salesforce/label/c.Backtest_Start';
import times from '@salesforce/label/c.Backtest_Times';
import title from '@salesforce/label/c.Backtest_Title';
import until from '@salesforce/label/c.Backtest_Until';
import week from '@salesforce/label/c.Backtest_Week';
import period from '@salesforce/label/c.Backtest_Window';
import { fillIn } from 'c/labelText';

const POLL_MS = 2_000;
const PERIODS = [
    { label: day, value: '24' },
    { label: week, value: '168' },
    { label: month, value: '720' }
];

/**
 * Tries a rule on the stored signals of the past, and shows how far it is and what it found.
 * @fires changed when a back-test has ended
 */
export default class RuleBacktest extends LightningElement {
    @api canBacktest = false;

    labels = {
        about,
        byIntegration,
        failed,
        findings,
        from,
        integration,
        period,
        progress,
        start,
        times,
        title,
        until
    };
    periods = PERIODS;
    hours = '168';
    result;
    error;
    isStarting = false;

    shownRule;
    polling;

    @api
    get rule() {
        return this.shownRule;
    }

    set rule(value) {
        const latest = value.latestBacktest?.Id;
        const isOther = this.shownRule?.ruleId !== value.ruleId;
        this.shownRule = value;
        if (isOther) {
            clearTimeout(this.polling);
            this.isStarting = false;
            this.result = undefined;
            this.error = undefined;
        }
        if (latest && (isOther || latest !== this.result?.backtest.Id)) {
            void this.read(latest);
        }
    }

    disconnectedCallback() {
        clearTimeout(this.polling);
    }

    get isRunning() {
        return this.result?.backtest.Status__c === 'Running';
    }

    get isFailed() {
        return this.result?.backtest.Status__c === 'Failed';
    }

    get isCompleted() {
        return this.result?.backtest.Status__c === 'Completed';
    }

    get isOff() {
        return this.hint !== '' || this.isStarting || this.isRunning;
    }

    /** Why the button is off. */
    get hint() {
        if (!this.canBacktest) {
            return forbidden;
        }
        return this.rule.problems.length > 0 ? impossible : '';
    }

    get percent() {
        return this.result?.backtest.Progress__c ?? 0;
    }

    get runningText() {
        return fillIn(running, this.percent, this.result?.backtest.Signals_Judged__c ?? 0);
    }

    get resultText() {
        const { Verdicts__c: spoken = 0, Signals_Judged__c: judged = 0 } = this.result?.backtest ?? {};
        return fillIn(resultText, spoken, judged);
    }

    get counts() {
        return Object.entries(this.result?.byIntegration ?? {})
            .map(([key, count]) => ({ key, times: count }))
            .sort((one, other) => other.times - one.times);
    }

    get hasFindings() {
        return (this.result?.findings.length ?? 0) > 0;
    }

    get moreText() {
        const all = this.result?.backtest.Verdicts__c ?? 0;
        const shown = this.result?.findings.length ?? 0;
        return all > shown ? fillIn(more, shown, all) : '';
    }

    handlePeriod(event) {
        this.hours = event.detail.value;
    }

    async handleStart() {
        const { ruleId } = this.rule;
        this.isStarting = true;
        this.error = undefined;
        try {
            const backtestId = await startBacktest({ ruleId, hours: Number(this.hours) });
            if (this.isShown(ruleId)) {
                await this.read(backtestId);
            }
        } catch (error) {
            this.fail(ruleId, error);
        } finally {
            this.isStarting = false;
        }
    }

    handleRetry() {
        const id = this.result?.backtest.Id ?? this.rule.latestBacktest?.Id;
        this.error = undefined;
        if (id) {
            void this.read(id);
        }
    }

    /** Reads once, and again while it runs. What comes about a rule that was left meanwhile is dropped. */
    async read(backtestId) {
        const { ruleId } = this.shownRule;
        const wasRunning = this.isRunning || this.isStarting;
        clearTimeout(this.polling);
        try {
            const result = await getBacktest({ backtestId });
            if (this.isShown(ruleId)) {
                this.receive(result, wasRunning);
            }
        } catch (error) {
            this.fail(ruleId, error);
        }
    }

    receive(result, wasRunning) {
        this.result = result;
        this.error = undefined;
        if (this.isRunning) {
            // eslint-disable-next-line @lwc/lwc/no-async-operation -- cleared in disconnectedCallback and by the next read
            this.polling = setTimeout(() => void this.read(result.backtest.Id), POLL_MS);
        } else if (wasRunning) {
            this.dispatchEvent(new CustomEvent('changed', { detail: done }));
        }
    }

    fail(ruleId, error) {
        if (this.isShown(ruleId)) {
            this.error = error;
        }
    }

    isShown(ruleId) {
        return this.isConnected && this.shownRule.ruleId === ruleId;
    }
}
