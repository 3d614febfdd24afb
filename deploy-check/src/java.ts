import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { CACHE_FOLDER, fingerprint } from './resultCache.ts';

/** What a Java tool printed. */
export interface ToolOutput {
    readonly code: number;
    readonly output: string;
    readonly errors: string;
}

/** The tools live a few seconds: the second compiler of the JVM and its parallel collector would cost more than they bring. */
const FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss8m'];

export function hasJava(): boolean {
    const names = process.platform === 'win32' ? ['java.exe'] : ['java'];
    return (process.env['PATH'] ?? '')
        .split(delimiter)
        .some((folder) => folder !== '' && names.some((name) => existsSync(join(folder, name))));
}

/** All jars of a folder, as a class path. */
export function jarsOf(folder: string): string {
    return readdirSync(folder)
        .filter((name) => name.endsWith('.jar'))
        .map((name) => join(folder, name))
        .join(delimiter);
}

/** @param input for its standard input */
export function runJava(args: readonly string[], input: Buffer | null = null): Promise<ToolOutput> {
    return new Promise((resolve, reject) => {
        const child = spawn('java', [...FLAGS, ...args]);
        const output: Buffer[] = [];
        const errors: Buffer[] = [];
        child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
        child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
        child.on('error', reject);
        child.on('close', (code) =>
            resolve({
                code: code ?? 1,
                output: Buffer.concat(output).toString('utf8'),
                errors: Buffer.concat(errors).toString('utf8')
            })
        );
        // A tool that ends before it has read everything says why by its code and its errors.
        child.stdin.on('error', () => undefined);
        child.stdin.end(input ?? undefined);
    });
}

/**
 * Runs a Java program of this check, a file with its main class.
 * @param libraries class path
 */
export function runProgram(
    file: string,
    libraries: string,
    args: readonly string[],
    input: Buffer | null = null
): Promise<ToolOutput> {
    const name = basename(file, '.java');
    const classes = join(CACHE_FOLDER, `${name}-${fingerprint([readFileSync(file, 'utf8'), libraries])}`);
    const run = (): Promise<ToolOutput> => runJava(['-cp', [libraries, classes].join(delimiter), name, ...args], input);
    return existsSync(classes) ? run() : compile(file, libraries, classes, run);
}

/** Once for each text of it: Java would compile a source file anew at every start. */
async function compile(
    file: string,
    libraries: string,
    into: string,
    run: () => Promise<ToolOutput>
): Promise<ToolOutput> {
    const draft = `${into}.${process.pid}`;
    const compiler = ['-m', 'jdk.compiler/com.sun.tools.javac.Main'];
    const compiled = await runJava([...compiler, '-cp', libraries, '-d', draft, file]);
    if (compiled.code !== 0) return compiled;
    moveWhole(draft, into);
    return run();
}

/** Whole or not at all; of two runs that compile at once the first one's classes stay. */
function moveWhole(draft: string, folder: string): void {
    try {
        renameSync(draft, folder);
    } catch (error) {
        if (!existsSync(folder)) throw error;
        rmSync(draft, { recursive: true });
    }
}
