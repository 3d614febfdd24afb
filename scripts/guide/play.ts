import { ToolError } from '../toolError.ts';
import type { CommandBlock } from './commandBlocks.ts';

/** A block of commands and the page it stands on, for example `docs/deploy.md`. */
export interface Chapter {
    readonly page: string;
    readonly block: CommandBlock;
}

export interface Stage {
    /** Runs one command line as somebody would type it. */
    run(command: string): Promise<{ readonly code: number; readonly output: string }>;
    print(line: string): void;
    /** What a person puts in the place of `<username>` and the like. */
    readonly placeholders: Readonly<Record<string, string>>;
}

/**
 * Runs the commands of the blocks one after the other and says of each how long it took.
 * @throws ToolError FB-RUN-009 at the first that fails, with its line; FB-RUN-012 for a placeholder that nobody has filled
 */
export async function play(chapters: readonly Chapter[], stage: Stage): Promise<void> {
    for (const { page, block } of chapters)
        for (const { line, command } of block.commands) {
            const place = `${page}:${line}`;
            if (block.needs !== null) {
                stage.print(`${place}  LEFT OUT, it needs ${block.needs}: ${command}`);
                continue;
            }
            const began = performance.now();
            const { code, output } = await stage.run(filled(command, place, stage.placeholders));
            const seconds = ((performance.now() - began) / 1000).toFixed(1);
            if (code !== 0) throw new ToolError('FB-RUN-009', place, command, code, output.trimEnd());
            stage.print(`${place}  ${seconds} s  ${command}`);
        }
}

function filled(command: string, place: string, placeholders: Readonly<Record<string, string>>): string {
    return command.replace(/<([^>]+)>/g, (whole, name: string) => {
        const value = placeholders[name];
        if (value === undefined) throw new ToolError('FB-RUN-012', place, whole);
        return value;
    });
}
