import doneApproveClose from '@salesforce/label/c.Close_DoneApproveClose';
import doneRequestClose from '@salesforce/label/c.Close_DoneRequestClose';
import doneRequestProbe from '@salesforce/label/c.Close_DoneRequestProbe';
import titleApproveClose from '@salesforce/label/c.Close_TitleApproveClose';
import titleRequestClose from '@salesforce/label/c.Close_TitleRequestClose';
import titleRequestProbe from '@salesforce/label/c.Close_TitleRequestProbe';
import doneCutOff from '@salesforce/label/c.CutOff_Done';
import titleCutOff from '@salesforce/label/c.CutOff_Title';
import CloseModal from 'c/closeModal';
import CutOffModal from 'c/cutOffModal';
import { fillIn } from 'c/labelText';

const TEXTS = {
    cutOff: { title: titleCutOff, done: doneCutOff },
    requestProbe: { title: titleRequestProbe, done: doneRequestProbe },
    requestClose: { title: titleRequestClose, done: doneRequestClose },
    approveClose: { title: titleApproveClose, done: doneApproveClose }
};

/** Opens the dialog of a command. @returns the toast to show, or undefined when the person changed their mind */
export async function carryOut({ action, breaker }) {
    const label = fillIn(TEXTS[action].title, breaker.label);
    const integration = { label, integrationKey: breaker.key, integrationLabel: breaker.label };
    const outcome =
        action === 'cutOff'
            ? await CutOffModal.open({ ...integration, size: 'small' })
            : await CloseModal.open({ ...integration, size: 'small', action });
    return outcome === 'done' ? { title: fillIn(TEXTS[action].done, breaker.label), variant: 'success' } : undefined;
}
