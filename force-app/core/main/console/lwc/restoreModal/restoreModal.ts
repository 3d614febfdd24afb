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
import type ReasonForm from 'c/reasonForm';
import type { RestoreStep } from 'c/restorePanel';
import type { ConsoleRestore } from 'firebreak/console';

const STEPS = {
    requestRestore: { title: titleRequest, what: whatRequest, confirm: confirmRequest, carryOut: requestRestore },
    approveRestore: { title: titleApprove, what: whatApprove, confirm: confirmApprove, carryOut: approveRestore }
};

/** Gives back what levers took, one step at a time. Closes with 'done', or with nothing when the person changes their mind. */
export default class RestoreModal extends LightningModal {
    @api step: RestoreStep = 'requestRestore';
    @api incidentId!: string;
    @api incidentName!: string;
    @api restores: ConsoleRestore[] = [];

    labels = { cancel };
    error?: unknown;
    isSaving = false;

    get heading(): string {
        return fillIn(STEPS[this.step].title, this.incidentName);
    }

    get sentences(): string[] {
        return [fillIn(STEPS[this.step].what, this.restores.map(({ label }) => label).join(', '))];
    }

    get confirmLabel(): string {
        return STEPS[this.step].confirm;
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
