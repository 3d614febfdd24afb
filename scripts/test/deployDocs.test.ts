import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../firebreakOrg.ts';
import { blockOf, commandBlocks } from '../guide/commandBlocks.ts';
import { packagingProject } from '../org/ci/release.ts';
import { deployPlan } from '../org/plans/deploy.ts';
import { faultOfCommand } from './sfCommands.ts';

const text = (file: string): string => readFileSync(path.join(PROJECT, file), 'utf8');
const page = text('docs/deploy.md');

const commandsIn = (markdown: string): string[] =>
    commandBlocks(markdown).flatMap(({ commands }) => commands.map(({ command }) => command));

/** Commands of the block below `<!-- commands: name -->`. */
const commandsOf = (name: string): string[] =>
    blockOf(commandBlocks(page), name).commands.map(({ command }) => command);

const words = (line: string): string[] => line.replace(/^npx sf /, '').split(/\s+/);

describe('the page about installing', () => {
    test('given its sf commands, when the pinned CLI is asked, then it has each with its flags', () => {
        const commands = [...commandsIn(page), ...commandsIn(text('README.md'))].filter((line) =>
            /^npx sf /.test(line)
        );

        expect(commands.length).toBeGreaterThan(12);
        expect(commands.flatMap((line) => faultOfCommand(words(line)) ?? [])).toEqual([]);
    });

    test('given its npm scripts, when package.json is read, then each of them is there', () => {
        const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
        const named = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);

        expect(named).toContain('org:deploy');
        expect(named.filter((name) => !(name in scripts))).toEqual([]);
    });

    test('given files that it names, when they are looked for, then they are in the repository', () => {
        const named = [...page.matchAll(/(?:--source-dir|--file) (\S+)/g)].map(([, file]) => file!);

        expect(named.filter((file) => !existsSync(path.join(PROJECT, file)))).toEqual([]);
    });

    test('given the commands by hand, when they are compared with org:deploy, then they do the same in the same order', () => {
        const plan = deployPlan({
            org: 'firebreak',
            edition: 'shield',
            hasModels: false,
            responder: '$FIREBREAK_RESPONDER',
            tests: {}
        });
        const done = (command: readonly string[]): string =>
            command.filter((word) => !['--wait', '60', '120', '--target-org', 'firebreak'].includes(word)).join(' ');
        const byScript = plan
            .filter(({ command }) => !command.includes('--dry-run'))
            .map(({ command }) => done(command));
        const byHand = commandsOf('install').map((line) => done(words(line)));

        expect(byHand.toSorted()).toEqual(byScript.toSorted());
        const deployed = (all: readonly string[]): string[] => all.filter((line) => !line.startsWith('org assign'));
        expect(deployed(byHand)).toEqual(deployed(byScript));
    });

    test('given the permission sets of core, when the table is read, then it has a line for each', () => {
        for (const name of ['Admin', 'Compliance_Officer', 'Auditor', 'Responder', 'Integration_User'])
            expect(page).toMatch(new RegExp(`^\\| \`Firebreak_${name}\` +\\|`, 'm'));
    });

    test('given what is installed, when it is uninstalled, then it goes in the opposite order', () => {
        const folder = (line: string): string | undefined => /--source-dir force-app\/([\w-]+)/.exec(line)?.[1];
        const order = (name: string): string[] => [...new Set(commandsOf(name).flatMap((line) => folder(line) ?? []))];

        expect(order('uninstall')).toEqual(order('install').reverse());
    });
});

test('given the packages of sfdx-project.json, when a release is built, then they are the same, in the same order', () => {
    interface Directory {
        readonly path: string;
        readonly package?: string;
        readonly definitionFile?: string;
        readonly dependencies?: readonly { readonly package?: string }[];
    }
    const project = JSON.parse(text('sfdx-project.json')) as { packageDirectories: Directory[] };
    const release = packagingProject(
        { ...project },
        '1.2.3',
        { core: '0Ho1', shield: '0Ho2', agentforce: '0Ho3' },
        '04t1'
    ) as {
        packageDirectories: Directory[];
    };
    const shape = ({ path: folder, package: name, definitionFile, dependencies }: Directory) => ({
        folder,
        name,
        definitionFile,
        dependencies: dependencies?.length
    });

    const own = project.packageDirectories.filter((directory) => directory.package !== undefined);
    expect(own.map(shape)).toEqual(release.packageDirectories.map(shape));
    for (const { dependencies } of own.slice(1))
        expect(dependencies).toEqual([{ package: own[0]?.package, versionNumber: '0.1.0.LATEST' }]);
});
