import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import cancel from '@salesforce/label/c.Action_Cancel';
import { fillIn } from 'c/labelText';
import type ReasonForm from 'c/reasonForm';
import { CLOSE_STEPS } from './closeActions';
import type { CloseAction } from './closeActions';

/** Brings an integration back, one step at a time. Closes with 'done', or with nothing when the person changes their mind. */
export default class CloseModal extends LightningModal {
    @api action: CloseAction = 'requestClose';
    @api integrationKey!: string;
    @api integrationLabel!: string;
    /** How many calls a probe lets pass. */
    @api probeSize?: number;

    labels = { cancel };
    error?: unknown;
    isSaving = false;

    get heading(): string {
        return fillIn(CLOSE_STEPS[this.action].title, this.integrationLabel);
    }

    get sentences(): string[] {
        return [fillIn(CLOSE_STEPS[this.action].what, this.integrationLabel, this.probeSize ?? 1)];
    }

    get confirmLabel(): string {
        return CLOSE_STEPS[this.action].confirm;
    }

    handleCancel(): void {
        this.close();
    }

    async handleConfirm(): Promise<void> {
        const reason = this.template?.querySelector<HTMLElement & ReasonForm>('c-reason-form')?.readReason();
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
