import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../firebreakOrg.ts';
import { blockOf, commandBlocks } from '../guide/commandBlocks.ts';
import { play, type Stage } from '../guide/play.ts';
import { TOURS } from '../guide/tours.ts';

const PAGE = `# Page

<!-- commands: first steps -->

\`\`\`
one --flag   # what it does
FOR=<user> two
\`\`\`

1. A step:

   <!-- commands: far, needs a Dev Hub -->

   \`\`\`
   three
   \`\`\`

<!-- commands: forgotten -->

Something between.

\`\`\`
four
\`\`\`

\`\`\`json
{}
\`\`\`
`;

describe('the commands of a page', () => {
    test('given marked blocks, when they are read, then each has its name, its need and the lines of its commands', () => {
        expect(commandBlocks(PAGE)).toEqual([
            {
                line: 5,
                name: 'first steps',
                needs: null,
                commands: [
                    { line: 6, command: 'one --flag' },
                    { line: 7, command: 'FOR=<user> two' }
                ]
            },
            { line: 14, name: 'far', needs: 'a Dev Hub', commands: [{ line: 15, command: 'three' }] },
            { line: 22, name: null, needs: null, commands: [{ line: 23, command: 'four' }] }
        ]);
    });

    test('given a name that no block or more than one has, when it is looked for, then that is said', () => {
        const blocks = commandBlocks(PAGE);

        expect(() => blockOf(blocks, 'last steps')).toThrow('0 blocks are marked "commands: last steps"');
        expect(() => blockOf([...blocks, ...blocks], 'far')).toThrow('2 blocks are marked "commands: far"');
    });
});

describe('playing a page', () => {
    const stage = (failing: string | null, placeholders: Stage['placeholders']) => {
        const ran: string[] = [];
        const printed: string[] = [];
        return {
            ran,
            printed,
            run: (command: string) => {
                ran.push(command);
                return Promise.resolve(
                    command === failing ? { code: 3, output: 'no such thing\n' } : { code: 0, output: '' }
                );
            },
            print: (line: string) => void printed.push(line),
            placeholders
        };
    };
    const chapters = commandBlocks(PAGE).map((block) => ({ page: 'page.md', block }));

    test('given commands, when they are played, then they run in their order, filled, and those with a need are left out loudly', async () => {
        const on = stage(null, { user: 'ada' });

        await play(chapters, on);

        expect(on.ran).toEqual(['one --flag', 'FOR=ada two', 'four']);
        expect(on.printed[2]).toBe('page.md:15  LEFT OUT, it needs a Dev Hub: three');
        expect(on.printed[0]).toMatch(/^page\.md:6 {2}\d+\.\d s {2}one --flag$/);
    });

    test('given a command that fails, when it is played, then its line and its words are said and nothing after it runs', async () => {
        const on = stage('one --flag', { user: 'ada' });

        await expect(play(chapters, on)).rejects.toThrow(
            /^FB-RUN-009: page\.md:6: the command of the page ended with 3: one --flag\nno such thing\n/
        );
        expect(on.ran).toEqual(['one --flag']);
    });

    test('given a placeholder that nobody fills, when it is played, then it is named and the command does not run', async () => {
        const on = stage(null, {});

        await expect(play(chapters, on)).rejects.toThrow(/^FB-RUN-012: page\.md:7: .*<user>/);
        expect(on.ran).toEqual(['one --flag']);
    });
});

test.each(['docs/deploy.md', 'docs/loopback.md'])(
    'given the blocks of %s, when the tours are read, then each block is in one, and each stop is a block',
    (page) => {
        const named = commandBlocks(readFileSync(path.join(PROJECT, page), 'utf8')).map(({ name }) => name);
        const stops = TOURS.flatMap(({ blocks }) => blocks)
            .filter((stop) => stop.startsWith(`${page}#`))
            .map((stop) => stop.split('#')[1]);

        expect(named.length).toBeGreaterThan(2);
        expect([...new Set(stops)].toSorted()).toEqual(named.toSorted());
    }
);
