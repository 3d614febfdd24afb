import { InternalError, UnsupportedFeature } from '../runtime/unsupported.ts';
import { OrgFault, ProjectRefused } from '../org/faults.ts';
import type { CommandLine } from './commandLine.ts';
import { readCommandLine, USAGE } from './commandLine.ts';
import { writeOutput } from './outputFile.ts';

/** What a command has to say: its exit code, and the object for `--json`. */
export interface CommandResult {
    readonly exitCode: 0 | 1 | 2;
    readonly json: object;
}

export type CommandRunner = (line: CommandLine, print: (text: string) => void) => Promise<CommandResult>;

/** Loaded when asked for, so that `check` does not wait for the server. */
const COMMANDS: Readonly<Record<CommandLine['command'], () => Promise<CommandRunner>>> = {
    check: async () => (await import('./check.ts')).check,
    test: async () => (await import('./test.ts')).test,
    run: async () => (await import('./run.ts')).run,
    serve: async () => (await import('./serve.ts')).serveOrg,
    token: async () => (await import('./token.ts')).token
};

/** Runs one command. @returns the exit code */
export async function main(
    args: readonly string[],
    print: (text: string) => void,
    printError: (text: string) => void
): Promise<number> {
    let line: CommandLine | null = null;
    let result: CommandResult;
    try {
        line = readCommandLine(args);
        if (line === null) {
            print(USAGE);
            return 0;
        }
        const runner = await COMMANDS[line.command]();
        result = await runner(line, print);
    } catch (error) {
        const fault = asFault(error);
        printError(fault.text);
        result = { exitCode: 2, json: { error: { code: fault.code, message: fault.text }, ...fault.details } };
    }
    if (!line?.json) return result.exitCode;
    try {
        writeOutput(line.json, `${JSON.stringify(result.json, null, 2)}\n`);
        return result.exitCode;
    } catch (error) {
        printError(asFault(error).text);
        return 2;
    }
}

/** Whatever is not foreseen is a fault of the local org and says so. */
function asFault(error: unknown): { code: string; text: string; details: object } {
    if (error instanceof ProjectRefused)
        return { code: error.code, text: error.message, details: { diagnostics: error.diagnostics } };
    if (error instanceof OrgFault) return { code: error.code, text: error.message, details: {} };
    if (error instanceof UnsupportedFeature)
        return { code: error.code, text: `${error.code}: ${error.message}`, details: {} };
    const origin = error instanceof InternalError && error.cause instanceof Error ? error.cause : error;
    const stack = origin instanceof Error ? (origin.stack ?? origin.message) : String(origin);
    return {
        code: 'LOC-001',
        text: `LOC-001: this is a fault of the local org, not of your project.\n${stack}`,
        details: {}
    };
}
