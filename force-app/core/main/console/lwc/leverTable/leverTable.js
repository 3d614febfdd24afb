import { LightningElement, api } from 'lwc';
import attempts from '@salesforce/label/c.Levers_Attempts';
import empty from '@salesforce/label/c.Levers_Empty';
import lever from '@salesforce/label/c.Levers_Lever';
import proof from '@salesforce/label/c.Levers_Proof';
import result from '@salesforce/label/c.Levers_Result';
import title from '@salesforce/label/c.Levers_Title';
import when from '@salesforce/label/c.Levers_When';
import { toRow } from './leverRows';

/** Which lever did what, and whether it is proven. */
export default class LeverTable extends LightningElement {
    @api actions = [];

    labels = { attempts, empty, lever, proof, result, title, when };

    get isEmpty() {
        return this.actions.length === 0;
    }

    get rows() {
        return this.actions.map(toRow);
    }
}
