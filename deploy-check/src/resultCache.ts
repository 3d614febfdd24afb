import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is kept from run to run. */
export const CACHE_FOLDER = fileURLToPath(new URL('../../node_modules/.cache/deploy-check', import.meta.url));
/** Beyond it the half that was not used for longest is thrown away. */
const MOST_ENTRIES = 6000;

/** Names a result by all that it was made of: the same texts and the same tool give the same result. */
export function fingerprint(parts: Iterable<string>): string {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(`${part.length}:`).update(part);
    return hash.digest('hex').slice(0, 40);
}

/** What slow tools said, kept from run to run under the fingerprint of what they were given. */
export class ResultCache<Result> {
    private readonly folder: string;
    private isPruned = false;

    private readonly isFresh: boolean;

    /** @param tool name and version: another version may say something else @param isFresh nothing is read, all is made anew */
    constructor(tool: string, isFresh: boolean) {
        this.isFresh = isFresh;
        this.folder = join(CACHE_FOLDER, tool.replaceAll(/[^\w.-]+/g, '-'));
    }

    /** The kept result, or what `make` gives, which is kept when `isKept` says so. */
    async get(key: string, make: () => Promise<Result>, isKept: (result: Result) => boolean): Promise<Result> {
        const kept = this.isFresh ? null : this.read(key);
        if (kept !== null) return kept.result;
        const result = await make();
        if (isKept(result)) this.write(key, result);
        return result;
    }

    private read(key: string): { readonly result: Result } | null {
        const file = join(this.folder, key);
        try {
            const result = JSON.parse(readFileSync(file, 'utf8')) as Result;
            const now = new Date();
            utimesSync(file, now, now);
            return { result };
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
            throw error;
        }
    }

    /** Whole or not at all: two runs may write the same entry at once. */
    private write(key: string, result: Result): void {
        mkdirSync(this.folder, { recursive: true });
        const draft = join(this.folder, `.${key}.${process.pid}`);
        writeFileSync(draft, JSON.stringify(result));
        renameSync(draft, join(this.folder, key));
        if (!this.isPruned) this.prune();
        this.isPruned = true;
    }

    private prune(): void {
        const names = readdirSync(this.folder);
        if (names.length <= MOST_ENTRIES) return;
        const byAge = names
            .map((name) => ({
                path: join(this.folder, name),
                used: statSync(join(this.folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0
            }))
            .sort((a, b) => a.used - b.used);
        for (const { path } of byAge.slice(0, MOST_ENTRIES / 2)) rmSync(path, { force: true });
    }
}

/** `name@version` of a package that this project installs. */
export function toolVersion(packageName: string): string {
    const file = fileURLToPath(new URL(`../../node_modules/${packageName}/package.json`, import.meta.url));
    return `${packageName}@${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}
