import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServedOrg, ServeOptions } from '../../src/server/index.ts';
import { serve } from '../../src/server/index.ts';
import { soapSession } from '../server/soapSession.ts';
import { RunningCommand } from './runningCommand.ts';

const PROJECT = path.join(import.meta.dirname, 'project');
const CLI = fileURLToPath(new URL('../../../node_modules/@salesforce/cli/bin/run.js', import.meta.url));
export const ADMIN = 'admin@local-org.example';

/** Each command of the CLI takes a second or two, on a busy machine several. */
export const PATIENCE = { testTimeout: 120_000, hookTimeout: 120_000 };

/** What a command of the CLI came to. */
export interface CommandOutcome<T> {
    readonly exitCode: number;
    readonly output: string;
    /** `result` of its JSON. @throws Error with the whole output when there is none */
    readonly result: T;
    readonly message: string;
}

/** An org into which nothing is deployed yet, and the genuine CLI, logged in to it, in the folder of the project `project/`. */
export class SfOrg {
    readonly folder = mkdtempSync(path.join(tmpdir(), 'sf-org-'));
    readonly projectDir = path.join(this.folder, 'project');
    readonly printed: string[] = [];
    private readonly tokens = new Map<string, Promise<string>>();
    private served: ServedOrg | null = null;

    constructor() {
        this.resetProject();
    }

    get url(): string {
        return this.served!.url;
    }

    get stateDir(): string {
        return path.join(this.folder, 'state');
    }

    async open(options: Partial<ServeOptions> = {}): Promise<void> {
        const empty = path.join(this.folder, 'empty');
        mkdirSync(path.join(empty, 'force-app'), { recursive: true });
        mkdirSync(path.join(this.folder, 'home'), { recursive: true });
        cpSync(path.join(PROJECT, 'sfdx-project.json'), path.join(empty, 'sfdx-project.json'));
        await this.start({ projectDir: empty, ...options });
    }

    /** The project's files as they are in the repository. */
    resetProject(): void {
        rmSync(path.join(this.projectDir, 'force-app'), { recursive: true, force: true });
        cpSync(PROJECT, this.projectDir, { recursive: true });
    }

    /** Serves the org anew from its state folder. */
    async restart(options: Partial<ServeOptions> = {}): Promise<void> {
        await this.served?.close();
        this.tokens.clear();
        await this.start({ projectDir: path.join(this.folder, 'empty'), ...options });
    }

    async close(): Promise<void> {
        await this.served?.close();
        rmSync(this.folder, { recursive: true, force: true });
    }

    /** An access token of a user; sessions end with the process that serves the org. */
    token(username = ADMIN): Promise<string> {
        const token = this.tokens.get(username) ?? soapSession(this.url, this.stateDir, username);
        this.tokens.set(username, token);
        return token;
    }

    async logIn(
        username = ADMIN,
        token: string | null = null
    ): Promise<CommandOutcome<{ username: string; orgId: string }>> {
        const login = ['org', 'login', 'access-token', '--no-prompt', '--alias', 'local', '--set-default'];
        const env = { SF_ACCESS_TOKEN: token ?? (await this.token(username)) };
        return this.sf([...login, '--instance-url', this.url], env);
    }

    /** Runs a command with `--json`. */
    async sf<T>(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandOutcome<T>> {
        const { exitCode, output } = await this.run([...args, '--json'], env);
        const json = parsed(output) as { result: T; message?: string } | null;
        return {
            exitCode,
            output,
            message: json?.message ?? '',
            get result() {
                if (json === null) throw new Error(`${args.join(' ')} printed no JSON:\n${output}`);
                return json.result;
            }
        };
    }

    /** Runs a command as a person does. */
    run(
        args: readonly string[],
        env: Readonly<Record<string, string>> = {}
    ): Promise<{ exitCode: number; output: string }> {
        return this.begin(args, env).ended;
    }

    /** Begins a command that goes on until it is stopped. */
    begin(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningCommand {
        return new RunningCommand(
            spawn(process.execPath, [CLI, ...args], {
                cwd: this.projectDir,
                stdio: ['ignore', 'pipe', 'pipe'],
                env: { PATH: process.env['PATH'], HOME: path.join(this.folder, 'home'), ...QUIET, ...env }
            })
        );
    }

    /** Runs a block. @returns what went wrong, or `ran` */
    async apex(code: string, username = ADMIN): Promise<string> {
        const response = await this.get(`tooling/executeAnonymous?anonymousBody=${encodeURIComponent(code)}`, username);
        const { compileProblem, exceptionMessage } = response as Record<string, string | null>;
        return compileProblem ?? exceptionMessage ?? 'ran';
    }

    /** Rows of a query by REST. */
    async query<T>(soql: string, api = 'query', username = ADMIN): Promise<T[]> {
        return ((await this.get(`${api}?q=${encodeURIComponent(soql)}`, username)) as { records: T[] }).records;
    }

    /** Posts to the API. */
    async post(api: string, body: object, username = ADMIN): Promise<void> {
        const headers = { authorization: `Bearer ${await this.token(username)}`, 'content-type': 'application/json' };
        const request = { method: 'POST', headers, body: JSON.stringify(body) };
        await answerOf(await fetch(`${this.url}/services/data/v66.0/${api}`, request));
    }

    private async get(api: string, username: string): Promise<unknown> {
        const headers = { authorization: `Bearer ${await this.token(username)}` };
        return answerOf(await fetch(`${this.url}/services/data/v66.0/${api}`, { headers }));
    }

    /** Writes a file of the project. */
    write(file: string, content: string): void {
        writeFileSync(path.join(this.projectDir, 'force-app', file), content);
    }

    read(file: string): string {
        return readFileSync(path.join(this.projectDir, 'force-app', file), 'utf8');
    }

    private async start(options: Partial<ServeOptions> & { projectDir: string }): Promise<void> {
        this.served = await serve({
            port: 0,
            stateDir: this.stateDir,
            seed: null,
            pages: false,
            latencies: { queueableMs: 10, eventMs: 10, batchMs: 10 },
            print: (line) => this.printed.push(line),
            ...options
        });
    }
}

const QUIET = {
    SF_DISABLE_TELEMETRY: 'true',
    // Not SF_AUTOUPDATE_DISABLE, the variable of the installers: where npm installed the CLI, it switches the updater on.
    SF_DISABLE_AUTOUPDATE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_DISABLE_LOG_FILE: 'true',
    SF_USE_PROGRESS_BAR: 'false',
    CI: 'true'
};

async function answerOf(response: Response): Promise<unknown> {
    if (!response.ok) throw new Error(await response.text());
    return response.json();
}

/** The JSON of a command; warnings stand before or behind it. */
function parsed(output: string): unknown {
    const start = output.indexOf('{\n');
    const end = output.lastIndexOf('\n}');
    if (start < 0 || end < start) return null;
    return JSON.parse(output.slice(start, end + 2));
}
