import { setTimeout as pause } from 'node:timers/promises';
import type { ActorProcess } from './actors/actorProcess.ts';
import type { CampaignClock } from './campaignClock.ts';
import type { Report } from './foreignClient.ts';
import type { Scenario, Step } from './scenario.ts';
import type { Witnesses } from './witness.ts';

/** What came of one step of the campaign; its times are of the org's clock. */
export interface AttackReport extends Report {
    readonly actor: string;
    readonly step: string;
    /** The integration's own work: what it reads is no loss. */
    readonly isUsual: boolean;
    /** When the step stood in the campaign's log; null for the attempts after it. */
    readonly campaignAt: string | null;
}

const READING: ReadonlySet<Step['do']> = new Set(['restQuery', 'drip', 'exportReport', 'openListView', 'enumerate']);
const MINUTE_MS = 60_000;
const RETRY_MS = 200;
/** A line of progress at most this often. */
const PROGRESS_MS = 1_000;

/** The steps of a scenario, done by its actors at their times. */
export class Campaign {
    readonly reports: AttackReport[] = [];
    private readonly scenario: Scenario;
    private readonly actors: ReadonlyMap<string, ActorProcess>;
    private readonly clock: CampaignClock;
    private readonly witnesses: Witnesses;

    constructor(
        scenario: Scenario,
        actors: ReadonlyMap<string, ActorProcess>,
        clock: CampaignClock,
        witnesses: Witnesses
    ) {
        this.scenario = scenario;
        this.actors = actors;
        this.clock = clock;
        this.witnesses = witnesses;
    }

    /** @param reached told when the clock has come to a step */
    async play(reached: (campaignTime: number) => Promise<void>, print: (line: string) => void): Promise<void> {
        const acts = this.schedule();
        const ended = new Set<string>();
        let printedAt = Date.now();
        for (const [index, { at, step }] of acts.entries()) {
            if (ended.has(readingOf(step))) continue;
            await this.clock.passUntil(at);
            await reached(at);
            const witness = this.witnesses[step.do];
            if (witness) await witness.report(this.actors.get(step.as)!.actor, step);
            else {
                const report = await this.report(step, describeStep(step), new Date(at).toISOString());
                // Whoever has lost his session does not come back for the same records hour after hour.
                if (hasEnded(report)) ended.add(readingOf(step));
            }
            await pause(this.actors.get(step.as)!.actor.pauseMs);
            if (Date.now() - printedAt < PROGRESS_MS) continue;
            printedAt = Date.now();
            print(`  ${new Date(at).toISOString().slice(0, 16)}  step ${index + 1} of ${acts.length}`);
        }
    }

    /** Real thieves do not stop at the first refusal: asks on until the session itself is dead, then tries the access once more. */
    async keepTrying(patienceMs: number): Promise<void> {
        const { steps, actors } = this.scenario;
        const last = steps.findLast((step) => READING.has(step.do) && !actors[step.as]!.isColleague);
        if (!last) return;
        const until = Date.now() + patienceMs;
        let answer: AttackReport | null = null;
        while (!hasEnded(answer) && Date.now() < until) {
            answer = await this.report(last, 'try again', null);
            await pause(RETRY_MS);
        }
        await this.report({ ...last, do: 'login' }, 'log in again', null);
    }

    /** Every repetition at its own time; steps of several actors interleave. */
    private schedule(): { readonly at: number; readonly step: Step }[] {
        return this.scenario.steps
            .flatMap((step) =>
                Array.from({ length: step.repeat.times }, (_, index) => ({
                    at: Date.parse(step.at) + index * step.repeat.everyMinutes * MINUTE_MS,
                    step
                }))
            )
            .sort((a, b) => a.at - b.at);
    }

    private async report(step: Step, text: string, campaignAt: string | null): Promise<AttackReport> {
        const report = await this.actors.get(step.as)!.perform(step);
        const entry: AttackReport = {
            ...report,
            actor: step.as,
            step: text,
            isUsual: step.do === 'usual' || this.scenario.actors[step.as]!.isColleague,
            campaignAt,
            startedAt: this.clock.ofOrg(report.startedAt),
            endedAt: this.clock.ofOrg(report.endedAt)
        };
        this.reports.push(entry);
        return entry;
    }
}

const SESSION_ENDED: ReadonlySet<string> = new Set(['INVALID_SESSION_ID', 'LOGGED_OUT', 'NO_ACCESS', 'invalid_grant']);

function hasEnded(report: AttackReport | null): boolean {
    return SESSION_ENDED.has(report?.errorCode ?? '');
}

/** What repetitions of a step have in common. */
function readingOf({ as, do: kind, object, soql, report }: Step): string {
    return [as, kind, object, soql, report].join('|');
}

function describeStep(step: Step): string {
    const subject = step.object ?? step.report ?? step.soql?.replace(/^.* FROM /, 'records of ') ?? '';
    return `${step.do} ${subject}`.trim();
}
