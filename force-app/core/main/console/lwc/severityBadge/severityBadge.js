import { LightningElement, api } from 'lwc';
import critical from '@salesforce/label/c.Severity_Critical';
import high from '@salesforce/label/c.Severity_High';
import low from '@salesforce/label/c.Severity_Low';
import medium from '@salesforce/label/c.Severity_Medium';

const LABELS = { Low: low, Medium: medium, High: high, Critical: critical };
const THEMES = {
    Low: 'slds-badge_lightest',
    Medium: 'slds-theme_warning',
    High: 'slds-theme_error',
    Critical: 'slds-theme_error'
};

export default class SeverityBadge extends LightningElement {
    @api severity;

    get text() {
        return this.severity ? LABELS[this.severity] : '';
    }

    get badgeClass() {
        return `slds-badge ${this.severity ? THEMES[this.severity] : ''}`;
    }
}
