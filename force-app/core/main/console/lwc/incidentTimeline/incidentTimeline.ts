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
import type { ConsoleEntry, EntryKind } from 'firebreak/console';

const KINDS: Record<EntryKind, { label: string; icon: string }> = {
    Detection: { label: detection, icon: 'utility:search' },
    Breaker: { label: breaker, icon: 'utility:shield' },
    Lever: { label: lever, icon: 'utility:settings' },
    Person: { label: person, icon: 'utility:user' },
    Note: { label: note, icon: 'utility:note' },
    Correction: { label: correction, icon: 'utility:edit' }
};

interface Line extends ConsoleEntry {
    kindLabel: string;
    icon: string;
    by: string;
}

/** The timeline as it was written: it only grows, newest entry last. New entries are read out politely. */
export default class IncidentTimeline extends LightningElement {
    @api entries: ConsoleEntry[] = [];

    labels = { empty, title };

    get isEmpty(): boolean {
        return this.entries.length === 0;
    }

    get lines(): Line[] {
        return this.entries.map((entry) => ({
            ...entry,
            kindLabel: KINDS[entry.kind].label,
            icon: KINDS[entry.kind].icon,
            by: entry.actor ? fillIn(actorLabel, entry.actor) : ''
        }));
    }
}
