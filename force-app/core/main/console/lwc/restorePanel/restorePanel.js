import { LightningElement, api } from 'lwc';
import approve from '@salesforce/label/c.Action_ApproveRestore';
import request from '@salesforce/label/c.Action_RequestRestore';
import before from '@salesforce/label/c.Restore_Before';
import choose from '@salesforce/label/c.Restore_Choose';
import chosen from '@salesforce/label/c.Restore_Chosen';
import empty from '@salesforce/label/c.Restore_Empty';
import lever from '@salesforce/label/c.Restore_Lever';
import state from '@salesforce/label/c.Restore_State';
import title from '@salesforce/label/c.Restore_Title';
import { fillIn } from 'c/labelText';
import { stateOf } from './restoreStates';

/**
 * What the levers of an incident took. Any part of it can be chosen to be given back, by two people.
 * @fires restore with a RestoreCommand
 */
export default class RestorePanel extends LightningElement {
    @api restores = [];
    @api canClose = false;

    labels = { approve, before, chosen, empty, lever, request, state, title };
    chosenIds = [];

    get isEmpty() {
        return this.restores.length === 0;
    }

    get rows() {
        return this.restores.map((restore) => ({
            restore,
            id: restore.id,
            state: stateOf(restore),
            isChoosable: this.canClose && isOpen(restore),
            isChosen: this.chosenIds.includes(restore.id),
            chooseLabel: fillIn(choose, restore.label)
        }));
    }

    get cannotRequest() {
        return this.chosen.length === 0;
    }

    /** Approving is for what was asked for; who asked is not left out, the org refuses and says why. */
    get cannotApprove() {
        return this.requested.length === 0;
    }

    handleChoose(event) {
        const { id = '' } = event.currentTarget.dataset;
        const others = this.chosenIds.filter((chosenId) => chosenId !== id);
        this.chosenIds = others.length === this.chosenIds.length ? [...others, id] : others;
    }

    handleRequest() {
        this.tell('requestRestore', this.chosen);
    }

    handleApprove() {
        this.tell('approveRestore', this.requested);
    }

    get chosen() {
        return this.restores.filter((restore) => isOpen(restore) && this.chosenIds.includes(restore.id));
    }

    get requested() {
        const requested = this.restores.filter(({ status }) => status === 'Requested');
        const chosenOfThem = requested.filter(({ id }) => this.chosenIds.includes(id));
        return chosenOfThem.length > 0 ? chosenOfThem : requested;
    }

    tell(step, restores) {
        this.dispatchEvent(new CustomEvent('restore', { detail: { step, restores } }));
    }
}

/** Whether anything can be asked for: it can be given back, and is not on its way or back already. */
function isOpen({ note, status }) {
    return !note && (!status || status === 'Requested' || status === 'RestoreFailed');
}
