import { LightningElement, api } from 'lwc';
import endSuppression from '@salesforce/apex/DetectionConsole.endSuppression';
import action from '@salesforce/label/c.Suppressions_Action';
import add from '@salesforce/label/c.Suppressions_Add';
import by from '@salesforce/label/c.Suppressions_By';
import empty from '@salesforce/label/c.Suppressions_Empty';
import end from '@salesforce/label/c.Suppressions_End';
import endFor from '@salesforce/label/c.Suppressions_EndFor';
import ended from '@salesforce/label/c.Suppressions_Ended';
import everything from '@salesforce/label/c.Suppressions_Everything';
import forbidden from '@salesforce/label/c.Suppressions_Forbidden';
import integration from '@salesforce/label/c.Suppressions_Integration';
import network from '@salesforce/label/c.Suppressions_Network';
import object from '@salesforce/label/c.Suppressions_Object';
import reason from '@salesforce/label/c.Suppressions_Reason';
import scope from '@salesforce/label/c.Suppressions_Scope';
import title from '@salesforce/label/c.Suppressions_Title';
import until from '@salesforce/label/c.Suppressions_Until';
import written from '@salesforce/label/c.Suppressions_Written';
import { fillIn } from 'c/labelText';
import SuppressModal from 'c/suppressModal';

/**
 * What of a rule passes until a day, and why.
 * @fires changed with what to tell the person
 */
export default class RuleSuppressions extends LightningElement {
    @api
    get rule() {
        return this.shown;
    }
    set rule(rule) {
        if (rule.ruleId !== this.shown?.ruleId) {
            this.error = undefined;
        }
        this.shown = rule;
    }
    @api book;

    labels = { action, add, empty, end, integration, reason, scope, title, until };
    error;
    isSaving = false;
    shown;

    get isEmpty() {
        return this.rule.suppressions.length === 0;
    }

    get isOff() {
        return !this.book.canSuppress || this.isSaving;
    }

    get hint() {
        return this.book.canSuppress ? '' : forbidden;
    }

    get rows() {
        return this.rule.suppressions.map((suppression) => ({
            suppression,
            scope: scopeOf(suppression),
            by: suppression.CreatedBy ? fillIn(by, suppression.CreatedBy.Name) : '',
            endName: fillIn(endFor, suppression.Integration_Key__c)
        }));
    }

    async handleAdd() {
        const outcome = await SuppressModal.open({
            label: add,
            size: 'small',
            ruleId: this.rule.ruleId,
            ruleTitle: this.rule.title ?? this.rule.ruleId,
            integrationKeys: this.book.integrationKeys,
            asOf: this.book.asOf
        });
        if (outcome === 'done') {
            this.tell(written);
        }
    }

    async handleEnd(event) {
        const { id } = event.currentTarget.dataset;
        const { ruleId } = this.rule;
        this.error = undefined;
        this.isSaving = true;
        try {
            await endSuppression({ suppressionId: id ?? '' });
            this.tell(ended);
        } catch (error) {
            if (this.rule.ruleId === ruleId) {
                this.error = error;
            }
        } finally {
            this.isSaving = false;
        }
    }

    handleRetry() {
        this.error = undefined;
        this.tell();
    }

    tell(text) {
        this.dispatchEvent(new CustomEvent('changed', { detail: text }));
    }
}

function scopeOf({ Object__c: name, Network__c: block }) {
    const parts = [...(name ? [fillIn(object, name)] : []), ...(block ? [fillIn(network, block)] : [])];
    return parts.length > 0 ? parts.join(', ') : everything;
}
