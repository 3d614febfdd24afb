import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckContext } from './context.ts';
import { CACHE_FOLDER, fingerprint, toolVersion } from './resultCache.ts';

/** What a Java tool printed. */
export interface ToolOutput {
    readonly code: number;
    readonly output: string;
    readonly errors: string;
}

const PACKAGE = '@salesforce/code-analyzer-pmd-engine';
/** Both tools live a few seconds: the second compiler of the JVM and its parallel collector would cost more than they bring. */
const FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss8m'];
const LAUNCHER = fileURLToPath(new URL('../java/RunPmd.java', import.meta.url));
const RULESET = fileURLToPath(new URL('../rules/apex-ruleset.xml', import.meta.url));

const isFailure = ({ code, output }: ToolOutput): boolean => code !== 0 && output.trim() === '';

/** The Apex checker that rides in the package of the PMD engine; JSON with findings by file. Null without Java. */
export function runApexLs(context: CheckContext): Promise<ToolOutput | null> {
    const main = 'io.github.apexdevtools.apexls.CheckForIssues';
    const args = [main, '-w', context.root, '-n', '-d', 'errors', '-f', 'json'];
    const given = [context.root, ...contentsOf(context, () => true)];
    return run(context, 'apex-ls', given, (libraries) => runJava(['-cp', libraries, ...args]));
}

/** PMD with this check's ruleset: one line per violation, its parts separated by tabs. Null without Java. */
export function runPmd(context: CheckContext): Promise<ToolOutput | null> {
    const folders = context.packageFolders.map((path) => `${context.root}/${path}`);
    const given = [
        context.root,
        readFileSync(RULESET, 'utf8'),
        readFileSync(LAUNCHER, 'utf8'),
        ...contentsOf(context, (path) => /\.(cls|trigger)$/.test(path))
    ];
    return run(context, 'pmd', given, (libraries) => {
        const launcher = join(
            CACHE_FOLDER,
            `launcher-${fingerprint([readFileSync(LAUNCHER, 'utf8'), toolVersion(PACKAGE)])}`
        );
        const analyse = () => runJava(['-cp', [libraries, launcher].join(delimiter), 'RunPmd', RULESET, ...folders]);
        return existsSync(launcher) ? analyse() : compileLauncher(libraries, launcher, analyse);
    });
}

/** Once for each text of it: Java would compile a source file anew at every start. */
async function compileLauncher(
    libraries: string,
    into: string,
    analyse: () => Promise<ToolOutput>
): Promise<ToolOutput> {
    const draft = `${into}.${process.pid}`;
    const compiler = ['-m', 'jdk.compiler/com.sun.tools.javac.Main'];
    const compiled = await runJava([...compiler, '-cp', libraries, '-d', draft, LAUNCHER]);
    if (compiled.code !== 0) return compiled;
    moveWhole(draft, into);
    return analyse();
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

function contentsOf(context: CheckContext, isRead: (path: string) => boolean): readonly string[] {
    return context.files.filter(isRead).flatMap((path) => [path, context.read(path)]);
}

async function run(
    context: CheckContext,
    tool: string,
    given: readonly string[],
    ask: (libraries: string) => Promise<ToolOutput>
): Promise<ToolOutput | null> {
    const folder = libraryFolder();
    if (folder === null || !hasJava()) return null;
    const cache = context.resultsOf<ToolOutput>(`${tool}-${toolVersion(PACKAGE)}`);
    const isKept = (result: ToolOutput): boolean => !isFailure(result);
    return cache.get(fingerprint(given), () => ask(jarsOf(folder)), isKept);
}

const jarsOf = (folder: string): string =>
    readdirSync(folder)
        .filter((name) => name.endsWith('.jar'))
        .map((name) => join(folder, name))
        .join(delimiter);

function hasJava(): boolean {
    const names = process.platform === 'win32' ? ['java.exe'] : ['java'];
    return (process.env['PATH'] ?? '')
        .split(delimiter)
        .some((folder) => folder !== '' && names.some((name) => existsSync(join(folder, name))));
}

function libraryFolder(): string | null {
    try {
        const entry = createRequire(import.meta.url).resolve(PACKAGE);
        const folder = join(dirname(entry), 'java-lib');
        return existsSync(folder) ? folder : null;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
        throw error;
    }
}

function runJava(args: readonly string[]): Promise<ToolOutput> {
    return new Promise((resolve, reject) => {
        const child = spawn('java', [...FLAGS, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
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
    });
}
