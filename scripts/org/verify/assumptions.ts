import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../../firebreakOrg.ts';
import { ToolError } from '../../toolError.ts';

/** One line of the table in docs/verify-in-org.md. */
export interface Assumption {
    readonly number: number;
    readonly text: string;
    /** Id of the step that `org:verify` runs; null when a person has to do it. */
    readonly scriptedBy: string | null;
    /** What a person does. */
    readonly step: string;
}

const ROW = /^\|\s*(\d+)\s*\|/;

/** @throws ToolError FB-ORG-013 when a line of the table has not the columns that it should have */
export function readAssumptions(
    text = readFileSync(path.join(PROJECT, 'docs', 'verify-in-org.md'), 'utf8')
): Assumption[] {
    return text
        .split('\n')
        .filter((line) => ROW.test(line))
        .map((line) => {
            const cells = line
                .split('|')
                .slice(1, -1)
                .map((cell) => cell.trim());
            const [number, assumption, , , script, step] = cells;
            if (cells.length !== 6 || !assumption || !script || !step)
                throw new ToolError('FB-ORG-013', number, cells.length);
            const scriptedBy = /^`([\w-]+)`$/.exec(script)?.[1] ?? null;
            return { number: Number(number), text: assumption.replaceAll('`', ''), scriptedBy, step };
        });
}
