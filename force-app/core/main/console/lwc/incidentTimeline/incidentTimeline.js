import { LightningElement, api } from 'lwc';
import actorLabel from '@salesforce/label/c.Timeline_Actor';
import breaker from '@salesforce/label/c.Timeline_Breaker';
import correction from '@salesforce/label/c.Timeline_Correction';
import detection from '@salesforce/label/c.Timeline_Detection';
import empty from '@salesforce/label/c.Timeline_Empty';
import lever from '@salesforce/label/c.Timeline_Lever';
import note from '@salesforce/label/c.Timeline_Note';
import person from '@salesforce/label/c.Timeline_Person';
import title from '@salesforce/label/c.Timeline_Title';
import { fillIn } from 'c/labelText';

const KINDS = {
    Detection: { label: detection, icon: 'utility:search' },
    Breaker: { label: breaker, icon: 'utility:shield' },
    Lever: { label: lever, icon: 'utility:settings' },
    Person: { label: person, icon: 'utility:user' },
    Note: { label: note, icon: 'utility:note' },
    Correction: { label: correction, icon: 'utility:edit' }
};

/** The timeline as it was written: it only grows, newest entry last. New entries are read out politely. */
export default class IncidentTimeline extends LightningElement {
    @api entries = [];

    labels = { empty, title };

    get isEmpty() {
        return this.entries.length === 0;
    }

    get lines() {
        return this.entries.map((entry) => ({
            ...entry,
            kindLabel: KINDS[entry.kind].label,
            icon: KINDS[entry.kind].icon,
            by: entry.actor ? fillIn(actorLabel, entry.actor) : ''
        }));
    }
}
