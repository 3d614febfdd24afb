import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import cutOff from '@salesforce/apex/ConsoleController.cutOff';
import previewCutOff from '@salesforce/apex/ConsoleController.previewCutOff';
import cancel from '@salesforce/label/c.Action_Cancel';
import confirm from '@salesforce/label/c.Action_CutOff';
import back from '@salesforce/label/c.CutOff_Back';
import title from '@salesforce/label/c.CutOff_Title';
import what from '@salesforce/label/c.CutOff_What';
import whatGroup from '@salesforce/label/c.CutOff_WhatGroup';
import { fillIn } from 'c/labelText';
import { carryOutWithReason } from 'c/reasonDialog';
import type { ConsolePreview } from 'firebreak/console';

/**
 * Cuts an integration or a group off, after showing who and what stops. Closes with 'done', or with nothing when the person changes
 * their mind.
 */
export default class CutOffModal extends LightningModal {
    @api integrationKey!: string;
    @api integrationLabel!: string;
    @api isGroup = false;

    labels = { cancel, confirm };
    error?: unknown;
    isSaving = false;
    preview?: ConsolePreview;
    isPreviewFailed = false;

    override connectedCallback(): void {
        void this.readPreview();
    }

    get heading(): string {
        return fillIn(title, this.integrationLabel);
    }

    get sentences(): string[] {
        return [fillIn(this.isGroup ? whatGroup : what, this.integrationLabel), back];
    }

    handleCancel(): void {
        this.close();
    }

    async handleConfirm(): Promise<void> {
        if (await carryOutWithReason(this, (reason) => cutOff({ key: this.integrationKey, reason }))) {
            this.close('done');
        }
    }

    private async readPreview(): Promise<void> {
        try {
            this.preview = await previewCutOff({ key: this.integrationKey });
        } catch {
            // The preview says so itself; an emergency must not wait for it.
            this.isPreviewFailed = true;
        }
    }
}
