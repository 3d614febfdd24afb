/** Stands for lightning/actions: the event that closes the screen of a record action. */
export class CloseActionScreenEvent extends CustomEvent<void> {
    constructor() {
        super('lightning__actionsclosescreen', { bubbles: true, composed: true });
    }
}
