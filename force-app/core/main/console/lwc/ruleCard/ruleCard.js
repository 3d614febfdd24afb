import { LightningElement, api } from 'lwc';
import drill from '@salesforce/label/c.Incident_Drill';
import allowed from '@salesforce/label/c.Rule_Allowed';
import byDefault from '@salesforce/label/c.Rule_Default';
import falsePositives from '@salesforce/label/c.Rule_FalsePositives';
import method from '@salesforce/label/c.Rule_Method';
import noVerdicts from '@salesforce/label/c.Rule_NoVerdicts';
import none from '@salesforce/label/c.Rule_None';
import origin from '@salesforce/label/c.Rule_Origin';
import problems from '@salesforce/label/c.Rule_Problems';
import range from '@salesforce/label/c.Rule_Range';
import runbook from '@salesforce/label/c.Rule_Runbook';
import setting from '@salesforce/label/c.Rule_Setting';
import settings from '@salesforce/label/c.Rule_Settings';
import value from '@salesforce/label/c.Rule_Value';
import verdicts from '@salesforce/label/c.Rule_Verdicts';
import watchesAll from '@salesforce/label/c.Rule_WatchesAll';
import watchesOne from '@salesforce/label/c.Rule_WatchesOne';
import { fillIn } from 'c/labelText';

/**
 * One detection rule: what it notices, how it is set, what it said lately, and what can be done about it.
 * @fires changed when something about the rule is different, with what to tell the person if anything
 */
export default class RuleCard extends LightningElement {
    @api rule;
    @api book;

    labels = { allowed, drill, noVerdicts, problems, setting, settings, value, verdicts };

    get heading() {
        return this.rule.title ?? this.rule.ruleId;
    }

    get about() {
        const { ruleId, method: name, integrationKey } = this.rule;
        const watched = integrationKey ? fillIn(watchesOne, integrationKey) : watchesAll;
        return `${fillIn(method, name, ruleId)}. ${watched}.`;
    }

    get isImpossible() {
        return this.rule.problems.length > 0;
    }

    get texts() {
        return [
            { title: runbook, text: this.rule.runbook ?? '' },
            { title: falsePositives, text: this.rule.falsePositives ?? '' },
            { title: origin, text: this.rule.origin ?? '' }
        ].filter(({ text }) => text !== '');
    }

    get settingRows() {
        return this.rule.settings.map(toRow);
    }

    get isSilent() {
        return this.rule.latestVerdicts.length === 0;
    }

    handleChanged(event) {
        this.dispatchEvent(new CustomEvent('changed', { detail: event.detail }));
    }
}

function toRow({ label, help, value: text, isDefault, least, most, choices }) {
    return {
        label,
        help,
        value: text ? readable(text) : none,
        note: isDefault ? byDefault : '',
        allowed: least && most ? fillIn(range, readable(least), readable(most)) : (choices ?? '')
    };
}

/** Numbers with their thousands apart; lists so that they can be broken into lines. */
function readable(text) {
    return Number.isNaN(Number(text))
        ? text.replaceAll(/,\s*/g, ', ')
        : new Intl.NumberFormat('en').format(Number(text));
}
