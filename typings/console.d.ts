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

    export interface ConsoleHealth {
        asOf: string;
        rules: number;
        ruleProblems: string[];
        integrations: number;
        registryProblems: string[];
        alerts: ConsoleAlert[];
    }

    export type Maturity = 'Shadow' | 'Alert' | 'Enforced';
    export type BacktestStatus = 'Running' | 'Completed' | 'Failed';

    export interface RuleSuppression {
        Id: string;
        Integration_Key__c: string;
        Object__c?: string;
        Network__c?: string;
        Reason__c: string;
        Expires_At__c: string;
        CreatedBy?: { Name: string };
    }

    export interface RuleBacktest {
        Id: string;
        Rule_Id__c: string;
        From__c: string;
        Until__c: string;
        Status__c: BacktestStatus;
        Progress__c?: number;
        Signals_Judged__c?: number;
        Verdicts__c?: number;
        Problem__c?: string;
    }

    export interface RuleBacktestFinding {
        Id: string;
        Integration_Key__c: string;
        Decided_At__c: string;
        Sentence__c: string;
    }

    export interface ConsoleBacktest {
        backtest: RuleBacktest;
        findings: RuleBacktestFinding[];
        byIntegration: Record<string, number>;
    }

    export interface RuleChange {
        Id: string;
        From__c: Maturity;
        To__c: Maturity;
        Reason__c: string;
        Status__c: 'Ordered' | 'Done' | 'Refused';
        Problem__c?: string;
        CreatedDate: string;
        CreatedBy?: { Name: string };
    }

    export interface RuleVerdict {
        Id: string;
        Integration_Key__c: string;
        Sentence__c?: string;
        /** JSON */
        Numbers__c?: string;
        Maturity__c: Maturity | 'Suppressed';
        Decided_At__c: string;
        Is_Drill__c: boolean;
        Incident__r?: { Name: string };
    }

    export interface ConsoleRuleSetting {
        label: string;
        help?: string;
        value?: string;
        isDefault: boolean;
        least?: string;
        most?: string;
        choices?: string;
    }

    export interface ConsoleRule {
        ruleId: string;
        title?: string;
        maturity: Maturity;
        severity: Severity;
        active: boolean;
        problems: string[];
        verdicts: number;
        suppressed: number;
        suppressions: RuleSuppression[];
        latestBacktest?: RuleBacktest;
    }

    export interface ConsoleRuleDetail extends ConsoleRule {
        method: string;
        integrationKey?: string;
        settings: ConsoleRuleSetting[];
        falsePositives?: string;
        runbook?: string;
        origin?: string;
        latestVerdicts: RuleVerdict[];
        changes: RuleChange[];
        isTried: boolean;
    }

    /** What the viewer may do about rules. */
    export interface RuleRights {
        canBacktest: boolean;
        canSuppress: boolean;
        canArm: boolean;
    }

    export interface ConsoleRulebook extends RuleRights {
        asOf: string;
        rules: ConsoleRule[];
        integrationKeys: string[];
    }
}

declare module '@salesforce/apex/ConsoleController.getOverview' {
    const method: import('salesforce/apex').ApexMethod<
        Record<string, never>,
        import('firebreak/console').ConsoleOverview
    >;
    export default method;
}

declare module '@salesforce/apex/ConsoleController.getHealth' {
    const method: import('salesforce/apex').ApexMethod<
        Record<string, never>,
        import('firebreak/console').ConsoleHealth
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

declare module '@salesforce/apex/DetectionConsole.getRules' {
    const method: import('salesforce/apex').ApexMethod<
        Record<string, never>,
        import('firebreak/console').ConsoleRulebook
    >;
    export default method;
}

declare module '@salesforce/apex/DetectionConsole.getRule' {
    const method: import('salesforce/apex').ApexMethod<
        { ruleId: string },
        import('firebreak/console').ConsoleRuleDetail
    >;
    export default method;
}

declare module '@salesforce/apex/DetectionConsole.startBacktest' {
    const method: import('salesforce/apex').ApexMethod<{ ruleId: string; hours: number }, string>;
    export default method;
}

declare module '@salesforce/apex/DetectionConsole.getBacktest' {
    const method: import('salesforce/apex').ApexMethod<
        { backtestId: string },
        import('firebreak/console').ConsoleBacktest
    >;
    export default method;
}

declare module '@salesforce/apex/DetectionConsole.changeMaturity' {
    const method: import('salesforce/apex').ApexMethod<
        { ruleId: string; maturity: import('firebreak/console').Maturity; reason: string },
        void
    >;
    export default method;
}

declare module '@salesforce/apex/DetectionConsole.suppress' {
    const method: import('salesforce/apex').ApexMethod<{ suppression: Record<string, string> }, void>;
    export default method;
}

declare module '@salesforce/apex/DetectionConsole.endSuppression' {
    const method: import('salesforce/apex').ApexMethod<{ suppressionId: string }, void>;
    export default method;
}
