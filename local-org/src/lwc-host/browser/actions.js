/** Stands in for lightning/actions: record pages, whose modal closes at this event, are not served here. */
export class CloseActionScreenEvent extends CustomEvent {
    constructor() {
        super('lightning__actionsclosescreen', { bubbles: true, composed: true, cancelable: false });
    }
}
