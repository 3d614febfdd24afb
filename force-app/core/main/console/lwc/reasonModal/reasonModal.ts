import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import cancel from '@salesforce/label/c.Action_Cancel';
import { carryOutWithReason } from 'c/reasonDialog';

/** Asks for a reason and carries something out with it. Closes with 'done', or with nothing when the person changes their mind. */
export default class ReasonModal extends LightningModal {
    @api heading = '';
    /** Sentences that say what will happen. */
    @api sentences: string[] = [];
    /** What the button says. */
    @api confirmLabel = '';
    @api variant: 'brand' | 'destructive' = 'brand';
    /** Asks the org; what it rejects with is shown. */
    @api carryOut!: (reason: string) => Promise<unknown>;

    labels = { cancel };
    error?: unknown;
    isSaving = false;

    handleCancel(): void {
        this.close();
    }

    async handleConfirm(): Promise<void> {
        if (await carryOutWithReason(this, this.carryOut)) {
            this.close('done');
        }
    }
}
