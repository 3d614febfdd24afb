import { LightningElement, api } from 'lwc';
import aware from '@salesforce/label/c.Incident_Aware';
import contained from '@salesforce/label/c.Incident_Contained';
import containedAfter from '@salesforce/label/c.Incident_ContainedAfter';
import drill from '@salesforce/label/c.Incident_Drill';
import line from '@salesforce/label/c.Incident_Line';
import notContained from '@salesforce/label/c.Incident_NotContained';
import notYet from '@salesforce/label/c.Incident_NotYet';
import noticed from '@salesforce/label/c.Incident_Noticed';
import occurred from '@salesforce/label/c.Incident_Occurred';
import recovered from '@salesforce/label/c.Incident_Recovered';
import rule from '@salesforce/label/c.Incident_Rule';
import { durationBetween, fillIn } from 'c/labelText';

const RED = '#ba0517';
const BLUE = '#0176d3';
const GREEN = '#2e844a';

/**
 * One incident in plain words: what happened, when, what was pulled, what can be given back, and all that was written about it.
 * @fires restore with a RestoreCommand when a person wants to give back what levers took
 */
export default class IncidentDetail extends LightningElement {
    @api incident;
    @api canClose = false;

    labels = { drill, notYet };

    get heading() {
        return fillIn(line, this.incident.name, this.incident.integrationLabel);
    }

    get rule() {
        return this.incident.openedByRule ? fillIn(rule, this.incident.openedByRule) : '';
    }

    get progress() {
        const { actions, containedAt, detectedAt } = this.incident;
        const needed = actions.filter(({ status }) => status !== 'NotNeeded');
        const proven = needed.filter(({ verified }) => verified).length;
        return containedAt && detectedAt
            ? fillIn(containedAfter, durationBetween(detectedAt, containedAt), proven, needed.length)
            : fillIn(notContained, proven, needed.length);
    }

    get stamps() {
        const { occurredAt, detectedAt, awareAt, containedAt, recoveredAt } = this.incident;
        return [
            { name: occurred, at: occurredAt, color: RED },
            { name: noticed, at: detectedAt, color: RED },
            { name: aware, at: awareAt, color: BLUE },
            { name: contained, at: containedAt, color: GREEN },
            { name: recovered, at: recoveredAt, color: GREEN }
        ];
    }

    handleRestore(event) {
        this.dispatchEvent(new CustomEvent('restore', { detail: event.detail }));
    }
}
