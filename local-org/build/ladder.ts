/**
 * Runs the Apex tests of public repositories in the local org and records how many pass in `ladder.json`, which the table in
 * `SUPPORT.md` is made from. Checkouts are made by whoever runs it and stay outside this repository:
 * `npx tsx local-org/build/ladder.ts ipavlic/apex-fp=DIR …`, each DIR with an `sfdx-project.json`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestReport } from '../src/testing/index.ts';

/** How far one public suite gets. */
export interface Rung {
    /** `owner/name` on GitHub. */
    readonly repository: string;
    readonly passed: number;
    readonly failed: number;
    /** Failed because the local org refused something by name. */
    readonly notSupported: number;
}

const COMMAND = fileURLToPath(new URL('../bin/local-org.mjs', import.meta.url));
const RECORD = new URL('./ladder.json', import.meta.url);
const NOT_SUPPORTED = 'LOC-002';

const rungs = new Map((JSON.parse(readFileSync(RECORD, 'utf8')) as Rung[]).map((rung) => [rung.repository, rung]));
for (const argument of process.argv.slice(2)) {
    const [repository = '', directory] = argument.split('=');
    if (directory === undefined) throw new Error(`${argument}: write owner/name=DIR.`);
    const rung = climb(repository, directory);
    rungs.set(repository, rung);
    console.log(`${repository}: ${rung.passed} passed, ${rung.failed} failed, ${rung.notSupported} not supported`);
}
const sorted = [...rungs.values()].sort((a, b) => (a.repository < b.repository ? -1 : 1));
writeFileSync(RECORD, `${JSON.stringify(sorted, null, 2)}\n`);

/** @throws Error with the command's output when the suite cannot be run at all */
function climb(repository: string, directory: string): Rung {
    const folder = mkdtempSync(join(tmpdir(), 'ladder-'));
    try {
        const file = join(folder, 'report.json');
        const { stderr } = spawnSync(process.execPath, [COMMAND, 'test', '--project', directory, '--json', file], {
            encoding: 'utf8'
        });
        const { tests } = JSON.parse(readFileSync(file, 'utf8')) as Partial<TestReport>;
        if (!tests) throw new Error(`${repository} cannot be run:\n${stderr}`);
        const failures = tests.filter(({ outcome }) => outcome === 'fail');
        const notSupported = failures.filter(({ message }) => message?.startsWith(NOT_SUPPORTED)).length;
        return {
            repository,
            passed: tests.length - failures.length,
            failed: failures.length - notSupported,
            notSupported
        };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
