import { LightningElement, api } from 'lwc';
import help from '@salesforce/label/c.Reason_Help';
import label from '@salesforce/label/c.Reason_Label';
import missing from '@salesforce/label/c.Reason_Missing';
import { reduceErrors } from 'c/errors';

/** What a dialog that changes a breaker consists of: what will happen, why, and the org's answer when it refuses. */
export default class ReasonForm extends LightningElement {
    /** Sentences that say what will happen. */
    @api sentences = [];
    @api disabled = false;

    labels = { help, label };

    refusal;
    isFocusDue = false;

    /** What the last try failed with. */
    @api
    get error() {
        return this.refusal;
    }

    set error(value) {
        this.refusal = value;
        this.isFocusDue = value !== undefined;
    }

    /** The button that was pressed was disabled meanwhile, which loses the focus, and with it Escape and the way on by keyboard. */
    renderedCallback() {
        if (this.isFocusDue && !this.disabled) {
            this.isFocusDue = false;
            this.template?.querySelector('lightning-textarea')?.focus();
        }
    }

    get messages() {
        return this.refusal === undefined ? [] : reduceErrors(this.refusal);
    }

    get hasMessages() {
        return this.messages.length > 0;
    }

    /** @returns the reason, or undefined after having told the person that it is missing */
    @api
    readReason() {
        const textArea = this.template?.querySelector('lightning-textarea');
        const reason = textArea?.value?.trim() ?? '';
        textArea?.setCustomValidity(reason === '' ? missing : '');
        textArea?.reportValidity();
        return reason === '' ? undefined : reason;
    }
}
