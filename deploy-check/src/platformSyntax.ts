import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import type { CheckContext } from './context.ts';
import { faultAt, START, type Fault } from './rule.ts';

/** Hashes of texts that the parser accepted, so that only what changed is parsed again: each file costs a process. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/deploy-check/accepted-apex.json', import.meta.url));

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** What the platform's parser, which prettier runs, says about classes and triggers. */
export async function platformSyntaxFaults(context: CheckContext): Promise<readonly Fault[]> {
    const accepted = readCache();
    const sources = [...context.project.classes, ...context.project.triggers].map(({ source }) => ({
        ...source,
        hash: hashOf(source.text)
    }));
    const pending = sources.filter(({ hash }) => !accepted.has(hash));
    const faults: Fault[] = [];
    const next = pending[Symbol.iterator]();
    const work = async (): Promise<void> => {
        for (const { path, text, hash } of next) {
            const fault = await parse(path, text);
            if (fault === null) accepted.add(hash);
            else faults.push(fault);
        }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    if (pending.length > faults.length) writeCache(accepted);
    return faults;
}

function readCache(): Set<string> {
    return new Set(existsSync(CACHE) ? (JSON.parse(readFileSync(CACHE, 'utf8')) as string[]) : []);
}

function writeCache(accepted: ReadonlySet<string>): void {
    mkdirSync(dirname(CACHE), { recursive: true });
    writeFileSync(CACHE, JSON.stringify([...accepted]));
}

async function parse(path: string, text: string): Promise<Fault | null> {
    try {
        await format(text, { parser: 'apex', plugins: ['prettier-plugin-apex'] });
        return null;
    } catch (error) {
        if (!(error instanceof Error)) throw error;
        // Prettier passes the parser's words on, but not the place.
        return faultAt(path, START, error.message.split('\n')[0] ?? '');
    }
}
