import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'jsforce';
import { ApexFailed, runApex } from '../connection.ts';
import type { CampaignClock } from './campaignClock.ts';
import { LeadAnswering } from './leadAnswering.ts';
import type { Scenario, Work } from './scenario.ts';

/** What the ordinary work of the sample fintech came to while the campaign ran. */
export interface WorkloadResult {
    readonly scored: number;
    /** Scoring calls that ended in BreakerOpenException or in the declared default answer. */
    readonly calloutsBlocked: number;
    readonly firstBlockedAt: number | null;
    /** When each customer was taken in, in milliseconds since 1970 by the org's clock. */
    readonly onboardedAt: readonly number[];
    readonly onboardingFailures: readonly string[];
    readonly answersAllowed: number;
    readonly answersRefused: number;
    readonly defaultAnswers: number;
    readonly batchChunks: number;
    /** Chunks that ran before the cut; null when the job went through to its end. */
    readonly batchStoppedAtChunk: number | null;
}

// Two requests, because the platform refuses a callout after DML in one transaction.
const OPEN_APPLICATION = `ApplicationIntake.openApplication('Drill applicant', 4200, 15000);`;
const LAST_APPLICATION = 'SELECT Id, Decision__c FROM Loan_Application__c ORDER BY CreatedDate DESC, Name DESC LIMIT 1';
const ENDED: ReadonlySet<string> = new Set(['Completed', 'Aborted', 'Failed']);
const BATCH_PATIENCE_MS = 60_000;
const POLL_MS = 200;
const ONBOARD = `ApplicationIntake.registerLead('Drill prospect', 'Drill company');`;

/** Keeps the sample fintech at work until it is told to stop. */
export class Workload {
    private readonly connection: Connection;
    private readonly clock: CampaignClock;
    private readonly loops: Promise<void>[] = [];
    private readonly later: Work[] = [];
    private stopping = false;
    private scored = 0;
    private calloutsBlocked = 0;
    private firstBlockedAt: number | null = null;
    private readonly onboardedAt: number[] = [];
    private readonly onboardingFailures: string[] = [];
    private answering: LeadAnswering | null = null;
    private batchJob: string | null = null;
    private fault: Error | null = null;

    constructor(connection: Connection, clock: CampaignClock) {
        this.connection = connection;
        this.clock = clock;
    }

    async start({ workload }: Scenario): Promise<void> {
        for (const work of workload) {
            if (work.at === null) await this.begin(work);
            else this.later.push(work);
        }
    }

    /** Begins what is to begin by that moment of the campaign. */
    async reached(campaignTime: number): Promise<void> {
        const due = this.later.filter(({ at }) => Date.parse(at!) <= campaignTime);
        for (const work of due) {
            this.later.splice(this.later.indexOf(work), 1);
            await this.begin(work);
        }
    }

    private async begin(work: Work): Promise<void> {
        switch (work.do) {
            case 'contactSync':
                this.batchJob = await this.startBatch(work.chunkSize ?? 200);
                break;
            case 'leadAnswering': {
                const answering = new LeadAnswering(this.connection, new Date(this.clock.now));
                this.answering = answering;
                this.loops.push(this.repeat(work.everyMs ?? 500, () => answering.round()));
                break;
            }
            case 'creditScoring':
                this.loops.push(this.repeat(work.everyMs ?? 500, () => this.score()));
                break;
            case 'onboarding':
                this.loops.push(this.repeat(work.everyMs ?? 500, () => this.onboard()));
        }
    }

    async stop(): Promise<WorkloadResult> {
        this.stopping = true;
        await Promise.all(this.loops);
        if (this.fault) throw this.fault;
        const job = await this.batchEnd();
        return {
            scored: this.scored,
            calloutsBlocked: this.calloutsBlocked,
            firstBlockedAt: this.firstBlockedAt,
            onboardedAt: this.onboardedAt,
            onboardingFailures: this.onboardingFailures,
            answersAllowed: this.answering?.allowed ?? 0,
            answersRefused: this.answering?.refused ?? 0,
            defaultAnswers: this.answering?.defaults ?? 0,
            batchChunks: job?.TotalJobItems ?? 0,
            batchStoppedAtChunk: job && stoppedEarly(job) ? job.JobItemsProcessed - job.NumberOfErrors : null
        };
    }

    private async score(): Promise<void> {
        await runApex(this.connection, OPEN_APPLICATION);
        const opened = await this.lastApplication();
        try {
            await runApex(this.connection, `CreditScoring.score('${opened.Id}');`);
        } catch (fault) {
            if (!(fault instanceof ApexFailed) || !fault.exceptionMessage?.includes('BreakerOpenException'))
                throw fault;
            this.noteBlocked();
            return;
        }
        if ((await this.lastApplication()).Decision__c === 'Approve') this.scored += 1;
        else this.noteBlocked();
    }

    private async lastApplication(): Promise<{ Id: string; Decision__c: string }> {
        const { records } = await this.connection.query<{ Id: string; Decision__c: string }>(LAST_APPLICATION);
        return records[0]!;
    }

    private noteBlocked(): void {
        this.calloutsBlocked += 1;
        this.firstBlockedAt ??= this.clock.now;
    }

    private async onboard(): Promise<void> {
        try {
            await runApex(this.connection, ONBOARD);
            this.onboardedAt.push(this.clock.now);
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

    /** The sync job as it ended, or as it stands after a patience that no healthy job needs. */
    private async batchEnd(): Promise<BatchJob | null> {
        const until = Date.now() + BATCH_PATIENCE_MS;
        for (;;) {
            const job = await this.batchState();
            if (!job || ENDED.has(job.Status) || Date.now() > until) return job;
            await pause(POLL_MS);
        }
    }

    private async batchState(): Promise<BatchJob | null> {
        if (this.batchJob === null) return null;
        const { records } = await this.connection.query<BatchJob>(
            `SELECT Status, JobItemsProcessed, TotalJobItems, NumberOfErrors FROM AsyncApexJob WHERE Id = '${this.batchJob}'`
        );
        return records[0] ?? null;
    }

    private async repeat(everyMs: number, act: () => Promise<void>): Promise<void> {
        while (!this.stopping && !this.fault) {
            await act().catch((fault: Error) => (this.fault = fault));
            await pause(everyMs);
        }
    }
}

interface BatchJob {
    readonly Status: string;
    readonly JobItemsProcessed: number;
    readonly TotalJobItems: number;
    readonly NumberOfErrors: number;
}

const stoppedEarly = (job: BatchJob): boolean => job.Status !== 'Completed' || job.NumberOfErrors > 0;
