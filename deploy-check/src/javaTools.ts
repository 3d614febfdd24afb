import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckContext } from './context.ts';
import { hasJava, jarsOf, runJava, runProgram, type ToolOutput } from './java.ts';
import { fingerprint, toolVersion } from './resultCache.ts';

export type { ToolOutput } from './java.ts';

const PACKAGE = '@salesforce/code-analyzer-pmd-engine';
const PMD = fileURLToPath(new URL('../java/RunPmd.java', import.meta.url));
const RULESET = fileURLToPath(new URL('../rules/apex-ruleset.xml', import.meta.url));

const PARSER = 'prettier-plugin-apex';
const PARSER_JAR = fileURLToPath(
    new URL(`../../node_modules/${PARSER}/vendor/apex-ast-serializer/lib/apex-jorje-lsp.jar`, import.meta.url)
);
const PARSE = fileURLToPath(new URL('../java/ParseApex.java', import.meta.url));

/** Both report findings with a code of their own; without output there is nothing to report. */
const isFailure = ({ code, output }: ToolOutput): boolean => code !== 0 && output.trim() === '';

/** The Apex checker that rides in the package of the PMD engine; JSON with findings by file. Null without Java. */
export function runApexLs(context: CheckContext): Promise<ToolOutput | null> {
    const main = 'io.github.apexdevtools.apexls.CheckForIssues';
    const args = [main, '-w', context.root, '-n', '-d', 'errors', '-f', 'json'];
    const given = [context.root, ...contentsOf(context, () => true)];
    return withLibraries((libraries) =>
        kept(context, 'apex-ls', PACKAGE, given, () => runJava(['-cp', libraries, ...args]))
    );
}

/** PMD with this check's ruleset: one line per violation, its parts separated by tabs. Null without Java. */
export function runPmd(context: CheckContext): Promise<ToolOutput | null> {
    const folders = context.packageFolders.map((path) => `${context.root}/${path}`);
    const given = [
        context.root,
        readFileSync(RULESET, 'utf8'),
        readFileSync(PMD, 'utf8'),
        ...contentsOf(context, (path) => /\.(cls|trigger)$/.test(path))
    ];
    return withLibraries((libraries) =>
        kept(context, 'pmd', PACKAGE, given, () => runProgram(PMD, libraries, [RULESET, ...folders]))
    );
}

/** The platform's parser: for each text that it refuses a line with the text's number, line and column of the fault, and why, separated by tabs. Null without Java. */
export async function runPlatformParser(context: CheckContext, texts: readonly string[]): Promise<ToolOutput | null> {
    if (!hasJava() || !existsSync(PARSER_JAR)) return null;
    const given = [readFileSync(PARSE, 'utf8'), ...texts];
    return kept(
        context,
        'platform-parser',
        PARSER,
        given,
        () => runProgram(PARSE, PARSER_JAR, [], framed(texts)),
        ({ code }) => code === 0
    );
}

/** As DataInputStream reads it: how many texts, and before each its length in bytes. */
function framed(texts: readonly string[]): Buffer {
    const number = (value: number): Buffer => {
        const bytes = Buffer.alloc(4);
        bytes.writeInt32BE(value);
        return bytes;
    };
    const bodies = texts.map((text) => Buffer.from(text, 'utf8'));
    return Buffer.concat([number(texts.length), ...bodies.flatMap((body) => [number(body.length), body])]);
}

function contentsOf(context: CheckContext, isRead: (path: string) => boolean): readonly string[] {
    return context.files.filter(isRead).flatMap((path) => [path, context.read(path)]);
}

/** What the tool said of the same before, or says now. */
function kept(
    context: CheckContext,
    tool: string,
    packageName: string,
    given: readonly string[],
    ask: () => Promise<ToolOutput>,
    isWhole = (result: ToolOutput): boolean => !isFailure(result)
): Promise<ToolOutput> {
    const cache = context.resultsOf<ToolOutput>(`${tool}-${toolVersion(packageName)}`);
    return cache.get(fingerprint(given), ask, isWhole);
}

async function withLibraries(run: (libraries: string) => Promise<ToolOutput>): Promise<ToolOutput | null> {
    const folder = libraryFolder();
    return folder === null || !hasJava() ? null : run(jarsOf(folder));
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
