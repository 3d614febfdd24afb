import { LightningElement, api } from 'lwc';
import drill from '@salesforce/label/c.Incident_Drill';
import empty from '@salesforce/label/c.Incidents_Empty';
import title from '@salesforce/label/c.Incidents_Title';

/**
 * Incidents that are not closed, newest first.
 * @fires choose with the id of the incident
 */
export default class IncidentList extends LightningElement {
    @api incidents = [];
    @api chosenId;

    labels = { drill, empty, title };

    get isEmpty() {
        return this.incidents.length === 0;
    }

    get items() {
        return this.incidents.map((incident) => {
            const isChosen = incident.id === this.chosenId;
            return {
                ...incident,
                isChosen: isChosen ? 'true' : 'false',
                itemClass: `choice slds-button slds-button_reset slds-size_full slds-p-around_small slds-text-align_left ${isChosen ? 'chosen' : ''}`
            };
        });
    }

    handleChoose(event) {
        const { id } = event.currentTarget.dataset;
        this.dispatchEvent(new CustomEvent('choose', { detail: id }));
    }
}
