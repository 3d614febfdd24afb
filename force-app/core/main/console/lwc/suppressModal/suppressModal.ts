import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import suppress from '@salesforce/apex/DetectionConsole.suppress';
import cancel from '@salesforce/label/c.Action_Cancel';
import confirm from '@salesforce/label/c.Suppress_Confirm';
import integration from '@salesforce/label/c.Suppress_Integration';
import network from '@salesforce/label/c.Suppress_Network';
import networkHelp from '@salesforce/label/c.Suppress_NetworkHelp';
import object from '@salesforce/label/c.Suppress_Object';
import objectHelp from '@salesforce/label/c.Suppress_ObjectHelp';
import title from '@salesforce/label/c.Suppress_Title';
import until from '@salesforce/label/c.Suppress_Until';
import untilHelp from '@salesforce/label/c.Suppress_UntilHelp';
import what from '@salesforce/label/c.Suppress_What';
import { fillIn } from 'c/labelText';
import { carryOutWithReason } from 'c/reasonDialog';

interface Input extends HTMLElement {
    value?: string | null;
    reportValidity(): boolean;
}

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 7;
/** The org allows ninety times twenty-four hours, and the last day counts whole. */
const MAX_DAYS = 89;

/** Lets findings of a rule pass until a day. Closes with 'done', or with nothing when the person changes their mind. */
export default class SuppressModal extends LightningModal {
    @api ruleId!: string;
    @api ruleTitle = '';
    @api integrationKeys: string[] = [];
    /** When the page was read, ISO 8601: the clock of the org, not of this computer. */
    @api asOf = '';

    labels = { cancel, confirm, integration, network, networkHelp, object, objectHelp, until, untilHelp };
    sentences = [what];
    error?: unknown;
    isSaving = false;
    chosenDay?: string;

    get heading(): string {
        return fillIn(title, this.ruleTitle);
    }

    get choices(): { label: string; value: string }[] {
        return this.integrationKeys.map((key) => ({ label: key, value: key }));
    }

    get earliestDay(): string {
        return this.dayAfter(0);
    }

    get lastDay(): string {
        return this.chosenDay ?? this.dayAfter(DEFAULT_DAYS);
    }

    get latestDay(): string {
        return this.dayAfter(MAX_DAYS);
    }

    get until(): string {
        return `${this.lastDay}T23:59:59.000Z`;
    }

    handleDay(event: CustomEvent<{ value: string }>): void {
        this.chosenDay = event.detail.value;
    }

    handleCancel(): void {
        this.close();
    }

    async handleConfirm(): Promise<void> {
        const inputs = [...(this.template?.querySelectorAll<Input>('[data-field]') ?? [])];
        // Not every(): each of them shall tell what is wrong with it.
        if (inputs.filter((input) => !input.reportValidity()).length > 0) {
            return;
        }
        const entries = inputs.map(({ dataset, value }) => [dataset.field, String(value ?? '').trim()]);
        const fields = Object.fromEntries(entries.filter(([, value]) => value !== '')) as Record<string, string>;
        const isDone = await carryOutWithReason(this, (reason) =>
            suppress({
                suppression: { ...fields, Rule_Id__c: this.ruleId, Expires_At__c: this.until, Reason__c: reason }
            })
        );
        if (isDone) {
            this.close('done');
        }
    }

    private dayAfter(days: number): string {
        return new Date(Date.parse(this.asOf) + days * DAY_MS).toISOString().slice(0, 10);
    }
}
