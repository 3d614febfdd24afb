/** What ConsoleController sends. Datetimes are ISO 8601 in UTC; a member without a value is left out by the platform. */
declare module 'firebreak/console' {
    export type BreakerState = 'CLOSED' | 'OPEN' | 'ISOLATED' | 'HALF_OPEN' | 'SHADOW' | 'DISABLED' | 'UNKNOWN';
    export type Severity = 'Low' | 'Medium' | 'High' | 'Critical';
    export type IncidentStatus = 'Open' | 'Contained' | 'Recovering' | 'Closed';
    export type LeverStatus = 'Planned' | 'Acting' | 'Verified' | 'Failed' | 'NotNeeded';
    export type EntryKind = 'Detection' | 'Breaker' | 'Lever' | 'Person' | 'Note' | 'Correction';

    export interface ConsoleViewer {
        userId: string;
        name: string;
        canIsolate: boolean;
        canClose: boolean;
    }

    export interface ConsoleBreaker {
        key: string;
        label: string;
        vendor?: string;
        kind?: string;
        state: BreakerState;
        reason?: string;
        changedAt?: string;
        changedBy?: string;
        version: number;
        incidentId?: string;
        incidentName?: string;
        closeRequestedById?: string;
        closeRequestedBy?: string;
        closeReason?: string;
    }

    export interface ConsoleIncidentRow {
        id: string;
        name: string;
        integrationKey: string;
        integrationLabel: string;
        severity: Severity;
        status: IncidentStatus;
        summary?: string;
        detectedAt?: string;
        containedAt?: string;
        isDrill: boolean;
    }

    export interface ConsoleEntry {
        id: string;
        sequence: number;
        at: string;
        kind: EntryKind;
        text: string;
        actor?: string;
    }

    export interface ConsoleAction {
        id: string;
        lever: string;
        label: string;
        order: number;
        status: LeverStatus;
        result?: string;
        verified: boolean;
        attempts?: number;
        startedAt?: string;
        actedAt?: string;
        verifiedAt?: string;
        nextLever?: string;
        errorCode?: string;
    }

    export interface ConsoleIncident extends ConsoleIncidentRow {
        occurredAt?: string;
        awareAt?: string;
        recoveredAt?: string;
        openedByRule?: string;
        timeline: ConsoleEntry[];
        actions: ConsoleAction[];
    }

    export interface ConsoleAlert {
        id: string;
        integrationKey?: string;
        registered: boolean;
        sentence: string;
        severity: Severity;
        at: string;
    }

    export interface ConsoleOverview {
        asOf: string;
        viewer: ConsoleViewer;
        breakers: ConsoleBreaker[];
        incidents: ConsoleIncidentRow[];
        alerts: ConsoleAlert[];
    }
}

declare module '@salesforce/apex/ConsoleController.getOverview' {
    const method: import('salesforce/apex').ApexMethod<
        Record<string, never>,
        import('firebreak/console').ConsoleOverview
    >;
    export default method;
}

declare module '@salesforce/apex/ConsoleController.getIncident' {
    const method: import('salesforce/apex').ApexMethod<
        { incidentId: string },
        import('firebreak/console').ConsoleIncident
    >;
    export default method;
}

declare module '@salesforce/apex/DeferredCallController.decide' {
    const decide: import('salesforce/apex').ApexMethod<{ callId: string; discard: boolean; reason: string }, void>;
    export default decide;
}

declare module '@salesforce/apex/ConsoleController.cutOff' {
    const method: import('salesforce/apex').ApexMethod<{ integrationKey: string; reason: string }, void>;
    export default method;
}

declare module '@salesforce/apex/ConsoleController.requestClose' {
    const method: import('salesforce/apex').ApexMethod<{ key: string; reason: string }, void>;
    export default method;
}

declare module '@salesforce/apex/ConsoleController.approveClose' {
    const method: import('salesforce/apex').ApexMethod<{ key: string; reason: string }, void>;
    export default method;
}

declare module '@salesforce/apex/ConsoleController.requestProbe' {
    const method: import('salesforce/apex').ApexMethod<{ key: string; reason: string }, void>;
    export default method;
}
