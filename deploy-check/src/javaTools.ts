import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a Java tool printed; null when there is no Java, or not the package that brings the tool. */
export interface ToolOutput {
    readonly code: number;
    readonly output: string;
    readonly errors: string;
}

/** Both tools live a few seconds: the second compiler of the JVM and its parallel collector would cost more than they bring. */
const FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss8m'];

function libraryFolder(): string | null {
    try {
        const entry = createRequire(import.meta.url).resolve('@salesforce/code-analyzer-pmd-engine');
        const folder = join(dirname(entry), 'java-lib');
        return existsSync(folder) ? folder : null;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
        throw error;
    }
}

function runJava(args: readonly string[], folder: string): Promise<ToolOutput | null> {
    return new Promise((resolve, reject) => {
        const child = spawn('java', [...FLAGS, '-cp', join(folder, '*'), ...args], {
            stdio: ['ignore', 'pipe', 'pipe']
        });
        const output: Buffer[] = [];
        const errors: Buffer[] = [];
        child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
        child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
        child.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? resolve(null) : reject(error)));
        child.on('close', (code) =>
            resolve({
                code: code ?? 1,
                output: Buffer.concat(output).toString('utf8'),
                errors: Buffer.concat(errors).toString('utf8')
            })
        );
    });
}

/** The Apex checker that rides in the package of the PMD engine; JSON with findings by file. */
export async function runApexLs(root: string): Promise<ToolOutput | null> {
    const folder = libraryFolder();
    if (folder === null) return null;
    return runJava(
        ['io.github.apexdevtools.apexls.CheckForIssues', '-w', root, '-n', '-d', 'errors', '-f', 'json'],
        folder
    );
}

/** PMD with this check's ruleset: one line per violation, its parts separated by tabs. */
export async function runPmd(folders: readonly string[]): Promise<ToolOutput | null> {
    const folder = libraryFolder();
    if (folder === null) return null;
    const own = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
    return runJava([own('java/RunPmd.java'), own('rules/apex-ruleset.xml'), ...folders], folder);
}
