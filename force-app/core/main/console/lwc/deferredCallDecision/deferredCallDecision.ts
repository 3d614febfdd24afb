import { LightningElement, api } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import decide from '@salesforce/apex/DeferredCallController.decide';
import cancel from '@salesforce/label/c.Action_Cancel';
import again from '@salesforce/label/c.DeferredCall_Again';
import discard from '@salesforce/label/c.DeferredCall_Discard';
import doneAgain from '@salesforce/label/c.DeferredCall_DoneAgain';
import doneDiscard from '@salesforce/label/c.DeferredCall_DoneDiscard';
import title from '@salesforce/label/c.DeferredCall_Title';
import what from '@salesforce/label/c.DeferredCall_What';
import { carryOutWithReason } from 'c/reasonDialog';

/** Sends a queued call that was given up once more, or discards it, after a person has said why. */
export default class DeferredCallDecision extends LightningElement {
    @api recordId!: string;

    labels = { again, cancel, discard, title };
    sentences = [what];
    error?: unknown;
    isSaving = false;

    handleCancel(): void {
        this.dispatchEvent(new CloseActionScreenEvent());
    }

    handleAgain(): Promise<void> {
        return this.decide(false, doneAgain);
    }

    handleDiscard(): Promise<void> {
        return this.decide(true, doneDiscard);
    }

    private async decide(isDiscarded: boolean, done: string): Promise<void> {
        const isDone = await carryOutWithReason(this, async (reason) => {
            await decide({ callId: this.recordId, discard: isDiscarded, reason });
            await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
        });
        if (isDone) {
            this.dispatchEvent(new ShowToastEvent({ title: done, variant: 'success' }));
            this.dispatchEvent(new CloseActionScreenEvent());
        }
    }
}
