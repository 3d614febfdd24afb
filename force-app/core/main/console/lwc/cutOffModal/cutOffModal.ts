import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import cutOff from '@salesforce/apex/ConsoleController.cutOff';
import cancel from '@salesforce/label/c.Action_Cancel';
import confirm from '@salesforce/label/c.Action_CutOff';
import back from '@salesforce/label/c.CutOff_Back';
import title from '@salesforce/label/c.CutOff_Title';
import what from '@salesforce/label/c.CutOff_What';
import { fillIn } from 'c/labelText';
import type ReasonForm from 'c/reasonForm';

/** Cuts an integration off. Closes with 'done', or with nothing when the person changes their mind. */
export default class CutOffModal extends LightningModal {
    @api integrationKey!: string;
    @api integrationLabel!: string;

    labels = { cancel, confirm };
    error?: unknown;
    isSaving = false;

    get heading(): string {
        return fillIn(title, this.integrationLabel);
    }

    get sentences(): string[] {
        return [fillIn(what, this.integrationLabel), back];
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
            await cutOff({ integrationKey: this.integrationKey, reason });
            this.close('done');
        } catch (error) {
            this.error = error;
        } finally {
            this.isSaving = false;
        }
    }
}
