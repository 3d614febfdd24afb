import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { SalesforceCli } from '../org/cli.ts';

/** What the stand-in for `sf` answers to commands that begin with `to`; the first that fits, else success. */
export interface Reply {
    readonly to: string;
    readonly code?: number;
    readonly output?: string;
    /** The `result` of a JSON answer. */
    readonly result?: unknown;
}

export interface Call {
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
}

const PROGRAM = `
const { appendFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const args = process.argv.slice(2);
appendFileSync(join(__dirname, 'calls.jsonl'), JSON.stringify({ args, env: process.env }) + '\\n');
const replies = JSON.parse(readFileSync(join(__dirname, 'replies.json'), 'utf8'));
const reply = replies.find(({ to }) => args.join(' ').startsWith(to)) ?? {};
const code = reply.code ?? 0;
if (args.includes('--json')) {
    console.log(JSON.stringify(code === 0 ? { status: 0, result: reply.result ?? {} } : { status: code, message: reply.output }));
} else {
    console.log(reply.output ?? 'done');
}
process.exit(code);
`;

/** A real program in the place of `sf` that notes how it was called. It is gone when the test that made it has ended. */
export class FakeCli {
    readonly cli: SalesforceCli;
    readonly shown: string[] = [];
    private readonly folder = mkdtempSync(path.join(tmpdir(), 'firebreak-sf-'));

    constructor(replies: readonly Reply[] = []) {
        onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
        const program = path.join(this.folder, 'sf.cjs');
        writeFileSync(program, PROGRAM);
        writeFileSync(path.join(this.folder, 'replies.json'), JSON.stringify(replies));
        writeFileSync(path.join(this.folder, 'calls.jsonl'), '');
        this.cli = new SalesforceCli((text) => this.shown.push(text), [process.execPath, program]);
    }

    get calls(): Call[] {
        return readFileSync(path.join(this.folder, 'calls.jsonl'), 'utf8')
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => JSON.parse(line) as Call);
    }

    get commands(): string[] {
        return this.calls.map(({ args }) => args.join(' '));
    }
}
