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
import type { ConsoleBacktest, ConsoleRuleDetail } from 'firebreak/console';

const POLL_MS = 2_000;
const PERIODS = [
    { label: day, value: '24' },
    { label: week, value: '168' },
    { label: month, value: '720' }
];

interface Count {
    key: string;
    times: number;
}

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
    result?: ConsoleBacktest;
    error?: unknown;
    isStarting = false;

    private shownRule!: ConsoleRuleDetail;
    private polling?: ReturnType<typeof setTimeout>;

    @api
    get rule(): ConsoleRuleDetail {
        return this.shownRule;
    }

    set rule(value: ConsoleRuleDetail) {
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

    override disconnectedCallback(): void {
        clearTimeout(this.polling);
    }

    get isRunning(): boolean {
        return this.result?.backtest.Status__c === 'Running';
    }

    get isFailed(): boolean {
        return this.result?.backtest.Status__c === 'Failed';
    }

    get isCompleted(): boolean {
        return this.result?.backtest.Status__c === 'Completed';
    }

    get isOff(): boolean {
        return this.hint !== '' || this.isStarting || this.isRunning;
    }

    /** Why the button is off. */
    get hint(): string {
        if (!this.canBacktest) {
            return forbidden;
        }
        return this.rule.problems.length > 0 ? impossible : '';
    }

    get percent(): number {
        return this.result?.backtest.Progress__c ?? 0;
    }

    get runningText(): string {
        return fillIn(running, this.percent, this.result?.backtest.Signals_Judged__c ?? 0);
    }

    get resultText(): string {
        const { Verdicts__c: spoken = 0, Signals_Judged__c: judged = 0 } = this.result?.backtest ?? {};
        return fillIn(resultText, spoken, judged);
    }

    get counts(): Count[] {
        return Object.entries(this.result?.byIntegration ?? {})
            .map(([key, count]) => ({ key, times: count }))
            .sort((one, other) => other.times - one.times);
    }

    get hasFindings(): boolean {
        return (this.result?.findings.length ?? 0) > 0;
    }

    get moreText(): string {
        const all = this.result?.backtest.Verdicts__c ?? 0;
        const shown = this.result?.findings.length ?? 0;
        return all > shown ? fillIn(more, shown, all) : '';
    }

    handlePeriod(event: CustomEvent<{ value: string }>): void {
        this.hours = event.detail.value;
    }

    async handleStart(): Promise<void> {
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

    handleRetry(): void {
        const id = this.result?.backtest.Id ?? this.rule.latestBacktest?.Id;
        this.error = undefined;
        if (id) {
            void this.read(id);
        }
    }

    /** Reads once, and again while it runs. What comes about a rule that was left meanwhile is dropped. */
    private async read(backtestId: string): Promise<void> {
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

    private receive(result: ConsoleBacktest, wasRunning: boolean): void {
        this.result = result;
        this.error = undefined;
        if (this.isRunning) {
            // eslint-disable-next-line @lwc/lwc/no-async-operation -- cleared in disconnectedCallback and by the next read
            this.polling = setTimeout(() => void this.read(result.backtest.Id), POLL_MS);
        } else if (wasRunning) {
            this.dispatchEvent(new CustomEvent('changed', { detail: done }));
        }
    }

    private fail(ruleId: string, error: unknown): void {
        if (this.isShown(ruleId)) {
            this.error = error;
        }
    }

    private isShown(ruleId: string): boolean {
        return this.isConnected && this.shownRule.ruleId === ruleId;
    }
}
