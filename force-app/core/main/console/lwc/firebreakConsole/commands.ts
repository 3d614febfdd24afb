import doneRequestBypass from '@salesforce/label/c.Bypass_DoneRequestBypass';
import titleRequestBypass from '@salesforce/label/c.Bypass_Title';
import doneCutOff from '@salesforce/label/c.CutOff_Done';
import titleCutOff from '@salesforce/label/c.CutOff_Title';
import type { BreakerCommand } from 'c/breakerBoard';
import BypassModal from 'c/bypassModal';
import CutOffModal from 'c/cutOffModal';
import { fillIn } from 'c/labelText';
import ReasonModal from 'c/reasonModal';
import type { RestoreCommand } from 'c/restorePanel';
import type { ConsoleBreaker, ConsoleIncident } from 'firebreak/console';
import { BREAKER_STEPS, RESTORE_STEPS } from './breakerSteps';
import type { BreakerStep } from './breakerSteps';

/** What to show when a dialog is done; nothing when the person changed their mind. */
type Toast = { title: string; variant: 'success' } | undefined;

/** Opens the dialog of a command. @returns the toast to show */
export function carryOut({ action, breaker }: BreakerCommand): Promise<Toast> {
    if (action === 'cutOff') {
        return cutOff(breaker);
    }
    return action === 'requestBypass' ? requestBypass(breaker) : takeStep(action, breaker);
}

/** Opens the dialog of a restore. @returns the toast to show */
export async function restore({ step, restores }: RestoreCommand, incident: ConsoleIncident): Promise<Toast> {
    const { title, what, confirm, done, carryOut: ask } = RESTORE_STEPS[step];
    const heading = fillIn(title, incident.name);
    const outcome = await ReasonModal.open({
        label: heading,
        size: 'small',
        heading,
        sentences: [fillIn(what, restores.map(({ label }) => label).join(', '))],
        confirmLabel: confirm,
        carryOut: (reason: string) => ask({ incidentId: incident.id, actionIds: restores.map(({ id }) => id), reason })
    });
    return toast(outcome, done);
}

async function cutOff({ key, label, isGroup }: ConsoleBreaker): Promise<Toast> {
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

async function requestBypass({ key, label }: ConsoleBreaker): Promise<Toast> {
    const heading = fillIn(titleRequestBypass, label);
    const outcome = await BypassModal.open({
        label: heading,
        size: 'small',
        integrationKey: key,
        integrationLabel: label
    });
    return toast(outcome, fillIn(doneRequestBypass, label));
}

async function takeStep(step: BreakerStep, { key, label, probeSize }: ConsoleBreaker): Promise<Toast> {
    const { title, what, confirm, done, carryOut: ask } = BREAKER_STEPS[step];
    const heading = fillIn(title, label);
    const outcome = await ReasonModal.open({
        label: heading,
        size: 'small',
        heading,
        sentences: [fillIn(what, label, probeSize ?? 1)],
        confirmLabel: confirm,
        carryOut: (reason: string) => ask({ key, reason })
    });
    return toast(outcome, fillIn(done, label));
}

function toast(outcome: unknown, title: string): Toast {
    return outcome === 'done' ? { title, variant: 'success' } : undefined;
}
