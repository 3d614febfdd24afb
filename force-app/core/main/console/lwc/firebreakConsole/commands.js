import doneRequestBypass from '@salesforce/label/c.Bypass_DoneRequestBypass';
import titleRequestBypass from '@salesforce/label/c.Bypass_Title';
import doneCutOff from '@salesforce/label/c.CutOff_Done';
import titleCutOff from '@salesforce/label/c.CutOff_Title';
import BypassModal from 'c/bypassModal';
import CutOffModal from 'c/cutOffModal';
import { fillIn } from 'c/labelText';
import ReasonModal from 'c/reasonModal';
import { BREAKER_STEPS, RESTORE_STEPS } from './breakerSteps';

/** Opens the dialog of a command. @returns the toast to show */
export function carryOut({ action, breaker }) {
    if (action === 'cutOff') {
        return cutOff(breaker);
    }
    return action === 'requestBypass' ? requestBypass(breaker) : takeStep(action, breaker);
}

/** Opens the dialog of a restore. @returns the toast to show */
export async function restore({ step, restores }, incident) {
    const { title, what, confirm, done, carryOut: ask } = RESTORE_STEPS[step];
    const heading = fillIn(title, incident.name);
    const outcome = await ReasonModal.open({
        label: heading,
        size: 'small',
        heading,
        sentences: [fillIn(what, restores.map(({ label }) => label).join(', '))],
        confirmLabel: confirm,
        carryOut: (reason) => ask({ incidentId: incident.id, actionIds: restores.map(({ id }) => id), reason })
    });
    return toast(outcome, done);
}

async function cutOff({ key, label, isGroup }) {
    const heading = fillIn(titleCutOff, label);
    const outcome = await CutOffModal.open({
        label: heading,
        size: 'medium',
        integrationKey: key,
        integrationLabel: label,
        isGroup
    });
    return toast(outcome, fillIn(doneCutOff, label));
}

async function requestBypass({ key, label }) {
    const heading = fillIn(titleRequestBypass, label);
    const outcome = await BypassModal.open({
        label: heading,
        size: 'small',
        integrationKey: key,
        integrationLabel: label
    });
    return toast(outcome, fillIn(doneRequestBypass, label));
}

async function takeStep(step, { key, label, probeSize }) {
    const { title, what, confirm, done, carryOut: ask } = BREAKER_STEPS[step];
    const heading = fillIn(title, label);
    const outcome = await ReasonModal.open({
        label: heading,
        size: 'small',
        heading,
        sentences: [fillIn(what, label, probeSize ?? 1)],
        confirmLabel: confirm,
        carryOut: (reason) => ask({ key, reason })
    });
    return toast(outcome, fillIn(done, label));
}

function toast(outcome, title) {
    return outcome === 'done' ? { title, variant: 'success' } : undefined;
}
