import { table } from 'table';
import type { DrillOutcome } from './outcome.ts';

/** The outcome for people: what happened when, what was pulled, what it came to. */
export function printOutcome(outcome: DrillOutcome): string {
    return [
        table([['After', 'Who', 'What'], ...condensed(outcome.timeline)], TIMELINE),
        outcome.levers.length > 0
            ? table(
                  [
                      ['Lever', 'Result', 'Proven'],
                      ...outcome.levers.map((lever) => [lever.name, lever.result, lever.verified ? 'yes' : 'NO'])
                  ],
                  LEVERS
              )
            : '',
        table([
            ['Noticed after', duration(outcome.detectedAfterMs)],
            ['Contained after', duration(outcome.containedAfterMs)],
            ['Records that could be read', String(outcome.rowsAvailable)],
            ['Records that left', String(outcome.rowsExposed)],
            ['Requests refused', String(outcome.requestsRefused)],
            ['Callouts stopped at the breaker', String(outcome.calloutsBlocked)],
            [
                'Sync job stopped after chunk',
                outcome.batchStoppedAtChunk === null ? 'not stopped' : String(outcome.batchStoppedAtChunk)
            ],
            ['Customers taken in during the cut', String(outcome.onboardedWhileCut)],
            ['Breaker', outcome.breaker],
            ['Incident', outcome.incident ?? 'none']
        ]),
        ...outcome.checks.map((check) => `${check.ok ? 'yes' : 'NO '}  ${check.what}`),
        '',
        outcome.passed ? `Drill ${outcome.scenario}: passed.` : `Drill ${outcome.scenario}: FAILED.`
    ].join('\n');
}

const TIMELINE = { columns: { 2: { width: 90, wrapWord: true } } };
const LEVERS = { columns: { 1: { width: 90, wrapWord: true } } };

/** Lines that say the same one after another become one. */
function condensed(lines: DrillOutcome['timeline']): string[][] {
    const rows: { after: number; who: string; what: string; times: number }[] = [];
    for (const { afterMs, who, what } of lines) {
        const last = rows.at(-1);
        if (last?.who === who && last.what === what) last.times += 1;
        else rows.push({ after: afterMs, who, what, times: 1 });
    }
    return rows.map(({ after, who, what, times }) => [
        duration(after),
        who,
        times > 1 ? `${what} (${times} times)` : what
    ]);
}

/** For example `1.26 s`, `00:17:39` or `4 d 12:26:01`: campaigns last from seconds to days. */
export function duration(ms: number | null): string {
    if (ms === null) return 'never';
    if (Math.abs(ms) < 60_000) return `${(ms / 1000).toFixed(2)} s`;
    const days = Math.floor(ms / 86_400_000);
    const clock = new Date(ms % 86_400_000).toISOString().slice(11, 19);
    return days > 0 ? `${days} d ${clock}` : clock;
}
