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

/** Sends a queued call that was given up once more, or discards it, after a person has said why. */
export default class DeferredCallDecision extends LightningElement {
    @api recordId;

    labels = { again, cancel, discard, title };
    sentences = [what];
    error;
    isSaving = false;

    handleCancel() {
        this.dispatchEvent(new CloseActionScreenEvent());
    }

    handleAgain() {
        return this.decide(false, doneAgain);
    }

    handleDiscard() {
        return this.decide(true, doneDiscard);
    }

    async decide(isDiscarded, done) {
        const reason = this.template?.querySelector('c-reason-form')?.readReason();
        if (reason === undefined) {
            return;
        }
        this.isSaving = true;
        try {
            await decide({ callId: this.recordId, discard: isDiscarded, reason });
            await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
            this.dispatchEvent(new ShowToastEvent({ title: done, variant: 'success' }));
            this.dispatchEvent(new CloseActionScreenEvent());
        } catch (error) {
            this.error = error;
        } finally {
            this.isSaving = false;
        }
    }
}
