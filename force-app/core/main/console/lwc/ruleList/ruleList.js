import { LightningElement, api } from 'lwc';
import empty from '@salesforce/label/c.Rules_Empty';
import impossible from '@salesforce/label/c.Rules_Impossible';
import inactive from '@salesforce/label/c.Rules_Inactive';
import suppressed from '@salesforce/label/c.Rules_Suppressed';
import suppressions from '@salesforce/label/c.Rules_Suppressions';
import title from '@salesforce/label/c.Rules_Title';
import verdicts from '@salesforce/label/c.Rules_Verdicts';
import { fillIn } from 'c/labelText';

/**
 * Detection rules with how often they spoke.
 * @fires choose with the id of the rule
 */
export default class RuleList extends LightningElement {
    @api rules = [];
    @api chosenId;

    labels = { empty, impossible, inactive, title };

    get isEmpty() {
        return this.rules.length === 0;
    }

    get items() {
        return this.rules.map((rule) => toItem(rule, rule.ruleId === this.chosenId));
    }

    handleChoose(event) {
        const { id } = event.currentTarget.dataset;
        this.dispatchEvent(new CustomEvent('choose', { detail: id }));
    }
}

function toItem(rule, isChosen) {
    const { ruleId, title: text, maturity, severity } = rule;
    return {
        ruleId,
        title: text ?? ruleId,
        maturity,
        severity,
        isChosen: isChosen ? 'true' : 'false',
        itemClass: `choice slds-button slds-button_reset slds-size_full slds-p-around_small slds-text-align_left ${isChosen ? 'chosen' : ''}`,
        figures: figuresOf(rule),
        isImpossible: rule.problems.length > 0,
        isInactive: !rule.active
    };
}

function figuresOf({ verdicts: spoken, suppressed: passed, suppressions: inForce }) {
    return [
        fillIn(verdicts, spoken),
        ...(passed > 0 ? [fillIn(suppressed, passed)] : []),
        ...(inForce.length > 0 ? [fillIn(suppressions, inForce.length)] : [])
    ].join(' · ');
}
