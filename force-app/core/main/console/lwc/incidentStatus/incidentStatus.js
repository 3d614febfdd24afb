import { LightningElement, api } from 'lwc';
import closed from '@salesforce/label/c.Status_Closed';
import contained from '@salesforce/label/c.Status_Contained';
import open from '@salesforce/label/c.Status_Open';
import recovering from '@salesforce/label/c.Status_Recovering';

const LABELS = { Open: open, Contained: contained, Recovering: recovering, Closed: closed };

export default class IncidentStatus extends LightningElement {
    @api status;

    get text() {
        return this.status ? LABELS[this.status] : '';
    }
}
