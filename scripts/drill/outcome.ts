import type { AttackReport } from './campaign.ts';
import { checked } from './checks.ts';
import type { OrgEvidence } from './evidence.ts';
import type { Learned } from './history.ts';
import type { Scenario } from './scenario.ts';
import type { WorkloadResult } from './workload.ts';

/** The one object that `--json` prints. Times in milliseconds after the first foreign request; null = it did not happen. */
export interface DrillOutcome {
    readonly scenario: string;
    readonly passed: boolean;
    readonly checks: readonly { readonly what: string; readonly ok: boolean }[];
    readonly detectedAfterMs: number | null;
    readonly containedAfterMs: number | null;
    readonly rowsAvailable: number;
    readonly rowsExposed: number;
    readonly requestsRefused: number;
    readonly calloutsBlocked: number;
    readonly batchStoppedAtChunk: number | null;
    readonly onboardedWhileCut: number;
    readonly breaker: string;
    readonly levers: readonly { readonly name: string; readonly result: string; readonly verified: boolean }[];
    readonly incident: string | null;
    readonly timeline: readonly TimelineLine[];
}

export interface TimelineLine {
    readonly afterMs: number;
    readonly who: 'client' | 'firebreak' | 'work';
    readonly what: string;
}

export interface DrillRun {
    readonly scenario: Scenario;
    readonly attack: readonly AttackReport[];
    readonly work: WorkloadResult;
    readonly evidence: OrgEvidence;
    /** What the org takes for usual after the campaign; empty without history. */
    readonly learned: readonly Learned[];
    readonly rowsAvailable: number;
    /** Requests that reached the attacker's web server. */
    readonly collected: number;
}

/** Records that reached the attacker, by reading them or in the address of an image. */
export function rowsExposed({ attack, collected }: DrillRun): number {
    return attack.reduce((rows, report) => (report.isUsual ? rows : rows + report.rows), collected);
}

/** When the first breaker of the incident opened, in milliseconds since 1970; alerts that came before it cut nothing. */
export function openedAt({ evidence }: DrillRun): number | null {
    return evidence.entries.find((entry) => entry.Kind__c === 'Breaker')?.At_Ms__c ?? null;
}

/** Customers taken in after the cut: onboarding goes on during containment. */
export function onboardedWhileCut(run: DrillRun): number {
    const opened = openedAt(run);
    return opened === null ? 0 : run.work.onboardedAt.filter((at) => at > opened).length;
}

export function judge(run: DrillRun): DrillOutcome {
    const { scenario, attack, work, evidence } = run;
    const start = (attack.find((report) => !report.isUsual) ?? attack[0])?.startedAt ?? 0;
    const after = (is: (entry: OrgEvidence['entries'][number]) => boolean): number | null => {
        const entry = evidence.entries.find(is);
        return entry ? entry.At_Ms__c - start : null;
    };
    const checks = checked(run);
    return {
        scenario: scenario.name,
        passed: checks.every((check) => check.ok),
        checks,
        detectedAfterMs: after((entry) => entry.Kind__c === 'Breaker'),
        containedAfterMs: after((entry) => entry.Text__c.startsWith('Contained')),
        rowsAvailable: run.rowsAvailable,
        rowsExposed: rowsExposed(run),
        requestsRefused: attack.filter((report) => report.outcome === 'refused').length,
        calloutsBlocked: work.calloutsBlocked,
        batchStoppedAtChunk: work.batchStoppedAtChunk,
        onboardedWhileCut: onboardedWhileCut(run),
        breaker: evidence.breakers[scenario.integration] ?? 'UNKNOWN',
        levers: evidence.levers.map((lever) => ({
            name: lever.Label__c,
            result: lever.Result__c ?? lever.Status__c,
            verified: lever.Verified__c
        })),
        incident: evidence.incident?.Name ?? null,
        timeline: timeline(run, start)
    };
}

function timeline({ attack, work, evidence }: DrillRun, start: number): TimelineLine[] {
    const telling = attack.filter((report) => !report.isUsual || report.outcome === 'refused');
    const lines: TimelineLine[] = telling.map((report) => ({
        afterMs: report.endedAt - start,
        who: 'client',
        what: `${report.step}: ${report.outcome === 'answered' ? answered(report) : `refused, ${report.errorCode}`}`
    }));
    for (const entry of evidence.entries)
        lines.push({ afterMs: entry.At_Ms__c - start, who: 'firebreak', what: entry.Text__c });
    if (work.firstBlockedAt !== null)
        lines.push({
            afterMs: work.firstBlockedAt - start,
            who: 'work',
            what: 'first credit scoring stopped at the breaker'
        });
    return lines.sort((a, b) => a.afterMs - b.afterMs);
}

const answered = (report: AttackReport): string => (report.rows > 0 ? `answered, ${report.rows} records` : 'answered');
