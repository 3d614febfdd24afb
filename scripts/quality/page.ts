import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import type { FalseAlarms, LeakResult } from './detection.ts';
import type { RunLength } from './runLengths.ts';
import { PARAMETERS } from './traffic.ts';

/** Everything that one run of `npm run quality` has measured. */
export interface Quality {
    readonly seed: number;
    readonly runLengths: readonly RunLength[];
    readonly falseAlarms: FalseAlarms;
    readonly leaks: readonly LeakResult[];
}

export const GOALS = { deviation: 0.03, firstHour: 0.99, week: 0.9, falseAlarms: 0.5 } as const;

/** A goal with what came out. */
export interface Verdict {
    readonly goal: string;
    readonly measured: string;
    readonly met: boolean;
}

export function verdictsOf({ runLengths, falseAlarms, leaks }: Quality): Verdict[] {
    const worst = Math.max(...runLengths.map(({ deviation }) => Math.abs(deviation)));
    const great = leaks.filter(({ factor }) => factor >= 10);
    const firstHour = sum(great.map(({ withinHour, runs }) => withinHour * runs)) / sum(great.map(({ runs }) => runs));
    const week = leaks.find(({ factor, hours }) => factor === 2 && hours === 168)!;
    const alarms = falseAlarms.total / falseAlarms.entityMonths;
    return [
        verdict('Mean run lengths within 3 % of theory', percent(worst), worst <= GOALS.deviation),
        verdict('× 10 and more found in the first hour: ≥ 99 %', percent(firstHour), firstHour >= GOALS.firstHour),
        verdict('× 2 over a week found: ≥ 90 %', percent(week.detected), week.detected >= GOALS.week),
        verdict('False alarms per entity and month: ≤ 0.5', alarms.toFixed(2), alarms <= GOALS.falseAlarms)
    ];
}

export async function writeQualityPage(path: string, quality: Quality): Promise<void> {
    writeFileSync(path, await format(pageOf(quality), { ...(await resolveConfig(path)), filepath: path }));
}

function pageOf(quality: Quality): string {
    const { runLengths, falseAlarms, leaks, seed } = quality;
    return `# How good detection is

Written by \`npm run quality\`, which runs Firebreak's own Apex in the local org: the charts, the baseline learner, and the methods with
the settings of the shipped rules. The traffic is synthetic: no public data set of Salesforce exfiltration is known. Real traffic has
other tails, so look at a back-test of your own signals before you enforce a rule. A goal that is missed says so.

${tableOf(
    ['Goal', 'Measured', ''],
    verdictsOf(quality).map(({ goal, measured, met }) => [goal, measured, met ? 'met' : 'MISSED'])
)}

_Seed ${seed}. ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}._

## Leaks

A leak makes an hour's rows a multiple of its median. Found means: a rule spoke while the leak lasted. The delay counts from its first
row; exposed is the median of the rows that had left by then, also as a share of what the leak would have taken. ${leaks[0]!.runs} leaks of each
kind, each with an integration of its own that was learned for eight weeks.

${tableOf(
    ['Factor', 'Length', 'Found', 'Within an hour', 'Median delay', 'Rows exposed', 'Share', 'Found by'],
    leaks.map((leak) => [
        `× ${leak.factor}`,
        leak.hours === 1 ? '1 h' : `${leak.hours / 24} d`,
        percent(leak.detected),
        percent(leak.withinHour),
        leak.medianDelay === null ? '–' : `${leak.medianDelay.toFixed(1)} h`,
        leak.medianExposed.toLocaleString('en'),
        percent(leak.exposedShare),
        rulesText(leak.byRule)
    ])
)}

A leak of one hour at twice the usual lies within what ordinary hours do; the limit of the registry and the rules on scope, origin and
decoys are for that.

## False alarms

${falseAlarms.entityMonths} entity-months of ordinary traffic, the change to summer time among them: ${falseAlarms.total} verdict(s), ${(falseAlarms.total / falseAlarms.entityMonths).toFixed(2)} per entity and month${falseAlarms.total > 0 ? ` (${rulesText(falseAlarms.byRule)})` : ''}. An entity
is one integration with one object. No verdict in n entity-months still allows, with 95 % confidence, up to 3/n in each.

## Run lengths

Observations until a chart speaks, on standard normal observations shifted by so many standard deviations. Theory: Brook and Evans's
Markov chain for CUSUM, 1/p for Shewhart. The charts are \`CusumChart\` and \`ShewhartChart\`; the two-sided ones are two of them.

${tableOf(
    ['Chart', 'Sides', 'Allowance', 'Threshold', 'Shift', 'Theory', 'Measured', 'Deviation', 'Runs'],
    runLengths.map((run) => [
        run.chart,
        run.twoSided ? 'two' : 'one',
        run.allowance === null ? '' : String(run.allowance),
        String(run.threshold),
        `${run.shift} σ`,
        run.expected.toLocaleString('en'),
        run.measured.toLocaleString('en', { maximumSignificantDigits: 4 }),
        `${(100 * run.deviation).toFixed(1)} %`,
        run.runs.toLocaleString('en')
    ])
)}

## The traffic

${tableOf(['What', 'Value'], Object.entries(PARAMETERS))}
`;
}

const verdict = (goal: string, measured: string, met: boolean): Verdict => ({ goal, measured, met });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const rulesText = (byRule: Readonly<Record<string, number>>): string =>
    Object.entries(byRule)
        .map(([rule, count]) => `${rule} ${count}`)
        .join(', ');

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
    return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
