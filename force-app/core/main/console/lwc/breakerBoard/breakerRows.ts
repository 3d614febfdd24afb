import approveBypass from '@salesforce/label/c.Action_ApproveBypass';
import approveClose from '@salesforce/label/c.Action_ApproveClose';
import cutOff from '@salesforce/label/c.Action_CutOff';
import endBypass from '@salesforce/label/c.Action_EndBypass';
import requestBypass from '@salesforce/label/c.Action_RequestBypass';
import requestClose from '@salesforce/label/c.Action_RequestClose';
import requestProbe from '@salesforce/label/c.Action_RequestProbe';
import actionFor from '@salesforce/label/c.Breakers_ActionFor';
import by from '@salesforce/label/c.Breakers_By';
import bypassAsked from '@salesforce/label/c.Bypass_Asked';
import bypassOpen from '@salesforce/label/c.Bypass_Open';
import closeRequested from '@salesforce/label/c.Breakers_CloseRequested';
import group from '@salesforce/label/c.Breakers_Group';
import inFlight from '@salesforce/label/c.Breakers_InFlight';
import probe from '@salesforce/label/c.Breakers_Probe';
import stoppedBy from '@salesforce/label/c.Breakers_StoppedBy';
import closed from '@salesforce/label/c.State_CLOSED';
import disabled from '@salesforce/label/c.State_DISABLED';
import halfOpen from '@salesforce/label/c.State_HALF_OPEN';
import isolated from '@salesforce/label/c.State_ISOLATED';
import open from '@salesforce/label/c.State_OPEN';
import shadow from '@salesforce/label/c.State_SHADOW';
import unknown from '@salesforce/label/c.State_UNKNOWN';
import { fillIn } from 'c/labelText';
import type { BreakerState, ConsoleBreaker, ConsoleBypass, ConsoleViewer } from 'firebreak/console';

export type BreakerAction =
    'cutOff' | 'requestProbe' | 'requestClose' | 'approveClose' | 'requestBypass' | 'approveBypass' | 'endBypass';

interface ActionButton {
    action: BreakerAction;
    label: string;
    accessibleName: string;
    variant: string;
}

export interface BreakerRow {
    breaker: ConsoleBreaker;
    key: string;
    origin: string;
    stateText: string;
    stateClass: string;
    changedBy: string;
    closeRequest: string;
    stoppedBy: string;
    probe: string;
    inFlight: string;
    bypass: string;
    bypassEndsAt?: string;
    buttons: ActionButton[];
    hasButtons: boolean;
}

const STATES: Record<BreakerState, { text: string; theme: string }> = {
    CLOSED: { text: closed, theme: 'slds-theme_success' },
    OPEN: { text: open, theme: 'slds-theme_error' },
    ISOLATED: { text: isolated, theme: 'slds-theme_error' },
    HALF_OPEN: { text: halfOpen, theme: 'slds-theme_warning' },
    SHADOW: { text: shadow, theme: 'slds-badge_inverse' },
    DISABLED: { text: disabled, theme: 'slds-badge_inverse' },
    UNKNOWN: { text: unknown, theme: 'slds-theme_error' }
};

const BUTTONS: Record<BreakerAction, { label: string; variant: string }> = {
    cutOff: { label: cutOff, variant: 'destructive' },
    requestProbe: { label: requestProbe, variant: 'neutral' },
    requestClose: { label: requestClose, variant: 'neutral' },
    approveClose: { label: approveClose, variant: 'brand' },
    requestBypass: { label: requestBypass, variant: 'neutral' },
    approveBypass: { label: approveBypass, variant: 'destructive-text' },
    endBypass: { label: endBypass, variant: 'brand' }
};

export function toRow(breaker: ConsoleBreaker, viewer: ConsoleViewer): BreakerRow {
    const state = STATES[breaker.state];
    const buttons = actionsOf(breaker, viewer).map((action) => ({
        action,
        ...BUTTONS[action],
        accessibleName: fillIn(actionFor, BUTTONS[action].label, breaker.label)
    }));
    return {
        breaker,
        key: breaker.key,
        origin: originOf(breaker),
        stateText: state.text,
        stateClass: `slds-badge ${state.theme}`,
        changedBy: breaker.changedBy ? fillIn(by, breaker.changedBy) : '',
        closeRequest: breaker.closeRequestedBy
            ? fillIn(closeRequested, breaker.closeRequestedBy, breaker.closeReason ?? '')
            : '',
        stoppedBy: breaker.stoppedBy ? fillIn(stoppedBy, breaker.stoppedBy) : '',
        probe: probeOf(breaker),
        inFlight: breaker.inFlight ? fillIn(inFlight, breaker.inFlight) : '',
        bypass: bypassOf(breaker.bypass),
        bypassEndsAt: breaker.bypass?.endsAt,
        buttons,
        hasButtons: buttons.length > 0
    };
}

function originOf({ vendor, kind, isGroup }: ConsoleBreaker): string {
    return isGroup ? fillIn(group, kind ?? '') : [vendor, kind].filter(Boolean).join(' · ');
}

function probeOf({ state, probeRemaining = 0, probeSize }: ConsoleBreaker): string {
    return state === 'HALF_OPEN' && probeSize ? fillIn(probe, Math.max(0, probeSize - probeRemaining), probeSize) : '';
}

function bypassOf(bypass?: ConsoleBypass): string {
    if (!bypass) {
        return '';
    }
    const { endsAt, minutes, passes, person = '', reason = '', requestedBy = '' } = bypass;
    return endsAt
        ? fillIn(bypassOpen, person, reason, passes)
        : fillIn(bypassAsked, requestedBy, person, minutes ?? 0, reason);
}

/** The commands the state allows and the viewer may give. Who asked to close is not left out: the server refuses and says why. */
function actionsOf(breaker: ConsoleBreaker, viewer: ConsoleViewer): BreakerAction[] {
    const cutting: BreakerAction[] = viewer.canIsolate && breaker.state !== 'ISOLATED' ? ['cutOff'] : [];
    return viewer.canClose ? [...cutting, ...closingOf(breaker), ...bypassingOf(breaker)] : cutting;
}

/** A group has no probe: its members are probed one by one. */
function closingOf({ state, isGroup, closeRequestedById }: ConsoleBreaker): BreakerAction[] {
    if (state === 'OPEN') {
        return isGroup ? [] : ['requestProbe'];
    }
    if (state !== 'ISOLATED' && state !== 'HALF_OPEN') {
        return [];
    }
    return closeRequestedById ? ['requestClose', 'approveClose'] : ['requestClose'];
}

function bypassingOf({ state, bypass }: ConsoleBreaker): BreakerAction[] {
    if (state !== 'OPEN' && state !== 'ISOLATED') {
        return [];
    }
    if (!bypass) {
        return ['requestBypass'];
    }
    return bypass.endsAt ? ['endBypass'] : ['approveBypass', 'endBypass'];
}
