/** What ConsoleController sends. Datetimes are ISO 8601 in UTC; a member without a value is left out by the platform. */
declare module 'firebreak/console' {
    export type BreakerState = 'CLOSED' | 'OPEN' | 'ISOLATED' | 'HALF_OPEN' | 'SHADOW' | 'DISABLED' | 'UNKNOWN';
    export type Severity = 'Low' | 'Medium' | 'High' | 'Critical';
    export type IncidentStatus = 'Open' | 'Contained' | 'Recovering' | 'Closed';
    export type LeverStatus = 'Planned' | 'Acting' | 'Verified' | 'Failed' | 'NotNeeded' | 'NotAvailable' | 'Ordered';
    export type Fallback = 'Block' | 'Queue' | 'DefaultAnswer';
    export type RestoreStatus = 'Requested' | 'Approved' | 'Restoring' | 'Restored' | 'RestoreFailed';
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
        isGroup: boolean;
        stoppedBy?: string;
        probeRemaining?: number;
        probeSize?: number;
        inFlight?: number;
        bypass?: ConsoleBypass;
    }

    export interface ConsoleBypass {
        person?: string;
        minutes?: number;
        reason?: string;
        requestedBy?: string;
        approvedBy?: string;
        endsAt?: string;
        passes: number;
    }

    export interface ConsoleCap {
        label: string;
        tripped: number;
        allowed: number;
    }

    export interface ConsoleImpact {
        key: string;
        label: string;
        vendor?: string;
        fallback: Fallback;
        jobs: number;
        waiting: number;
        callouts: number;
        reads: number;
        serviceUser?: string;
        sessions?: number;
        people: number;
        leverLabels: string[];
    }

    export interface ConsolePreview {
        impacts: ConsoleImpact[];
        others: string[];
        pullsLevers: boolean;
        jobs: number;
    }

    export interface ConsoleRestore {
        id: string;
        label: string;
        finding?: string;
        status?: RestoreStatus;
        requestedBy?: string;
        reason?: string;
        result?: string;
        restoredAt?: string;
        note?: string;
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
        restores: ConsoleRestore[];
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
        caps: ConsoleCap[];
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
    const method: import('salesforce/apex').ApexMethod<{ key: string; reason: string }, void>;
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

declare module '@salesforce/apex/ConsoleController.approveBypass' {
    const method: import('salesforce/apex').ApexMethod<{ key: string; reason: string }, void>;
    export default method;
}

declare module '@salesforce/apex/ConsoleController.endBypass' {
    const method: import('salesforce/apex').ApexMethod<{ key: string; reason: string }, void>;
    export default method;
}

declare module '@salesforce/apex/ConsoleController.previewCutOff' {
    const method: import('salesforce/apex').ApexMethod<{ key: string }, import('firebreak/console').ConsolePreview>;
    export default method;
}

declare module '@salesforce/apex/ConsoleController.requestBypass' {
    const method: import('salesforce/apex').ApexMethod<
        { key: string; username: string; minutes: number; reason: string },
        void
    >;
    export default method;
}

declare module '@salesforce/apex/ConsoleController.requestRestore' {
    const method: import('salesforce/apex').ApexMethod<
        { incidentId: string; actionIds: string[]; reason: string },
        void
    >;
    export default method;
}

declare module '@salesforce/apex/ConsoleController.approveRestore' {
    const method: import('salesforce/apex').ApexMethod<
        { incidentId: string; actionIds: string[]; reason: string },
        void
    >;
    export default method;
}
