import path from 'node:path';
import { parseArgs } from 'node:util';
import { table } from 'table';
import { errorText } from '../errors/errorText.mjs';
import type { Figure } from './bench/figure.ts';
import { valueText, verdictText } from './bench/figure.ts';
import { writePage } from './bench/page.ts';
import type { Measured } from './bench/runTopic.ts';
import { runTopic } from './bench/runTopic.ts';
import { TOPICS } from './bench/topic.ts';
import { PROJECT } from './firebreakOrg.ts';

const PAGE = path.join(PROJECT, 'docs', 'benchmarks.md');

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false } }
});
const names = Object.keys(TOPICS);
const unknown = positionals.find((name) => !names.includes(name));
if (unknown !== undefined) {
    console.error(errorText('FB-RUN-006', unknown, names.join(', ')));
    process.exitCode = 2;
} else {
    process.exitCode = await measure(positionals.length > 0 ? positionals : names);
}

/** @returns 0, or 1 when a topic could not be measured; a missed goal is a figure, not a failure. */
async function measure(topics: readonly string[]): Promise<0 | 1> {
    const measured = new Map<string, Measured>();
    for (const name of topics) {
        console.log(`Measuring ${name} …`);
        try {
            const section = await runTopic(name, values.quick);
            console.log(`\n${section.title}\n${figureTable(section.figures)}`);
            measured.set(name, section);
        } catch (fault) {
            console.error(fault instanceof Error ? fault.message : String(fault));
        }
    }
    if (!values.quick) await writePage(PAGE, measured, names);
    const missed = [...measured.values()].flatMap(({ figures }) => figures).filter(({ met }) => met === false);
    console.log(`${measured.size} of ${topics.length} topics measured, ${missed.length} goal(s) missed.`);
    return measured.size < topics.length ? 1 : 0;
}

function figureTable(figures: readonly Figure[]): string {
    return table([
        ['Figure', 'Value', 'Goal', ''],
        ...figures.map((figure) => [figure.what, valueText(figure), figure.goal ?? '', verdictText(figure)])
    ]);
}
