import type { RequiredOptions } from 'prettier';
import { parsers } from 'prettier-plugin-apex';

/** A text to be parsed, and what the parser says: null when it accepts it. */
export interface ParseOrder {
    readonly id: number;
    readonly text: string;
}
export interface ParseAnswer {
    readonly id: number;
    readonly refusal: string | null;
}

/** The plugin's own executable, without Java where there is one for the machine. */
const OPTIONS: Partial<RequiredOptions> = { parser: 'apex', apexStandaloneParser: 'native' };

// A process of its own, because each text costs a process of the parser, and a small process starts others much faster than a large one.
process.on('message', ({ id, text }: ParseOrder) => {
    void refusal(text).then((answer) => process.send!({ id, refusal: answer } satisfies ParseAnswer));
});

/** Why the parser refuses the text. The plugin passes the parser's words on, but not the place. */
async function refusal(text: string): Promise<string | null> {
    try {
        await parsers.apex.parse(parsers.apex.preprocess(text), OPTIONS as RequiredOptions);
        return null;
    } catch (error) {
        if (!(error instanceof Error)) throw error;
        return error.message.split('\n')[0] ?? '';
    }
}
