import approveBypass from '@salesforce/apex/ConsoleController.approveBypass';
import approveClose from '@salesforce/apex/ConsoleController.approveClose';
import endBypass from '@salesforce/apex/ConsoleController.endBypass';
import requestClose from '@salesforce/apex/ConsoleController.requestClose';
import requestProbe from '@salesforce/apex/ConsoleController.requestProbe';
import confirmApproveBypass from '@salesforce/label/c.Action_ApproveBypass';
import confirmApproveClose from '@salesforce/label/c.Action_ApproveClose';
import confirmEndBypass from '@salesforce/label/c.Action_EndBypass';
import confirmRequestClose from '@salesforce/label/c.Action_RequestClose';
import confirmRequestProbe from '@salesforce/label/c.Action_RequestProbe';
import titleApproveBypass from '@salesforce/label/c.Bypass_TitleApproveBypass';
import titleEndBypass from '@salesforce/label/c.Bypass_TitleEndBypass';
import whatApproveBypass from '@salesforce/label/c.Bypass_WhatApproveBypass';
import whatEndBypass from '@salesforce/label/c.Bypass_WhatEndBypass';
import titleApproveClose from '@salesforce/label/c.Close_TitleApproveClose';
import titleRequestClose from '@salesforce/label/c.Close_TitleRequestClose';
import titleRequestProbe from '@salesforce/label/c.Close_TitleRequestProbe';
import whatApproveClose from '@salesforce/label/c.Close_WhatApproveClose';
import whatRequestClose from '@salesforce/label/c.Close_WhatRequestClose';
import whatRequestProbe from '@salesforce/label/c.Close_WhatRequestProbe';

/** The ways back from a cut, in their order, and the steps of a bypass that need no more than a reason. */
export type CloseAction = 'requestProbe' | 'requestClose' | 'approveClose' | 'approveBypass' | 'endBypass';

interface CloseStep {
    title: string;
    what: string;
    confirm: string;
    carryOut(args: { key: string; reason: string }): Promise<void>;
}

export const CLOSE_STEPS: Record<CloseAction, CloseStep> = {
    requestProbe: {
        title: titleRequestProbe,
        what: whatRequestProbe,
        confirm: confirmRequestProbe,
        carryOut: requestProbe
    },
    requestClose: {
        title: titleRequestClose,
        what: whatRequestClose,
        confirm: confirmRequestClose,
        carryOut: requestClose
    },
    approveClose: {
        title: titleApproveClose,
        what: whatApproveClose,
        confirm: confirmApproveClose,
        carryOut: approveClose
    },
    approveBypass: {
        title: titleApproveBypass,
        what: whatApproveBypass,
        confirm: confirmApproveBypass,
        carryOut: approveBypass
    },
    endBypass: {
        title: titleEndBypass,
        what: whatEndBypass,
        confirm: confirmEndBypass,
        carryOut: endBypass
    }
};
