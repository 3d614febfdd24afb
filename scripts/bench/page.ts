import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { valueText, verdictText } from './figure.ts';
import type { Measured } from './runTopic.ts';

const INTRODUCTION = `# Benchmarks

Written by \`npm run bench\`; \`npm run bench -- <topic>\` measures one topic again and replaces its section, \`--quick\` only prints.
Every topic runs in a process of its own. Figures depend on the machine; ratios are taken within one run. A goal that is missed says so.
`;

/**
 * Puts the measured sections into the page; the others stay as they were.
 * @param measured by topic @param order names of all topics
 */
export async function writePage(
    path: string,
    measured: ReadonlyMap<string, Measured>,
    order: readonly string[]
): Promise<void> {
    const sections = existsSync(path) ? sectionsOf(readFileSync(path, 'utf8')) : new Map<string, string>();
    for (const [name, section] of measured) sections.set(name, sectionText(name, section));
    const text = [INTRODUCTION, ...order.flatMap((name) => sections.get(name) ?? [])].join('\n');
    writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}

/** Sections by topic, each from its marker to the next one. */
function sectionsOf(page: string): Map<string, string> {
    const parts = page.split(/^(?=<!-- topic: )/m).slice(1);
    return new Map(parts.map((part) => [/^<!-- topic: (\S+) -->/.exec(part)![1]!, part]));
}

function sectionText(name: string, { title, method, figures }: Measured): string {
    const rows = figures.map(
        (figure) => `| ${figure.what} | ${valueText(figure)} | ${figure.goal ?? ''} | ${verdictText(figure)} |`
    );
    return [
        `<!-- topic: ${name} -->`,
        '',
        `## ${title}`,
        '',
        method,
        '',
        `_${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, Node ${process.versions.node}._`,
        '',
        '| Figure | Value | Goal | |',
        '| --- | ---: | ---: | --- |',
        ...rows,
        ''
    ].join('\n');
}
