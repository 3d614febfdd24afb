import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { format, resolveConfig } from 'prettier';
import type { Figure } from './figure.ts';
import { valueText, verdictText } from './figure.ts';
import type { Topic } from './topic.ts';

/** The figures of one topic with the day and the machine they were measured on. */
export interface Section {
    readonly name: string;
    readonly topic: Topic;
    readonly figures: readonly Figure[];
}

const INTRODUCTION = `# Benchmarks

Written by \`npm run bench\`; \`npm run bench -- <topic>\` measures one topic again and replaces its section, \`--quick\` only prints.
Figures depend on the machine; ratios are taken within one run. A goal that is missed says so.
`;

/** Puts the measured sections into the page; the others stay as they were. @param order names of all topics */
export async function writePage(path: string, measured: readonly Section[], order: readonly string[]): Promise<void> {
    const sections = existsSync(path) ? sectionsOf(readFileSync(path, 'utf8')) : new Map<string, string>();
    for (const section of measured) sections.set(section.name, sectionText(section));
    const known = order.flatMap((name) => sections.get(name) ?? []);
    const text = [INTRODUCTION, ...known].join('\n');
    writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}

/** Sections by topic, each from its marker to the next one. */
function sectionsOf(page: string): Map<string, string> {
    const parts = page.split(/^(?=<!-- topic: )/m).slice(1);
    return new Map(parts.map((part) => [/^<!-- topic: (\S+) -->/.exec(part)![1]!, part]));
}

function sectionText({ name, topic, figures }: Section): string {
    const rows = figures.map((figure) => `| ${figure.what} | ${valueText(figure)} | ${figure.goal ?? ''} | ${verdictText(figure)} |`);
    return [
        `<!-- topic: ${name} -->`,
        '',
        `## ${topic.title}`,
        '',
        topic.method,
        '',
        `_${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, Node ${process.versions.node}._`,
        '',
        '| Figure | Value | Goal | |',
        '| --- | ---: | ---: | --- |',
        ...rows,
        ''
    ].join('\n');
}
