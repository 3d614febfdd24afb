import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import approveRestore from '@salesforce/apex/ConsoleController.approveRestore';
import requestRestore from '@salesforce/apex/ConsoleController.requestRestore';
import confirmApprove from '@salesforce/label/c.Action_ApproveRestore';
import confirmRequest from '@salesforce/label/c.Action_RequestRestore';
import cancel from '@salesforce/label/c.Action_Cancel';
import titleApprove from '@salesforce/label/c.Restore_TitleApprove';
import titleRequest from '@salesforce/label/c.Restore_TitleRequest';
import whatApprove from '@salesforce/label/c.Restore_WhatApprove';
import whatRequest from '@salesforce/label/c.Restore_WhatRequest';
import { fillIn } from 'c/labelText';

const STEPS = {
    requestRestore: { title: titleRequest, what: whatRequest, confirm: confirmRequest, carryOut: requestRestore },
    approveRestore: { title: titleApprove, what: whatApprove, confirm: confirmApprove, carryOut: approveRestore }
};

/** Gives back what levers took, one step at a time. Closes with 'done', or with nothing when the person changes their mind. */
export default class RestoreModal extends LightningModal {
    @api step = 'requestRestore';
    @api incidentId;
    @api incidentName;
    @api restores = [];

    labels = { cancel };
    error;
    isSaving = false;

    get heading() {
        return fillIn(STEPS[this.step].title, this.incidentName);
    }

    get sentences() {
        return [fillIn(STEPS[this.step].what, this.restores.map(({ label }) => label).join(', '))];
    }

    get confirmLabel() {
        return STEPS[this.step].confirm;
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
            const actionIds = this.restores.map(({ id }) => id);
            await STEPS[this.step].carryOut({ incidentId: this.incidentId, actionIds, reason });
            this.close('done');
        } catch (error) {
            this.error = error;
        } finally {
            this.isSaving = false;
        }
    }
}
