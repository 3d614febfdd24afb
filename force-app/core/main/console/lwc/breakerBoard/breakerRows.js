import approveClose from '@salesforce/label/c.Action_ApproveClose';
import cutOff from '@salesforce/label/c.Action_CutOff';
import requestClose from '@salesforce/label/c.Action_RequestClose';
import requestProbe from '@salesforce/label/c.Action_RequestProbe';
import actionFor from '@salesforce/label/c.Breakers_ActionFor';
import by from '@salesforce/label/c.Breakers_By';
import closeRequested from '@salesforce/label/c.Breakers_CloseRequested';
import closed from '@salesforce/label/c.State_CLOSED';
import disabled from '@salesforce/label/c.State_DISABLED';
import halfOpen from '@salesforce/label/c.State_HALF_OPEN';
import isolated from '@salesforce/label/c.State_ISOLATED';
import open from '@salesforce/label/c.State_OPEN';
import shadow from '@salesforce/label/c.State_SHADOW';
import unknown from '@salesforce/label/c.State_UNKNOWN';
import { fillIn } from 'c/labelText';

const STATES = {
    CLOSED: { text: closed, theme: 'slds-theme_success' },
    OPEN: { text: open, theme: 'slds-theme_error' },
    ISOLATED: { text: isolated, theme: 'slds-theme_error' },
    HALF_OPEN: { text: halfOpen, theme: 'slds-theme_warning' },
    SHADOW: { text: shadow, theme: 'slds-badge_inverse' },
    DISABLED: { text: disabled, theme: 'slds-badge_inverse' },
    UNKNOWN: { text: unknown, theme: 'slds-theme_error' }
};

const BUTTONS = {
    cutOff: { label: cutOff, variant: 'destructive' },
    requestProbe: { label: requestProbe, variant: 'neutral' },
    requestClose: { label: requestClose, variant: 'neutral' },
    approveClose: { label: approveClose, variant: 'brand' }
};

export function toRow(breaker, viewer) {
    const state = STATES[breaker.state];
    const buttons = actionsOf(breaker, viewer).map((action) => ({
        action,
        ...BUTTONS[action],
        accessibleName: fillIn(actionFor, BUTTONS[action].label, breaker.label)
    }));
    return {
        breaker,
        key: breaker.key,
        origin: [breaker.vendor, breaker.kind].filter(Boolean).join(' · '),
        stateText: state.text,
        stateClass: `slds-badge ${state.theme}`,
        changedBy: breaker.changedBy ? fillIn(by, breaker.changedBy) : '',
        closeRequest: breaker.closeRequestedBy
            ? fillIn(closeRequested, breaker.closeRequestedBy, breaker.closeReason ?? '')
            : '',
        buttons,
        hasButtons: buttons.length > 0
    };
}

/** The commands the state allows and the viewer may give. Who asked to close is not left out: the server refuses and says why. */
function actionsOf({ state, closeRequestedById }, viewer) {
    const actions = [];
    if (viewer.canIsolate && state !== 'ISOLATED') {
        actions.push('cutOff');
    }
    if (viewer.canClose && state === 'OPEN') {
        actions.push('requestProbe');
    }
    if (viewer.canClose && (state === 'ISOLATED' || state === 'HALF_OPEN')) {
        actions.push('requestClose');
        if (closeRequestedById) {
            actions.push('approveClose');
        }
    }
    return actions;
}
