import { availableParallelism } from 'node:os';
import type { CheckContext } from './context.ts';
import { runPlatformParser } from './javaTools.ts';
import { PlatformParser } from './platformParser.ts';
import { fingerprint, toolVersion } from './resultCache.ts';
import { faultAt, START, type Fault } from './rule.ts';

interface ApexText {
    readonly path: string;
    readonly text: string;
}

/** What the platform's parser, which prettier runs, says about classes and triggers. */
export async function platformSyntaxFaults(context: CheckContext): Promise<readonly Fault[]> {
    const texts = [...context.project.classes, ...context.project.triggers].map(({ source }) => source);
    if (texts.length === 0) return [];
    const answer = await runPlatformParser(
        context,
        texts.map(({ text }) => text)
    );
    // A program that broke off may have said something before.
    return answer?.code !== 0 ? oneByOne(context, texts) : faultsIn(answer.output, texts);
}

function faultsIn(output: string, texts: readonly ApexText[]): Fault[] {
    return output
        .split('\n')
        .filter((line) => line.includes('\t'))
        .map((line) => {
            const [index = '', row = '', column = '', message = ''] = line.split('\t');
            return faultAt(
                texts[Number(index)]!.path,
                { line: Number(row), column: Number(column) },
                sentence(message)
            );
        });
}

/** With one full stop: the parser has none or one, and the plugin adds another. */
const sentence = (message: string): string => message.replace(/\.*\s*$/, '.');

/** Without Java the parser comes as a program that takes one text, and the plugin keeps the place to itself. Only what changed is parsed again. */
async function oneByOne(context: CheckContext, texts: readonly ApexText[]): Promise<readonly Fault[]> {
    const cache = context.resultsOf<string | null>(toolVersion('prettier-plugin-apex'));
    const faults: Fault[] = [];
    const sources = texts[Symbol.iterator]();
    const parser = new PlatformParser();
    const work = async (): Promise<void> => {
        for (const { path, text } of sources) {
            const message = await cache.get(
                fingerprint([text]),
                () => parser.refusal(text),
                () => true
            );
            if (message !== null) faults.push(faultAt(path, START, sentence(message)));
        }
    };
    try {
        await Promise.all(Array.from({ length: availableParallelism() }, work));
    } finally {
        parser.close();
    }
    return faults;
}
