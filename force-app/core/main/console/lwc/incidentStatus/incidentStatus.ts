import { LightningElement, api } from 'lwc';
import closed from '@salesforce/label/c.Status_Closed';
import contained from '@salesforce/label/c.Status_Contained';
import open from '@salesforce/label/c.Status_Open';
import recovering from '@salesforce/label/c.Status_Recovering';
import type { IncidentStatus as Status } from 'firebreak/console';

const LABELS: Record<Status, string> = { Open: open, Contained: contained, Recovering: recovering, Closed: closed };

export default class IncidentStatus extends LightningElement {
    @api status?: Status;

    get text(): string {
        return this.status ? LABELS[this.status] : '';
    }
}
