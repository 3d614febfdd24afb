import { LightningElement, api } from 'lwc';
import actions from '@salesforce/label/c.Breakers_Actions';
import changed from '@salesforce/label/c.Breakers_Changed';
import empty from '@salesforce/label/c.Breakers_Empty';
import integration from '@salesforce/label/c.Breakers_Integration';
import noActions from '@salesforce/label/c.Breakers_NoActions';
import reason from '@salesforce/label/c.Breakers_Reason';
import state from '@salesforce/label/c.Breakers_State';
import title from '@salesforce/label/c.Breakers_Title';
import type { ConsoleBreaker, ConsoleViewer } from 'firebreak/console';
import { toRow } from './breakerRows';
import type { BreakerAction, BreakerRow } from './breakerRows';

export interface BreakerCommand {
    action: BreakerAction;
    breaker: ConsoleBreaker;
}

/**
 * Integrations with the state of their breakers.
 * @fires command with a BreakerCommand when a person chooses what to do
 * @fires incident with the id of the incident that cut the breaker
 */
export default class BreakerBoard extends LightningElement {
    @api breakers: ConsoleBreaker[] = [];
    @api viewer?: ConsoleViewer;

    labels = { actions, changed, empty, integration, noActions, reason, state, title };

    get rows(): BreakerRow[] {
        const { viewer } = this;
        return viewer ? this.breakers.map((breaker) => toRow(breaker, viewer)) : [];
    }

    get isEmpty(): boolean {
        return this.breakers.length === 0;
    }

    handleCommand(event: Event): void {
        const { key, action } = (event.currentTarget as HTMLElement).dataset;
        const breaker = this.breakers.find((candidate) => candidate.key === key);
        this.dispatchEvent(new CustomEvent('command', { detail: { action, breaker } }));
    }

    handleIncident(event: Event): void {
        const { incident } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('incident', { detail: incident }));
    }
}
