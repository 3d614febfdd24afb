import { table } from 'table';
import type { DrillOutcome } from './outcome.ts';

/** The outcome for people: what happened when, what was pulled, what it came to. */
export function printOutcome(outcome: DrillOutcome): string {
    return [
        table(
            [['After', 'Who', 'What'], ...outcome.timeline.map((line) => [seconds(line.afterMs), line.who, line.what])],
            TIMELINE
        ),
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
            ['Noticed after', seconds(outcome.detectedAfterMs)],
            ['Contained after', seconds(outcome.containedAfterMs)],
            ['Records that could be read', String(outcome.rowsAvailable)],
            ['Records that left', String(outcome.rowsExposed)],
            ['Requests refused', String(outcome.requestsRefused)],
            ['Callouts stopped at the breaker', String(outcome.calloutsBlocked)],
            [
                'Sync job stopped after chunk',
                outcome.batchStoppedAtChunk === null ? 'went through' : String(outcome.batchStoppedAtChunk)
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

const seconds = (ms: number | null): string => (ms === null ? 'never' : `${(ms / 1000).toFixed(2)} s`);
