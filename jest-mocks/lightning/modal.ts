import { LightningElement, api } from 'lwc';

/** A dialog that is rendered where a test puts it, and keeps what it was closed with. */
export default class LightningModal extends LightningElement {
    static open = jest.fn();

    @api label?: string;
    @api isClosed = false;
    @api closedWith?: unknown;

    close(result?: unknown): void {
        this.isClosed = true;
        this.closedWith = result;
    }
}
