import { LightningElement, api } from 'lwc';
import actions from '@salesforce/label/c.Breakers_Actions';
import changed from '@salesforce/label/c.Breakers_Changed';
import empty from '@salesforce/label/c.Breakers_Empty';
import integration from '@salesforce/label/c.Breakers_Integration';
import noActions from '@salesforce/label/c.Breakers_NoActions';
import reason from '@salesforce/label/c.Breakers_Reason';
import state from '@salesforce/label/c.Breakers_State';
import title from '@salesforce/label/c.Breakers_Title';
import { toRow } from './breakerRows';

/**
 * Integrations with the state of their breakers.
 * @fires command with a BreakerCommand when a person chooses what to do
 * @fires incident with the id of the incident that cut the breaker
 */
export default class BreakerBoard extends LightningElement {
    @api breakers = [];
    @api viewer;

    labels = { actions, changed, empty, integration, noActions, reason, state, title };

    get rows() {
        const { viewer } = this;
        return viewer ? this.breakers.map((breaker) => toRow(breaker, viewer)) : [];
    }

    get isEmpty() {
        return this.breakers.length === 0;
    }

    handleCommand(event) {
        const { key, action } = event.currentTarget.dataset;
        const breaker = this.breakers.find((candidate) => candidate.key === key);
        this.dispatchEvent(new CustomEvent('command', { detail: { action, breaker } }));
    }

    handleIncident(event) {
        const { incident } = event.currentTarget.dataset;
        this.dispatchEvent(new CustomEvent('incident', { detail: incident }));
    }
}
