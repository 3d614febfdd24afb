import failed from '@salesforce/label/c.Levers_Failed';
import next from '@salesforce/label/c.Levers_Next';
import notAvailable from '@salesforce/label/c.Levers_NotAvailable';
import notNeeded from '@salesforce/label/c.Levers_NotNeeded';
import notProven from '@salesforce/label/c.Levers_NotProven';
import planned from '@salesforce/label/c.Levers_Planned';
import proven from '@salesforce/label/c.Levers_Proven';
import { fillIn } from 'c/labelText';
import type { ConsoleAction } from 'firebreak/console';

export interface LeverRow {
    action: ConsoleAction;
    id: string;
    proof: string;
    icon: string;
    iconVariant: string;
    lastStepAt?: string;
    result: string;
    next: string;
}

interface Proof {
    proof: string;
    icon: string;
    iconVariant: string;
}

export function toRow(action: ConsoleAction): LeverRow {
    return {
        action,
        id: action.id,
        ...proofOf(action),
        lastStepAt: action.verifiedAt ?? action.actedAt ?? action.startedAt,
        result: resultOf(action),
        next: action.nextLever ? fillIn(next, action.nextLever) : ''
    };
}

/** A lever counts as proven only by what a re-query found, whatever its status says. */
function proofOf({ status, verified }: ConsoleAction): Proof {
    if (status === 'Failed') {
        return { proof: failed, icon: 'utility:error', iconVariant: 'error' };
    }
    if (status === 'NotAvailable') {
        return { proof: notAvailable, icon: 'utility:ban', iconVariant: 'error' };
    }
    if (status === 'NotNeeded') {
        return { proof: notNeeded, icon: 'utility:dash', iconVariant: '' };
    }
    if (verified) {
        return { proof: proven, icon: 'utility:success', iconVariant: 'success' };
    }
    return status === 'Planned' || status === 'Ordered'
        ? { proof: planned, icon: 'utility:clock', iconVariant: '' }
        : { proof: notProven, icon: 'utility:warning', iconVariant: 'warning' };
}

function resultOf({ result, errorCode }: ConsoleAction): string {
    const text = result ?? '';
    return errorCode && !text.includes(errorCode) ? `${errorCode}: ${text}` : text;
}
