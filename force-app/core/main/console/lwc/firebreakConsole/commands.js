import doneApproveBypass from '@salesforce/label/c.Bypass_DoneApproveBypass';
import doneEndBypass from '@salesforce/label/c.Bypass_DoneEndBypass';
import doneRequestBypass from '@salesforce/label/c.Bypass_DoneRequestBypass';
import titleRequestBypass from '@salesforce/label/c.Bypass_Title';
import titleApproveBypass from '@salesforce/label/c.Bypass_TitleApproveBypass';
import titleEndBypass from '@salesforce/label/c.Bypass_TitleEndBypass';
import doneApproveClose from '@salesforce/label/c.Close_DoneApproveClose';
import doneRequestClose from '@salesforce/label/c.Close_DoneRequestClose';
import doneRequestProbe from '@salesforce/label/c.Close_DoneRequestProbe';
import titleApproveClose from '@salesforce/label/c.Close_TitleApproveClose';
import titleRequestClose from '@salesforce/label/c.Close_TitleRequestClose';
import titleRequestProbe from '@salesforce/label/c.Close_TitleRequestProbe';
import doneCutOff from '@salesforce/label/c.CutOff_Done';
import titleCutOff from '@salesforce/label/c.CutOff_Title';
import doneApproveRestore from '@salesforce/label/c.Restore_DoneApprove';
import doneRequestRestore from '@salesforce/label/c.Restore_DoneRequest';
import titleApproveRestore from '@salesforce/label/c.Restore_TitleApprove';
import titleRequestRestore from '@salesforce/label/c.Restore_TitleRequest';
import BypassModal from 'c/bypassModal';
import CloseModal from 'c/closeModal';
import CutOffModal from 'c/cutOffModal';
import { fillIn } from 'c/labelText';
import RestoreModal from 'c/restoreModal';

const TEXTS = {
    cutOff: { title: titleCutOff, done: doneCutOff },
    requestProbe: { title: titleRequestProbe, done: doneRequestProbe },
    requestClose: { title: titleRequestClose, done: doneRequestClose },
    approveClose: { title: titleApproveClose, done: doneApproveClose },
    requestBypass: { title: titleRequestBypass, done: doneRequestBypass },
    approveBypass: { title: titleApproveBypass, done: doneApproveBypass },
    endBypass: { title: titleEndBypass, done: doneEndBypass }
};

const RESTORE_TEXTS = {
    requestRestore: { title: titleRequestRestore, done: doneRequestRestore },
    approveRestore: { title: titleApproveRestore, done: doneApproveRestore }
};

/** Opens the dialog of a command. @returns the toast to show */
export async function carryOut(command) {
    const { label } = command.breaker;
    const outcome = await openDialog(command, fillIn(TEXTS[command.action].title, label));
    return toast(outcome, fillIn(TEXTS[command.action].done, label));
}

/** Opens the dialog of a restore. @returns the toast to show */
export async function restore({ step, restores }, incident) {
    const outcome = await RestoreModal.open({
        label: fillIn(RESTORE_TEXTS[step].title, incident.name),
        size: 'small',
        step,
        restores,
        incidentId: incident.id,
        incidentName: incident.name
    });
    return toast(outcome, RESTORE_TEXTS[step].done);
}

function openDialog({ action, breaker }, label) {
    const integration = { label, integrationKey: breaker.key, integrationLabel: breaker.label };
    if (action === 'cutOff') {
        return CutOffModal.open({ ...integration, size: 'medium', isGroup: breaker.isGroup });
    }
    return action === 'requestBypass'
        ? BypassModal.open({ ...integration, size: 'small' })
        : CloseModal.open({ ...integration, size: 'small', action, probeSize: breaker.probeSize });
}

function toast(outcome, title) {
    return outcome === 'done' ? { title, variant: 'success' } : undefined;
}
