import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import requestBypass from '@salesforce/apex/ConsoleController.requestBypass';
import cancel from '@salesforce/label/c.Action_Cancel';
import confirm from '@salesforce/label/c.Action_RequestBypass';
import minutesLabel from '@salesforce/label/c.Bypass_Minutes';
import second from '@salesforce/label/c.Bypass_Second';
import title from '@salesforce/label/c.Bypass_Title';
import usernameLabel from '@salesforce/label/c.Bypass_User';
import what from '@salesforce/label/c.Bypass_What';
import { fillIn } from 'c/labelText';
import { carryOutWithReason } from 'c/reasonDialog';

const DEFAULT_MINUTES = 30;
const MAX_MINUTES = 240;

/** Asks to let one person pass a cut. Closes with 'done', or with nothing when the person changes their mind. */
export default class BypassModal extends LightningModal {
    @api integrationKey;
    @api integrationLabel;

    labels = { cancel, confirm, minutes: minutesLabel, username: usernameLabel };
    limits = { minutes: DEFAULT_MINUTES, max: MAX_MINUTES };
    error;
    isSaving = false;

    get heading() {
        return fillIn(title, this.integrationLabel);
    }

    get sentences() {
        return [fillIn(what, this.integrationLabel), second];
    }

    handleCancel() {
        this.close();
    }

    async handleConfirm() {
        const [username, minutes] = [this.read('username'), this.read('minutes')];
        if (username === undefined || minutes === undefined) {
            return;
        }
        const asked = { key: this.integrationKey, username, minutes: Number(minutes) };
        if (await carryOutWithReason(this, (reason) => requestBypass({ ...asked, reason }))) {
            this.close('done');
        }
    }

    /** @returns what was entered, or undefined after having told the person what is wrong with it */
    read(name) {
        const input = this.template?.querySelector(`lightning-input[data-name="${name}"]`);
        return input?.reportValidity() ? String(input.value ?? '').trim() : undefined;
    }
}
