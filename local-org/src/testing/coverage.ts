import type { ScriptCoverage } from '../runtime/linkage/scripts.ts';
import type { ClassSymbol } from '../semantics/index.ts';
import type { ClassCoverage, TestReport } from './testReport.ts';

/** Counters of one file in a form that threads can hand over. */
export interface CoverageCounts {
    /** `Outer` or `trigger/Name`. */
    readonly name: string;
    readonly path: string;
    readonly lines: readonly number[];
    readonly counts: Uint32Array;
}

/** Counters of everything that is no test. */
export function coverageCounts(coverage: readonly ScriptCoverage[], classes: readonly ClassSymbol[]): CoverageCounts[] {
    const tests = new Set(classes.filter((symbol) => symbol.isTest).map((symbol) => symbol.name));
    return coverage
        .filter(({ name }) => !tests.has(name))
        .map(({ name, path, lines, counts }) => ({ name, path, lines, counts }));
}

/** Adds up what several threads have counted for the same files. */
export function summedCoverage(parts: readonly (readonly CoverageCounts[])[]): TestReport['coverage'] {
    const files = new Map<string, { path: string; hits: Map<number, number> }>();
    for (const { name, path, lines, counts } of parts.flat()) {
        let file = files.get(name);
        if (!file) files.set(name, (file = { path, hits: new Map() }));
        lines.forEach((line, i) => file.hits.set(line, (file.hits.get(line) ?? 0) + counts[i]!));
    }
    const classes = [...files]
        .map(([name, { path, hits }]) => classCoverage(name, path, hits))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
        covered: classes.reduce((sum, file) => sum + file.covered, 0),
        total: classes.reduce((sum, file) => sum + file.total, 0),
        classes
    };
}

function classCoverage(name: string, path: string, hits: ReadonlyMap<number, number>): ClassCoverage {
    const linesWhere = (isMeant: (count: number) => boolean): number[] =>
        [...hits]
            .filter(([, count]) => isMeant(count))
            .map(([line]) => line)
            .sort((a, b) => a - b);
    const coveredLines = linesWhere((count) => count > 0);
    const uncoveredLines = linesWhere((count) => count === 0);
    return {
        name: name.replace(/^trigger\//, ''),
        path,
        covered: coveredLines.length,
        total: hits.size,
        coveredLines,
        uncoveredLines
    };
}
