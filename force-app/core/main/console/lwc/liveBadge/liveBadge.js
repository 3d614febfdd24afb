import { LightningElement, api } from 'lwc';
import asOf from '@salesforce/label/c.Console_AsOf';
import connecting from '@salesforce/label/c.Live_connecting';
import connectingHelp from '@salesforce/label/c.Live_connectingHelp';
import live from '@salesforce/label/c.Live_live';
import liveHelp from '@salesforce/label/c.Live_liveHelp';
import paused from '@salesforce/label/c.Live_paused';
import pausedHelp from '@salesforce/label/c.Live_pausedHelp';
import polling from '@salesforce/label/c.Live_polling';
import pollingHelp from '@salesforce/label/c.Live_pollingHelp';
import stale from '@salesforce/label/c.Live_stale';
import staleHelp from '@salesforce/label/c.Live_staleHelp';

const LOOKS = {
    connecting: { text: connecting, help: connectingHelp, theme: 'slds-badge_lightest' },
    live: { text: live, help: liveHelp, theme: 'slds-theme_success' },
    polling: { text: polling, help: pollingHelp, theme: 'slds-theme_warning' },
    paused: { text: paused, help: pausedHelp, theme: 'slds-badge_lightest' },
    stale: { text: stale, help: staleHelp, theme: 'slds-theme_error' }
};

/** Whether what the page shows can be trusted to be current. */
export default class LiveBadge extends LightningElement {
    @api state = 'connecting';
    /** When the page was read, ISO 8601. */
    @api asOf;

    labels = { asOf };

    get text() {
        return LOOKS[this.state].text;
    }

    get help() {
        return LOOKS[this.state].help;
    }

    get badgeClass() {
        return `slds-badge ${LOOKS[this.state].theme}`;
    }
}
