import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import cancel from '@salesforce/label/c.Action_Cancel';
import { fillIn } from 'c/labelText';
import { CLOSE_STEPS } from './closeActions';

/** Brings an integration back, one step at a time. Closes with 'done', or with nothing when the person changes their mind. */
export default class CloseModal extends LightningModal {
    @api action = 'requestClose';
    @api integrationKey;
    @api integrationLabel;
    /** How many calls a probe lets pass. */
    @api probeSize;

    labels = { cancel };
    error;
    isSaving = false;

    get heading() {
        return fillIn(CLOSE_STEPS[this.action].title, this.integrationLabel);
    }

    get sentences() {
        return [fillIn(CLOSE_STEPS[this.action].what, this.integrationLabel, this.probeSize ?? 1)];
    }

    get confirmLabel() {
        return CLOSE_STEPS[this.action].confirm;
    }

    handleCancel() {
        this.close();
    }

    async handleConfirm() {
        const reason = this.template?.querySelector('c-reason-form')?.readReason();
        if (reason === undefined) {
            return;
        }
        this.isSaving = true;
        try {
            await CLOSE_STEPS[this.action].carryOut({ key: this.integrationKey, reason });
            this.close('done');
        } catch (error) {
            this.error = error;
        } finally {
            this.isSaving = false;
        }
    }
}
