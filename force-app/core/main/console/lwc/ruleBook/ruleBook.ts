import { LightningElement, wire } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { refreshApex } from '@salesforce/apex';
import getRule from '@salesforce/apex/DetectionConsole.getRule';
import getRules from '@salesforce/apex/DetectionConsole.getRules';
import asOf from '@salesforce/label/c.Console_AsOf';
import about from '@salesforce/label/c.Rules_About';
import choose from '@salesforce/label/c.Rules_Choose';
import loading from '@salesforce/label/c.Rules_Loading';
import title from '@salesforce/label/c.Rules_PageTitle';
import type { ConsoleRuleDetail, ConsoleRulebook } from 'firebreak/console';
import type { ApexError, WireResult } from 'salesforce/apex';

/** The deployment that changes a rule takes seconds to minutes, and nothing tells the page when it has ended. */
const WAIT_MS = 3_000;

/** Detection rules: choose one, see what it says, try it on the past, decide how far it goes and what passes. */
export default class RuleBook extends LightningElement {
    book?: ConsoleRulebook;
    bookError?: ApexError;
    rule?: ConsoleRuleDetail;
    ruleError?: ApexError;
    ruleId?: string;
    labels = { about, asOf, choose, loading, title };

    private bookResult?: WireResult<ConsoleRulebook>;
    private ruleResult?: WireResult<ConsoleRuleDetail>;
    private isMoveDue = false;
    private waiting?: ReturnType<typeof setTimeout>;

    @wire(getRules)
    receiveRules(result: WireResult<ConsoleRulebook>): void {
        this.bookResult = result;
        this.bookError = result.error;
        if (result.data) {
            this.book = result.data;
            this.ruleId ??= result.data.rules[0]?.ruleId;
        }
    }

    @wire(getRule, { ruleId: '$ruleId' })
    receiveRule(result: WireResult<ConsoleRuleDetail>): void {
        this.ruleResult = result;
        this.ruleError = result.error;
        if (result.data) {
            this.rule = result.data;
            this.waitForChange();
        }
    }

    /** A rule from the end of the list is shown at the top of the page, where the person would have to look for it. */
    override renderedCallback(): void {
        const card = this.isMoveDue ? this.template?.querySelector('c-rule-card') : undefined;
        if (card) {
            this.isMoveDue = false;
            const { top } = card.getBoundingClientRect();
            if (top < 0 || top > window.innerHeight / 2) {
                card.scrollIntoView();
            }
        }
    }

    override disconnectedCallback(): void {
        clearTimeout(this.waiting);
    }

    get error(): ApexError | undefined {
        return this.bookError ?? this.ruleError;
    }

    get isLoading(): boolean {
        return !this.book && !this.bookError;
    }

    get isRuleLoading(): boolean {
        return this.ruleId !== undefined && !this.shownRule && !this.ruleError;
    }

    /** The chosen rule; nothing while its predecessor is still what was read last. */
    get shownRule(): ConsoleRuleDetail | undefined {
        return this.rule?.ruleId === this.ruleId ? this.rule : undefined;
    }

    handleChoose(event: CustomEvent<string>): void {
        this.ruleId = event.detail;
        this.isMoveDue = true;
    }

    /** Something about the rule is different now; with a text when a person did it. */
    async handleChanged(event: CustomEvent<string | undefined>): Promise<void> {
        if (event.detail) {
            this.dispatchEvent(new ShowToastEvent({ title: event.detail, variant: 'success' }));
        }
        await this.readAgain();
    }

    handleRetry(): void {
        void this.readAgain();
    }

    private async readAgain(): Promise<void> {
        const results = [this.bookResult, this.ruleId === undefined ? undefined : this.ruleResult];
        // What cannot be read shows itself through its wire.
        await Promise.allSettled(results.flatMap((result) => (result ? refreshApex(result) : [])));
    }

    private waitForChange(): void {
        clearTimeout(this.waiting);
        if (this.rule?.changes[0]?.Status__c === 'Ordered') {
            // eslint-disable-next-line @lwc/lwc/no-async-operation -- cleared in disconnectedCallback
            this.waiting = setTimeout(() => void this.readAgain(), WAIT_MS);
        }
    }
}
