import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Writes a generated file, formatted, unless it is as it should be.
 * @param path below the project
 * @param check only looks, and says which command writes the file
 * @returns false if the file is stale and was left so
 */
export async function generate(path: string, text: string, check: boolean, command: string): Promise<boolean> {
    const filepath = join(ROOT, path);
    const wanted = await format(text, { ...(await resolveConfig(filepath)), filepath });
    if ((await textOf(filepath)) === wanted) return true;
    if (check) {
        console.error(`${path} is stale: run ${command}`);
        return false;
    }
    await writeFile(filepath, wanted);
    console.log(`${path} written`);
    return true;
}

async function textOf(filepath: string): Promise<string | undefined> {
    try {
        return await readFile(filepath, 'utf8');
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
    }
}
