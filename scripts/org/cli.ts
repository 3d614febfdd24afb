import { spawn } from 'node:child_process';
import path from 'node:path';
import { PROJECT } from '../firebreakOrg.ts';

/** The project's own Salesforce CLI. A global one may be of a version whose answers differ. */
const OWN_CLI: readonly string[] = [
    process.execPath,
    path.join(PROJECT, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js')
];

const QUIET = {
    SF_DISABLE_TELEMETRY: 'true',
    // Not SF_AUTOUPDATE_DISABLE, the variable of the installers: where npm installed the CLI, it switches the updater on.
    SF_DISABLE_AUTOUPDATE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true'
};

/** What a command answered with `--json`. */
export interface CliAnswer {
    readonly code: number;
    /** The `result` of the answer; undefined when the command failed. */
    readonly result: unknown;
    /** What the CLI says went wrong; null when the command succeeded. */
    readonly message: string | null;
}

export interface CommandEnd {
    readonly code: number;
    /** Standard output and standard error, as they came. */
    readonly output: string;
}

/** Runs `sf`. Commands never wait for an answer at the keyboard, because standard input is closed. */
export class SalesforceCli {
    private readonly program: readonly string[];
    private readonly show: (text: string) => void;
    private readonly folder: string;

    /**
     * @param show receives what a command prints while it runs
     * @param folder the project that the commands are about
     */
    constructor(show: (text: string) => void, program: readonly string[] = OWN_CLI, folder: string = PROJECT) {
        this.show = show;
        this.program = program;
        this.folder = folder;
    }

    /** The same program on another project. */
    on(folder: string): SalesforceCli {
        return new SalesforceCli(this.show, this.program, folder);
    }

    async run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandEnd> {
        const { code, stdout, stderr } = await this.spawn(args, env, this.show);
        return { code, output: stdout + stderr };
    }

    /** Asks for JSON and shows nothing, because answers may hold secrets. */
    async ask(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliAnswer> {
        const { code, stdout, stderr } = await this.spawn([...args, '--json'], env, () => undefined);
        const answer = parseAnswer(stdout);
        if (code === 0 && answer) return { code, result: answer.result, message: null };
        return { code: code || 1, result: undefined, message: plainMessage(answer?.message ?? (stderr || stdout)) };
    }

    private spawn(
        args: readonly string[],
        env: NodeJS.ProcessEnv,
        show: (text: string) => void
    ): Promise<{ code: number; stdout: string; stderr: string }> {
        const [command, ...fixed] = this.program;
        return new Promise((resolve, reject) => {
            const child = spawn(command!, [...fixed, ...args], {
                cwd: this.folder,
                env: { ...process.env, ...QUIET, ...env },
                stdio: ['ignore', 'pipe', 'pipe']
            });
            let stdout = '';
            let stderr = '';
            child.stdout.setEncoding('utf8').on('data', (text: string) => {
                stdout += text;
                show(text);
            });
            child.stderr.setEncoding('utf8').on('data', (text: string) => {
                stderr += text;
                show(text);
            });
            child.on('error', reject);
            child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
        });
    }
}

/** Without what the CLI says about its own command line, which nobody here has typed. */
function plainMessage(message: string): string {
    return message
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !/^Parsing --|^See more help with --help$/.test(line))
        .join(' ');
}

function parseAnswer(text: string): { result?: unknown; message?: string } | null {
    try {
        return JSON.parse(text) as { result?: unknown; message?: string };
    } catch (fault) {
        // A command that dies before it can answer prints plain text, which the caller then shows.
        if (fault instanceof SyntaxError) return null;
        throw fault;
    }
}
