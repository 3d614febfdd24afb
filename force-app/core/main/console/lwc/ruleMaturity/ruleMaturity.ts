import { LightningElement, api } from 'lwc';
import changeMaturity from '@salesforce/apex/DetectionConsole.changeMaturity';
import change from '@salesforce/label/c.Arm_Change';
import changes from '@salesforce/label/c.Arm_Changes';
import deployment from '@salesforce/label/c.Arm_Deployment';
import done from '@salesforce/label/c.Arm_Done';
import inForce from '@salesforce/label/c.Arm_DoneStatus';
import down from '@salesforce/label/c.Arm_Down';
import forbidden from '@salesforce/label/c.Arm_Forbidden';
import heading from '@salesforce/label/c.Arm_Heading';
import impossible from '@salesforce/label/c.Arm_Impossible';
import notTried from '@salesforce/label/c.Arm_NotTried';
import ordered from '@salesforce/label/c.Arm_Ordered';
import refused from '@salesforce/label/c.Arm_Refused';
import title from '@salesforce/label/c.Arm_Title';
import underWay from '@salesforce/label/c.Arm_UnderWay';
import up from '@salesforce/label/c.Arm_Up';
import whatAlert from '@salesforce/label/c.Arm_WhatAlert';
import whatEnforced from '@salesforce/label/c.Arm_WhatEnforced';
import whatShadow from '@salesforce/label/c.Arm_WhatShadow';
import alert from '@salesforce/label/c.Maturity_Alert';
import enforced from '@salesforce/label/c.Maturity_Enforced';
import shadow from '@salesforce/label/c.Maturity_Shadow';
import { fillIn } from 'c/labelText';
import ReasonModal from 'c/reasonModal';
import type { ConsoleRuleDetail, Maturity, RuleChange } from 'firebreak/console';

const STEPS: Maturity[] = ['Shadow', 'Alert', 'Enforced'];
const NAMES: Record<Maturity, string> = { Shadow: shadow, Alert: alert, Enforced: enforced };
const EFFECTS: Record<Maturity, string> = { Shadow: whatShadow, Alert: whatAlert, Enforced: whatEnforced };
const STATUSES: Record<RuleChange['Status__c'], { text: string; theme: string }> = {
    Ordered: { text: ordered, theme: 'slds-theme_warning' },
    Done: { text: inForce, theme: 'slds-theme_success' },
    Refused: { text: refused, theme: 'slds-theme_error' }
};

interface Step {
    maturity: Maturity;
    label: string;
    variant: string;
    isDisabled: boolean;
}

interface ChangeRow {
    change: RuleChange;
    text: string;
    status: string;
    statusClass: string;
}

/**
 * How far a rule goes: up one step after a back-test, down at once.
 * @fires changed with what to tell the person
 */
export default class RuleMaturity extends LightningElement {
    @api rule!: ConsoleRuleDetail;
    @api canArm = false;

    labels = { changes, title };

    get steps(): Step[] {
        const present = STEPS.indexOf(this.rule.maturity);
        return STEPS.flatMap((maturity, index) => {
            if (index === present || index > present + 1) {
                return [];
            }
            const isUp = index > present;
            return {
                maturity,
                label: fillIn(isUp ? up : down, NAMES[maturity]),
                variant: isUp ? 'brand' : 'neutral',
                isDisabled: !this.canArm || this.isUnderWay || (isUp && this.obstacle !== '')
            };
        });
    }

    /** Why a button is off. */
    get hint(): string {
        if (!this.canArm) {
            return forbidden;
        }
        return this.isUnderWay ? underWay : this.obstacle;
    }

    get rows(): ChangeRow[] {
        return this.rule.changes.map((decision) => ({
            change: decision,
            text: fillIn(change, decision.CreatedBy?.Name ?? '', decision.From__c, decision.To__c),
            status: STATUSES[decision.Status__c].text,
            statusClass: `slds-badge slds-m-left_x-small ${STATUSES[decision.Status__c].theme}`
        }));
    }

    get hasChanges(): boolean {
        return this.rule.changes.length > 0;
    }

    async handleStep(event: Event): Promise<void> {
        const maturity = (event.currentTarget as HTMLElement).dataset.maturity as Maturity;
        const { ruleId } = this.rule;
        const label = fillIn(heading, this.rule.title ?? ruleId);
        const outcome = await ReasonModal.open({
            label,
            heading: label,
            size: 'small',
            sentences: [EFFECTS[maturity], deployment],
            confirmLabel: this.steps.find((step) => step.maturity === maturity)?.label,
            variant: maturity === 'Enforced' ? 'destructive' : 'brand',
            carryOut: (reason: string) => changeMaturity({ ruleId, maturity, reason })
        });
        if (outcome === 'done') {
            this.dispatchEvent(new CustomEvent('changed', { detail: done }));
        }
    }

    /** What keeps the rule from being armed further; empty at the last step. */
    private get obstacle(): string {
        if (this.rule.maturity === 'Enforced') {
            return '';
        }
        if (this.rule.problems.length > 0) {
            return impossible;
        }
        return this.rule.isTried ? '' : notTried;
    }

    private get isUnderWay(): boolean {
        return this.rule.changes[0]?.Status__c === 'Ordered';
    }
}
