import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckContext } from './context.ts';
import { fingerprint, toolVersion } from './resultCache.ts';

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
    const args = [
        'io.github.apexdevtools.apexls.CheckForIssues',
        '-w',
        context.root,
        '-n',
        '-d',
        'errors',
        '-f',
        'json'
    ];
    return run(context, 'apex-ls', args, [context.root, ...contentsOf(context, () => true)]);
}

/** PMD with this check's ruleset: one line per violation, its parts separated by tabs. Null without Java. */
export function runPmd(context: CheckContext): Promise<ToolOutput | null> {
    const folders = context.project.packageDirectories.map(({ path }) => `${context.root}/${path}`);
    const given = [context.root, readFileSync(RULESET, 'utf8'), readFileSync(LAUNCHER, 'utf8')];
    return run(
        context,
        'pmd',
        [LAUNCHER, RULESET, ...folders],
        [...given, ...contentsOf(context, (path) => /\.(cls|trigger)$/.test(path))]
    );
}

function contentsOf(context: CheckContext, isRead: (path: string) => boolean): readonly string[] {
    return context.files.filter(isRead).flatMap((path) => [path, context.read(path)]);
}

async function run(
    context: CheckContext,
    tool: string,
    args: readonly string[],
    given: readonly string[]
): Promise<ToolOutput | null> {
    const folder = libraryFolder();
    if (folder === null || !hasJava()) return null;
    const cache = context.resultsOf<ToolOutput>(`${tool}-${toolVersion(PACKAGE)}`);
    const isKept = (result: ToolOutput): boolean => !isFailure(result);
    return cache.get(fingerprint(given), () => runJava(args, folder), isKept);
}

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

function runJava(args: readonly string[], folder: string): Promise<ToolOutput> {
    return new Promise((resolve, reject) => {
        const child = spawn('java', [...FLAGS, '-cp', join(folder, '*'), ...args], {
            stdio: ['ignore', 'pipe', 'pipe']
        });
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
