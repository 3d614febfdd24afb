import { availableParallelism } from 'node:os';
import { format } from 'prettier';
import type { CheckContext } from './context.ts';
import { fingerprint, toolVersion } from './resultCache.ts';
import { faultAt, START, type Fault } from './rule.ts';

const PARSER = 'prettier-plugin-apex';

/** What the platform's parser, which prettier runs, says about classes and triggers. */
export async function platformSyntaxFaults(context: CheckContext): Promise<readonly Fault[]> {
    // Each file costs a process: only what changed is parsed again.
    const cache = context.resultsOf<string | null>(toolVersion(PARSER));
    const faults: Fault[] = [];
    const sources = [...context.project.classes, ...context.project.triggers][Symbol.iterator]();
    const work = async (): Promise<void> => {
        for (const { source } of sources) {
            const message = await cache.get(
                fingerprint([source.text]),
                () => refusal(source.text),
                () => true
            );
            if (message !== null) faults.push(faultAt(source.path, START, message));
        }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    return faults;
}

/** Why the parser refuses the text; null when it accepts it. Prettier passes the parser's words on, but not the place. */
async function refusal(text: string): Promise<string | null> {
    try {
        await format(text, { parser: 'apex', plugins: [PARSER] });
        return null;
    } catch (error) {
        if (!(error instanceof Error)) throw error;
        return error.message.split('\n')[0] ?? '';
    }
}
