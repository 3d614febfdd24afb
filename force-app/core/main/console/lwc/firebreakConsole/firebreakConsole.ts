import { LightningElement, wire } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { refreshApex } from '@salesforce/apex';
import getIncident from '@salesforce/apex/ConsoleController.getIncident';
import getOverview from '@salesforce/apex/ConsoleController.getOverview';
import loading from '@salesforce/label/c.Console_Loading';
import title from '@salesforce/label/c.Console_Title';
import viewerLabel from '@salesforce/label/c.Console_Viewer';
import choose from '@salesforce/label/c.Incidents_Choose';
import type { BreakerCommand } from 'c/breakerBoard';
import { fillIn } from 'c/labelText';
import { LiveUpdates } from 'c/liveUpdates';
import type { LiveState } from 'c/liveUpdates';
import type { RestoreCommand } from 'c/restorePanel';
import type { ConsoleIncident, ConsoleOverview } from 'firebreak/console';
import type { ApexError, WireResult } from 'salesforce/apex';
import { carryOut, restore } from './commands';

const CHANNELS = ['/event/Incident_Changed__e', '/event/Breaker_Changed__e'];

/** The Firebreak console: shows what the org says, asks it to act, and reads again whenever something changed. */
export default class FirebreakConsole extends LightningElement {
    overview?: ConsoleOverview;
    overviewError?: ApexError;
    incident?: ConsoleIncident;
    incidentError?: ApexError;
    incidentId?: string;
    liveState: LiveState = 'connecting';
    labels = { choose, loading, title };

    private overviewResult?: WireResult<ConsoleOverview>;
    private incidentResult?: WireResult<ConsoleIncident>;
    private readonly live = new LiveUpdates({
        channels: CHANNELS,
        read: () => this.readAgain(),
        show: (state) => {
            this.liveState = state;
        }
    });

    @wire(getOverview)
    receiveOverview(result: WireResult<ConsoleOverview>): void {
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
    receiveIncident(result: WireResult<ConsoleIncident>): void {
        this.incidentResult = result;
        this.incidentError = result.error;
        if (result.data) {
            this.incident = result.data;
        }
    }

    override connectedCallback(): void {
        this.live.start();
    }

    override disconnectedCallback(): void {
        this.live.stop();
    }

    get error(): ApexError | undefined {
        return this.overviewError ?? this.incidentError;
    }

    get isLoading(): boolean {
        return !this.overview && !this.overviewError;
    }

    get isIncidentLoading(): boolean {
        return this.incidentId !== undefined && !this.shownIncident && !this.incidentError;
    }

    /** The chosen incident; nothing while its predecessor is still what was read last. */
    get shownIncident(): ConsoleIncident | undefined {
        return this.incident?.id === this.incidentId ? this.incident : undefined;
    }

    get viewerText(): string {
        return this.overview ? fillIn(viewerLabel, this.overview.viewer.name) : '';
    }

    handleChoose(event: CustomEvent<string>): void {
        this.incidentId = event.detail;
    }

    async handleCommand(event: CustomEvent<BreakerCommand>): Promise<void> {
        await this.tell(await carryOut(event.detail));
    }

    async handleRestore(event: CustomEvent<RestoreCommand>): Promise<void> {
        if (this.shownIncident) {
            await this.tell(await restore(event.detail, this.shownIncident));
        }
    }

    handleRetry(): void {
        void this.live.readNow();
    }

    private async tell(toast?: { title: string; variant: 'success' }): Promise<void> {
        if (toast) {
            this.dispatchEvent(new ShowToastEvent(toast));
            await this.live.readNow();
        }
    }

    /** A person's choice stands, also when the incident leaves the list; without one, the newest incident is shown. */
    private keepChoice({ incidents }: ConsoleOverview): void {
        this.incidentId ??= incidents[0]?.id;
    }

    private async readAgain(): Promise<boolean> {
        const results = [this.overviewResult, this.incidentId === undefined ? undefined : this.incidentResult];
        await Promise.all(results.flatMap((result) => (result ? refreshApex(result) : [])));
        return this.overview !== undefined && !this.error;
    }
}
