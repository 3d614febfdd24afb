import { spawn } from 'node:child_process';

/** One part of the whole test run and what came of it. */
export interface StepResult {
    readonly title: string;
    readonly passed: number;
    readonly failed: number;
    readonly seconds: number;
    /** What a person needs to mend a failure; empty when nothing failed. */
    readonly details: string;
}

export interface Step {
    readonly title: string;
    run(): Promise<Omit<StepResult, 'title' | 'seconds'>>;
}

export interface CommandResult {
    readonly code: number;
    readonly output: string;
}

/** Runs a command of the project to its end and keeps what it printed. */
export function command(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
        const child = spawn(name, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
        const chunks: Buffer[] = [];
        child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
        child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
        child.on('error', reject);
        child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
    });
}

/** A check that is one test: it passes when the command ends with 0. */
export function check(title: string, name: string, args: readonly string[]): Step {
    return {
        title,
        async run() {
            const { code, output } = await command(name, args);
            return code === 0 ? { passed: 1, failed: 0, details: '' } : { passed: 0, failed: 1, details: output };
        }
    };
}
