/** Stands in for lightning/platformShowToastEvent; the page's entry listens and shows the toast. */
export const ShowToastEventName = 'lightning__showtoast';

export class ShowToastEvent extends CustomEvent {
    constructor(detail) {
        super(ShowToastEventName, { bubbles: true, composed: true, cancelable: true, detail });
    }
}
