import approveBypass from '@salesforce/apex/ConsoleController.approveBypass';
import approveClose from '@salesforce/apex/ConsoleController.approveClose';
import approveRestore from '@salesforce/apex/ConsoleController.approveRestore';
import endBypass from '@salesforce/apex/ConsoleController.endBypass';
import requestClose from '@salesforce/apex/ConsoleController.requestClose';
import requestProbe from '@salesforce/apex/ConsoleController.requestProbe';
import requestRestore from '@salesforce/apex/ConsoleController.requestRestore';
import confirmApproveBypass from '@salesforce/label/c.Action_ApproveBypass';
import confirmApproveClose from '@salesforce/label/c.Action_ApproveClose';
import confirmApproveRestore from '@salesforce/label/c.Action_ApproveRestore';
import confirmEndBypass from '@salesforce/label/c.Action_EndBypass';
import confirmRequestClose from '@salesforce/label/c.Action_RequestClose';
import confirmRequestProbe from '@salesforce/label/c.Action_RequestProbe';
import confirmRequestRestore from '@salesforce/label/c.Action_RequestRestore';
import doneApproveBypass from '@salesforce/label/c.Bypass_DoneApproveBypass';
import doneEndBypass from '@salesforce/label/c.Bypass_DoneEndBypass';
import titleApproveBypass from '@salesforce/label/c.Bypass_TitleApproveBypass';
import titleEndBypass from '@salesforce/label/c.Bypass_TitleEndBypass';
import whatApproveBypass from '@salesforce/label/c.Bypass_WhatApproveBypass';
import whatEndBypass from '@salesforce/label/c.Bypass_WhatEndBypass';
import doneApproveClose from '@salesforce/label/c.Close_DoneApproveClose';
import doneRequestClose from '@salesforce/label/c.Close_DoneRequestClose';
import doneRequestProbe from '@salesforce/label/c.Close_DoneRequestProbe';
import titleApproveClose from '@salesforce/label/c.Close_TitleApproveClose';
import titleRequestClose from '@salesforce/label/c.Close_TitleRequestClose';
import titleRequestProbe from '@salesforce/label/c.Close_TitleRequestProbe';
import whatApproveClose from '@salesforce/label/c.Close_WhatApproveClose';
import whatRequestClose from '@salesforce/label/c.Close_WhatRequestClose';
import whatRequestProbe from '@salesforce/label/c.Close_WhatRequestProbe';
import doneApproveRestore from '@salesforce/label/c.Restore_DoneApprove';
import doneRequestRestore from '@salesforce/label/c.Restore_DoneRequest';
import titleApproveRestore from '@salesforce/label/c.Restore_TitleApprove';
import titleRequestRestore from '@salesforce/label/c.Restore_TitleRequest';
import whatApproveRestore from '@salesforce/label/c.Restore_WhatApprove';
import whatRequestRestore from '@salesforce/label/c.Restore_WhatRequest';
import type { RestoreStep } from 'c/restorePanel';

/** The ways back from a cut, in their order, and the steps of a bypass that need no more than a reason. */
export type BreakerStep = 'requestProbe' | 'requestClose' | 'approveClose' | 'approveBypass' | 'endBypass';

/** What a dialog says, does, and leaves behind. */
interface Step<Args> {
    title: string;
    what: string;
    confirm: string;
    done: string;
    carryOut(args: Args & { reason: string }): Promise<void>;
}

export const BREAKER_STEPS: Record<BreakerStep, Step<{ key: string }>> = {
    requestProbe: {
        title: titleRequestProbe,
        what: whatRequestProbe,
        confirm: confirmRequestProbe,
        done: doneRequestProbe,
        carryOut: requestProbe
    },
    requestClose: {
        title: titleRequestClose,
        what: whatRequestClose,
        confirm: confirmRequestClose,
        done: doneRequestClose,
        carryOut: requestClose
    },
    approveClose: {
        title: titleApproveClose,
        what: whatApproveClose,
        confirm: confirmApproveClose,
        done: doneApproveClose,
        carryOut: approveClose
    },
    approveBypass: {
        title: titleApproveBypass,
        what: whatApproveBypass,
        confirm: confirmApproveBypass,
        done: doneApproveBypass,
        carryOut: approveBypass
    },
    endBypass: {
        title: titleEndBypass,
        what: whatEndBypass,
        confirm: confirmEndBypass,
        done: doneEndBypass,
        carryOut: endBypass
    }
};

export const RESTORE_STEPS: Record<RestoreStep, Step<{ incidentId: string; actionIds: string[] }>> = {
    requestRestore: {
        title: titleRequestRestore,
        what: whatRequestRestore,
        confirm: confirmRequestRestore,
        done: doneRequestRestore,
        carryOut: requestRestore
    },
    approveRestore: {
        title: titleApproveRestore,
        what: whatApproveRestore,
        confirm: confirmApproveRestore,
        done: doneApproveRestore,
        carryOut: approveRestore
    }
};
