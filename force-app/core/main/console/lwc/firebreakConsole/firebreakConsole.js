import { LightningElement, wire } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { refreshApex } from '@salesforce/apex';
import getIncident from '@salesforce/apex/ConsoleController.getIncident';
import getOverview from '@salesforce/apex/ConsoleController.getOverview';
import loading from '@salesforce/label/c.Console_Loading';
import title from '@salesforce/label/c.Console_Title';
import viewerLabel from '@salesforce/label/c.Console_Viewer';
import choose from '@salesforce/label/c.Incidents_Choose';
import { fillIn } from 'c/labelText';
import { LiveUpdates } from 'c/liveUpdates';
import { carryOut, restore } from './commands';

const CHANNELS = ['/event/Incident_Changed__e', '/event/Breaker_Changed__e'];

/** The Firebreak console: shows what the org says, asks it to act, and reads again whenever something changed. */
export default class FirebreakConsole extends LightningElement {
    overview;
    overviewError;
    incident;
    incidentError;
    incidentId;
    liveState = 'connecting';
    labels = { choose, loading, title };

    overviewResult;
    incidentResult;
    live = new LiveUpdates({
        channels: CHANNELS,
        read: () => this.readAgain(),
        show: (state) => {
            this.liveState = state;
        }
    });

    @wire(getOverview)
    receiveOverview(result) {
        this.overviewResult = result;
        this.overviewError = result.error;
        if (result.data) {
            this.overview = result.data;
            this.keepChoice(result.data);
        }
        if (result.data ?? result.error) {
            this.live.reportRead(!result.error);
        }
    }

    @wire(getIncident, { incidentId: '$incidentId' })
    receiveIncident(result) {
        this.incidentResult = result;
        this.incidentError = result.error;
        if (result.data) {
            this.incident = result.data;
        }
    }

    connectedCallback() {
        this.live.start();
    }

    disconnectedCallback() {
        this.live.stop();
    }

    get error() {
        return this.overviewError ?? this.incidentError;
    }

    get isLoading() {
        return !this.overview && !this.overviewError;
    }

    get isIncidentLoading() {
        return this.incidentId !== undefined && !this.shownIncident && !this.incidentError;
    }

    /** The chosen incident; nothing while its predecessor is still what was read last. */
    get shownIncident() {
        return this.incident?.id === this.incidentId ? this.incident : undefined;
    }

    get viewerText() {
        return this.overview ? fillIn(viewerLabel, this.overview.viewer.name) : '';
    }

    handleChoose(event) {
        this.incidentId = event.detail;
    }

    async handleCommand(event) {
        await this.tell(await carryOut(event.detail));
    }

    async handleRestore(event) {
        if (this.shownIncident) {
            await this.tell(await restore(event.detail, this.shownIncident));
        }
    }

    handleRetry() {
        void this.live.readNow();
    }

    async tell(toast) {
        if (toast) {
            this.dispatchEvent(new ShowToastEvent(toast));
            await this.live.readNow();
        }
    }

    /** A person's choice stands, also when the incident leaves the list; without one, the newest incident is shown. */
    keepChoice({ incidents }) {
        this.incidentId ??= incidents[0]?.id;
    }

    async readAgain() {
        const results = [this.overviewResult, this.incidentId === undefined ? undefined : this.incidentResult];
        await Promise.all(results.flatMap((result) => (result ? refreshApex(result) : [])));
        return this.overview !== undefined && !this.error;
    }
}
