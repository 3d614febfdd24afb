import { LightningElement, api } from 'lwc';
import alert from '@salesforce/label/c.Maturity_Alert';
import enforced from '@salesforce/label/c.Maturity_Enforced';
import shadow from '@salesforce/label/c.Maturity_Shadow';
import suppressed from '@salesforce/label/c.Maturity_Suppressed';

const LOOKS = {
    Shadow: { text: shadow, theme: 'slds-badge_lightest' },
    Alert: { text: alert, theme: '' },
    Enforced: { text: enforced, theme: 'slds-badge_inverse' },
    Suppressed: { text: suppressed, theme: 'slds-badge_lightest' }
};

/** How far a rule goes, or went when it spoke. */
export default class MaturityBadge extends LightningElement {
    @api maturity;

    get text() {
        return this.maturity ? LOOKS[this.maturity].text : '';
    }

    get badgeClass() {
        return `slds-badge ${this.maturity ? LOOKS[this.maturity].theme : ''}`;
    }
}
