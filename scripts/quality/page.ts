import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { FACTORS, type Answers, type FalseAlarms, type LeakResult } from './detection.ts';
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
    const firstHour = Math.min(
        ...FACTORS.filter((factor) => factor >= 10).map((factor) => foundInFirstHour(leaks, factor))
    );
    const week = leaks.find(({ factor, hours }) => factor === 2 && hours === 168)!;
    const alarms = falseAlarms.total / falseAlarms.entityMonths;
    return [
        verdict('Mean run lengths within 3 % of theory', percent(worst), worst <= GOALS.deviation),
        verdict('× 10 and more found in the first hour: ≥ 99 %', percent(firstHour), firstHour >= GOALS.firstHour),
        verdict('× 2 over a week found: ≥ 90 %', percent(week.found.share), week.found.share >= GOALS.week),
        verdict('False alarms per entity and month: ≤ 0.5', alarms.toFixed(2), alarms <= GOALS.falseAlarms)
    ];
}

/** Share of the leaks of one factor, whatever their length. */
function foundInFirstHour(leaks: readonly LeakResult[], wanted: number): number {
    const ofFactor = leaks.filter(({ factor }) => factor === wanted);
    return sum(ofFactor.map(({ found }) => found.withinHour)) / ofFactor.length;
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

Thresholds were chosen on other seeds than this one, so nothing here was fitted to what it is measured on.

## Leaks

A leak makes an hour's rows a multiple of its median. Found means: a rule spoke while the leak lasted. The delay counts from its first
row; exposed is the median of the rows that had left by then, also as a share of what the leak would have taken. ${leaks[0]!.runs} leaks of each
kind, each with an integration of its own that was learned for eight weeks. The goal for × 10 and more counts each factor by itself and
takes the worse one.

${answersTable(leaks, 'Found', ({ found }) => found)}

A leak of one hour at twice the usual lies within what ordinary hours do, and at five times within what they do now and again: finding
more of those would mean more false alarms. The limit of the registry and the rules on scope, origin and decoys are for that.

## Cuts

The same leaks: when an enforced rule spoke, so that Firebreak cut the integration off without asking anybody.

${answersTable(leaks, 'Cut', ({ cut }) => cut)}

\`Seasonal_Spike\` finds ten times the usual within the hour, and only alerts: it is wrong several times a year for each
integration and object, and with fifty of them a wrong cut nearly every day would teach people to switch the brake off. It looks at nights
with three rows an hour just as at busy noons, which is right for an alert and wrong for a cut. Two rules of the same family cut:
\`Seasonal_Flood\` within the hour, when at least 500 rows are about thirty times the usual or twelve standard deviations above it, and
\`Sustained_Shift\` within hours, when what was unusual goes on. So ten times the usual is cut after a few hours, and what it takes in
a single hour is cut only by what does not depend on chance: the limit of rows per hour in the registry (\`Rows_Per_Hour\`, enforced),
which is exact and has no false alarms. Set it for every integration; at five times the busiest hour it cuts ten times the usual
of a busy hour after about half of that hour. Who prefers early cuts to rare ones sets the maturity of \`Seasonal_Spike\` to Enforced.

## False alarms

${falseAlarms.entityMonths} entity-months of ordinary traffic, the change to summer time among them: ${falseAlarms.total} verdict(s), ${(falseAlarms.total / falseAlarms.entityMonths).toFixed(2)} per entity and month${falseAlarms.total > 0 ? ` (${rulesText(falseAlarms.byRule)})` : ''}.
${falseAlarms.cuts} of them would have cut an integration off. An entity is one integration with one object. No verdict in n entity-months
still allows, with 95 % confidence, up to 3/n in each. Verdicts count as the product writes them: the same finding again in another window
of its rule counts again.

## How a spike is judged

- Rows are compared as ln(1 + rows), in which an hour of ten rows and one of a thousand stray about alike.
- The usual of an hour of the week is the median of up to eight weeks, taken together with the same hour of the days that cannot be told
  from its own; the spread leans on all hours, because eight values alone say little about it.
- Rows are heavy-tailed, so a textbook limit of 3.5 standard deviations would speak every few days. \`Seasonal_Spike\` takes 7.
- In integrations whose hours differ much, 7 standard deviations are more than ten times the usual. There 7 times the usual is enough,
  unless the integration itself has strayed so far in three or more of the hours learned: then that is its limit. This limit sinks by
  two per cent in thirty days at most and is raised only by hours about which no rule spoke.

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

function answersTable(leaks: readonly LeakResult[], title: string, answersOf: (leak: LeakResult) => Answers): string {
    return tableOf(
        ['Factor', 'Length', title, 'Within an hour', 'Median delay', 'Rows exposed', 'Share', 'By'],
        leaks.map((leak) => {
            const answers = answersOf(leak);
            return [
                `× ${leak.factor}`,
                leak.hours === 1 ? '1 h' : `${leak.hours / 24} d`,
                percent(answers.share),
                percent(answers.withinHour),
                answers.medianDelay === null ? '–' : `${answers.medianDelay.toFixed(1)} h`,
                answers.medianExposed.toLocaleString('en'),
                percent(answers.exposedShare),
                rulesText(answers.byRule)
            ];
        })
    );
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
