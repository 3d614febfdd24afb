import { availableParallelism } from 'node:os';
import type { CheckContext } from './context.ts';
import { PlatformParser } from './platformParser.ts';
import { fingerprint, toolVersion } from './resultCache.ts';
import { faultAt, START, type Fault } from './rule.ts';

const PARSER = 'prettier-plugin-apex';

/** What the platform's parser, which prettier runs, says about classes and triggers. */
export async function platformSyntaxFaults(context: CheckContext): Promise<readonly Fault[]> {
    // Each file costs a process: only what changed is parsed again.
    const cache = context.resultsOf<string | null>(toolVersion(PARSER));
    const faults: Fault[] = [];
    const sources = [...context.project.classes, ...context.project.triggers][Symbol.iterator]();
    const parser = new PlatformParser();
    const work = async (): Promise<void> => {
        for (const { source } of sources) {
            const message = await cache.get(
                fingerprint([source.text]),
                () => parser.refusal(source.text),
                () => true
            );
            if (message !== null) faults.push(faultAt(source.path, START, message));
        }
    };
    try {
        await Promise.all(Array.from({ length: availableParallelism() }, work));
    } finally {
        parser.close();
    }
    return faults;
}
