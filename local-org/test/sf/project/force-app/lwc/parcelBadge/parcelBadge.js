import { LightningElement, api } from 'lwc';

export default class ParcelBadge extends LightningElement {
    @api name;
}
