import { LightningElement, api } from 'lwc';
import empty from '@salesforce/label/c.Alerts_Empty';
import title from '@salesforce/label/c.Alerts_Title';
import unregistered from '@salesforce/label/c.Alerts_Unregistered';

/** Alerts that belong to no incident, above all signals of integrations that nobody registered. */
export default class AlertList extends LightningElement {
    @api alerts = [];

    labels = { empty, title, unregistered };

    get isEmpty() {
        return this.alerts.length === 0;
    }

    get items() {
        return this.alerts.map((alert) => ({ ...alert, isUnregistered: !alert.registered }));
    }
}
