import { LightningElement, api } from 'lwc';
import retry from '@salesforce/label/c.Error_Retry';
import title from '@salesforce/label/c.Error_Title';
import unknown from '@salesforce/label/c.Error_Unknown';
import { reduceErrors } from 'c/errors';

/**
 * Errors in the org's own words.
 * @fires retry when the person wants to try again
 */
export default class ErrorPanel extends LightningElement {
    /** Whatever a wire or an Apex call failed with. */
    @api error;

    labels = { title, retry };

    get messages() {
        const messages = reduceErrors(this.error);
        return messages.length > 0 ? messages : [unknown];
    }

    handleRetry() {
        this.dispatchEvent(new CustomEvent('retry'));
    }
}
