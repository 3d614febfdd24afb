import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ApexException } from '../../src/runtime/exceptions.ts';
import { runAnonymous } from '../apex/program.ts';

/**
 * conformance/<topic>/<name>.apex is an anonymous block, <name>.out what System.debug writes in it; a last line `! Type: message` is the
 * exception that ends it. <name>.<Class>.cls are classes beside it. The block's first line names where the expectation comes from.
 */
const root = join(import.meta.dirname, '../../conformance');

for (const topic of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const folder = join(root, topic.name);
    const files = readdirSync(folder);
    describe(topic.name, () => {
        for (const file of files.filter((name) => name.endsWith('.apex'))) {
            const name = file.slice(0, -'.apex'.length);
            it(`given ${name}, when it runs, then it writes what the platform writes`, () => {
                const classes = files.filter((other) => other.startsWith(`${name}.`) && other.endsWith('.cls'));
                const sources = Object.fromEntries(
                    classes.map((other) => [other.slice(name.length + 1), readFileSync(join(folder, other), 'utf8')])
                );
                const { output, error } = runAnonymous(readFileSync(join(folder, file), 'utf8'), sources);
                if (error && !(error instanceof ApexException)) throw error;
                const ending = error ? [`! ${error.typeName}: ${error.apexMessage}`] : [];
                expect([...output, ...ending].join('\n')).toBe(
                    readFileSync(join(folder, `${name}.out`), 'utf8').trimEnd()
                );
            });
        }
    });
}
