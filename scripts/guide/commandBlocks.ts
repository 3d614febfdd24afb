/** One command of a page, as somebody types it. */
export interface PageCommand {
    /** Line of the page, from 1. */
    readonly line: number;
    readonly command: string;
}

/** A fenced block of commands, with what `<!-- commands: name, needs something -->` above it says. */
export interface CommandBlock {
    /** Line of the fence, from 1. */
    readonly line: number;
    /** null when no mark stands above it. */
    readonly name: string | null;
    /** What only a real org or a person has, such as "a Dev Hub"; null when the commands run anywhere. */
    readonly needs: string | null;
    readonly commands: readonly PageCommand[];
}

const MARK = /^\s*<!-- commands: ([\w ]+?)(?:, needs (.+?))? -->$/;
const FENCE = /^\s*```$/;

/** The fenced blocks of a page that name no language, in their order. A comment behind a command (`  # …`) is left out. */
export function commandBlocks(markdown: string): CommandBlock[] {
    const blocks: CommandBlock[] = [];
    let mark: { readonly name: string | null; readonly needs: string | null } = UNMARKED;
    let commands: PageCommand[] | null = null;
    let fence = 0;
    for (const [index, text] of markdown.split('\n').entries()) {
        const line = index + 1;
        const found = MARK.exec(text);
        if (commands && FENCE.test(text)) {
            blocks.push({ line: fence, ...mark, commands });
            commands = null;
            mark = UNMARKED;
        } else if (commands) {
            const command = text.replace(/\s+#.*$/, '').trim();
            if (command !== '') commands.push({ line, command });
        } else if (found) {
            mark = { name: found[1]!, needs: found[2] ?? null };
        } else if (FENCE.test(text)) {
            commands = [];
            fence = line;
        } else if (text.trim() !== '') {
            // A mark speaks of the block right below it.
            mark = UNMARKED;
        }
    }
    return blocks;
}

const UNMARKED = { name: null, needs: null } as const;

/** @throws RangeError when the page has no such block, or two of them */
export function blockOf(blocks: readonly CommandBlock[], name: string): CommandBlock {
    const found = blocks.filter((block) => block.name === name);
    if (found.length !== 1) throw new RangeError(`${found.length} blocks are marked "commands: ${name}"`);
    return found[0]!;
}
