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
import type { ConsoleRestore } from 'firebreak/console';
import { stateOf } from './restoreStates';

export type RestoreStep = 'requestRestore' | 'approveRestore';

export interface RestoreCommand {
    step: RestoreStep;
    restores: ConsoleRestore[];
}

interface RestoreRow {
    restore: ConsoleRestore;
    id: string;
    state: string;
    isChoosable: boolean;
    isChosen: boolean;
    chooseLabel: string;
}

/**
 * What the levers of an incident took. Any part of it can be chosen to be given back, by two people.
 * @fires restore with a RestoreCommand
 */
export default class RestorePanel extends LightningElement {
    @api restores: ConsoleRestore[] = [];
    @api canClose = false;

    labels = { approve, before, chosen, empty, lever, request, state, title };
    chosenIds: string[] = [];

    get isEmpty(): boolean {
        return this.restores.length === 0;
    }

    get rows(): RestoreRow[] {
        return this.restores.map((restore) => ({
            restore,
            id: restore.id,
            state: stateOf(restore),
            isChoosable: this.canClose && isOpen(restore),
            isChosen: this.chosenIds.includes(restore.id),
            chooseLabel: fillIn(choose, restore.label)
        }));
    }

    get cannotRequest(): boolean {
        return this.chosen.length === 0;
    }

    /** Approving is for what was asked for; who asked is not left out, the org refuses and says why. */
    get cannotApprove(): boolean {
        return this.requested.length === 0;
    }

    handleChoose(event: Event): void {
        const { id = '' } = (event.currentTarget as HTMLElement).dataset;
        const others = this.chosenIds.filter((chosenId) => chosenId !== id);
        this.chosenIds = others.length === this.chosenIds.length ? [...others, id] : others;
    }

    handleRequest(): void {
        this.tell('requestRestore', this.chosen);
    }

    handleApprove(): void {
        this.tell('approveRestore', this.requested);
    }

    private get chosen(): ConsoleRestore[] {
        return this.restores.filter((restore) => isOpen(restore) && this.chosenIds.includes(restore.id));
    }

    private get requested(): ConsoleRestore[] {
        const requested = this.restores.filter(({ status }) => status === 'Requested');
        const chosenOfThem = requested.filter(({ id }) => this.chosenIds.includes(id));
        return chosenOfThem.length > 0 ? chosenOfThem : requested;
    }

    private tell(step: RestoreStep, restores: ConsoleRestore[]): void {
        this.dispatchEvent(new CustomEvent<RestoreCommand>('restore', { detail: { step, restores } }));
    }
}

/** Whether anything can be asked for: it can be given back, and is not on its way or back already. */
function isOpen({ note, status }: ConsoleRestore): boolean {
    return !note && (!status || status === 'Requested' || status === 'RestoreFailed');
}
