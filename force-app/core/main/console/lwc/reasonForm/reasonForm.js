import { LightningElement, api } from 'lwc';
import help from '@salesforce/label/c.Reason_Help';
import label from '@salesforce/label/c.Reason_Label';
import missing from '@salesforce/label/c.Reason_Missing';
import { reduceErrors } from 'c/errors';

/** What a dialog that changes a breaker consists of: what will happen, why, and the org's answer when it refuses. */
export default class ReasonForm extends LightningElement {
    /** Sentences that say what will happen. */
    @api sentences = [];
    /** What the last try failed with. */
    @api error;
    @api disabled = false;

    labels = { help, label };

    get messages() {
        return this.error === undefined ? [] : reduceErrors(this.error);
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
