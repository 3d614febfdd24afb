import type { Connection } from 'jsforce';
import { ApexFailed, runApex } from '../connection.ts';
import type { Scenario } from './scenario.ts';

/** What the ordinary work of the sample fintech came to while the campaign ran. */
export interface WorkloadResult {
    readonly scored: number;
    /** Scoring calls that ended in BreakerOpenException or in the declared default answer. */
    readonly calloutsBlocked: number;
    readonly firstBlockedAt: number | null;
    readonly onboarded: number;
    readonly onboardingFailures: readonly string[];
    /** Customers taken in after the first blocked call: onboarding goes on during containment. */
    readonly onboardedWhileCut: number;
    readonly batchChunks: number;
    /** Chunks that ran before the cut; null when the job went through to its end. */
    readonly batchStoppedAtChunk: number | null;
}

const SCORE = `
Id application = ApplicationIntake.openApplication('Drill applicant', 4200, 15000);
CreditScoring.score(application);`;
const LAST_DECISION = 'SELECT Decision__c FROM Loan_Application__c ORDER BY CreatedDate DESC, Name DESC LIMIT 1';
const ONBOARD = `ApplicationIntake.registerLead('Drill prospect', 'Drill company');`;

/** Keeps the sample fintech at work until it is told to stop. */
export class Workload {
    private readonly connection: Connection;
    private readonly loops: Promise<void>[] = [];
    private stopping = false;
    private scored = 0;
    private calloutsBlocked = 0;
    private firstBlockedAt: number | null = null;
    private onboarded = 0;
    private onboardedWhileCut = 0;
    private readonly onboardingFailures: string[] = [];
    private batchJob: string | null = null;

    constructor(connection: Connection) {
        this.connection = connection;
    }

    async start(scenario: Scenario): Promise<void> {
        for (const work of scenario.workload) {
            switch (work.do) {
                case 'contactSync':
                    this.batchJob = await this.startBatch(work.chunkSize ?? 200);
                    break;
                case 'creditScoring':
                    this.loops.push(this.repeat(work.everyMs ?? 500, () => this.score()));
                    break;
                case 'onboarding':
                    this.loops.push(this.repeat(work.everyMs ?? 500, () => this.onboard()));
            }
        }
    }

    async stop(): Promise<WorkloadResult> {
        this.stopping = true;
        await Promise.all(this.loops);
        const job = await this.batchState();
        return {
            scored: this.scored,
            calloutsBlocked: this.calloutsBlocked,
            firstBlockedAt: this.firstBlockedAt,
            onboarded: this.onboarded,
            onboardedWhileCut: this.onboardedWhileCut,
            onboardingFailures: this.onboardingFailures,
            batchChunks: job?.TotalJobItems ?? 0,
            batchStoppedAtChunk: job && job.Status !== 'Completed' ? job.JobItemsProcessed : job && job.NumberOfErrors > 0 ? job.JobItemsProcessed - job.NumberOfErrors : null
        };
    }

    private async score(): Promise<void> {
        try {
            await runApex(this.connection, SCORE);
        } catch (fault) {
            if (!(fault instanceof ApexFailed) || !fault.exceptionMessage?.includes('BreakerOpenException')) throw fault;
            this.noteBlocked();
            return;
        }
        const { records } = await this.connection.query<{ Decision__c: string }>(LAST_DECISION);
        if (records[0]?.Decision__c === 'Approve') this.scored += 1;
        else this.noteBlocked();
    }

    private noteBlocked(): void {
        this.calloutsBlocked += 1;
        this.firstBlockedAt ??= Date.now();
    }

    private async onboard(): Promise<void> {
        try {
            await runApex(this.connection, ONBOARD);
            this.onboarded += 1;
            if (this.firstBlockedAt !== null) this.onboardedWhileCut += 1;
        } catch (fault) {
            if (!(fault instanceof ApexFailed)) throw fault;
            this.onboardingFailures.push(fault.message);
        }
    }

    private async startBatch(chunkSize: number): Promise<string | null> {
        await runApex(this.connection, `Database.executeBatch(new ContactSyncBatch(), ${chunkSize});`);
        const { records } = await this.connection.query<{ Id: string }>(
            "SELECT Id FROM AsyncApexJob WHERE JobType = 'BatchApex' ORDER BY CreatedDate DESC LIMIT 1"
        );
        return records[0]?.Id ?? null;
    }

    private async batchState(): Promise<{ Status: string; JobItemsProcessed: number; TotalJobItems: number; NumberOfErrors: number } | null> {
        if (this.batchJob === null) return null;
        const { records } = await this.connection.query<{ Status: string; JobItemsProcessed: number; TotalJobItems: number; NumberOfErrors: number }>(
            `SELECT Status, JobItemsProcessed, TotalJobItems, NumberOfErrors FROM AsyncApexJob WHERE Id = '${this.batchJob}'`
        );
        return records[0] ?? null;
    }

    private async repeat(everyMs: number, act: () => Promise<void>): Promise<void> {
        while (!this.stopping) {
            await act();
            await new Promise((resolve) => setTimeout(resolve, everyMs));
        }
    }
}
