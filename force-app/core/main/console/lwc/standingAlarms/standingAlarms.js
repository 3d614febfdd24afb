import { LightningElement, api } from 'lwc';
import bypassText from '@salesforce/label/c.Alarm_Bypass';
import capText from '@salesforce/label/c.Alarm_Cap';
import { fillIn } from 'c/labelText';

/** What must not be overlooked while it lasts: automatic cuts at their limit, and people who pass a cut. */
export default class StandingAlarms extends LightningElement {
    @api caps = [];
    @api breakers = [];

    get alarms() {
        return [
            ...this.caps.map(({ label, tripped, allowed }) => fillIn(capText, tripped, label, allowed)),
            ...this.breakers
                .filter(({ bypass }) => bypass?.endsAt)
                .map(({ label, bypass }) => fillIn(bypassText, label, bypass?.person ?? ''))
        ];
    }
}
