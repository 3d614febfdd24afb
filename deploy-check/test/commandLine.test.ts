import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from 'sarif';
import { afterEach, describe, expect, test } from 'vitest';
import { runCommand } from '../src/commandLine.ts';
import { RULES } from '../src/rules.ts';
import { baseProject } from './defects/baseProject.ts';
import { TestProject } from './testProject.ts';

const DOOR = fileURLToPath(new URL('../../scripts/run.mjs', import.meta.url));
const WITHOUT_JAVA = ['--without', 'apex/apex-ls,apex/pmd'];
const DEFECT = {
    'main/more things/classes/Broken.cls':
        'public with sharing class Broken {\n    public Integer one() {\n        return two;\n    }\n}\n',
    'main/more things/classes/Broken.cls-meta.xml': baseProject['main/classes/NotifyAction.cls-meta.xml'] ?? ''
};

const projects: TestProject[] = [];

function project(changes: Readonly<Record<string, string | null>> = {}): TestProject {
    const made = new TestProject({ ...baseProject, ...changes });
    projects.push(made);
    return made;
}

afterEach(() => projects.splice(0).forEach((made) => made.delete()));

async function run(...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
    const written = { out: '', error: '' };
    const code = await runCommand(args, {
        out: (text) => void (written.out += `${text}\n`),
        error: (text) => void (written.error += `${text}\n`)
    });
    return { code, ...written };
}

describe('the result', () => {
    test('given a project without faults, when it is checked, then the summary says so and the code is 0', async () => {
        const { code, out } = await run('--project', project().root, ...WITHOUT_JAVA);

        expect(out).toMatch(/^0 finding\(s\) by \d+ rules in \d+ files\n$/);
        expect(code).toBe(0);
    });

    test('given a fault, when it is checked, then the table has place, rule, fault and cure, and the code is 1', async () => {
        const { code, out } = await run('--project', project(DEFECT).root, ...WITHOUT_JAVA);

        expect(out).toContain('main/more things/classes/Broken.cls:3:16');
        expect(out).toContain('apex/compile');
        expect(out).toContain('Variable does not exist: two');
        expect(out).toContain('How to mend it');
        expect(code).toBe(1);
    });

    test('given JSON is asked for, when there is a fault, then each finding has its parts', async () => {
        const { out } = await run('--project', project(DEFECT).root, '--format', 'json', ...WITHOUT_JAVA);

        expect((JSON.parse(out) as { findings: object[] }).findings).toContainEqual({
            path: 'main/more things/classes/Broken.cls',
            line: 3,
            column: 16,
            message: 'Variable does not exist: two',
            rule: 'apex/compile',
            mend: RULES.find(({ id }) => id === 'apex/compile')?.mend
        });
    });

    test('given SARIF into a file, when there is a fault, then the log names rule and region of an encoded path', async () => {
        const { root } = project(DEFECT);
        const file = join(root, 'findings.sarif');
        const { out } = await run('--project', root, '--format', 'sarif', '--output', file, ...WITHOUT_JAVA);
        const log = JSON.parse(readFileSync(file, 'utf8')) as Log;
        const result = log.runs[0]?.results?.find(({ ruleId }) => ruleId === 'apex/compile');
        const rules = log.runs[0]?.tool.driver.rules ?? [];

        expect(out).toBe('');
        expect(log.version).toBe('2.1.0');
        expect(rules[result?.ruleIndex ?? -1]).toMatchObject({
            id: 'apex/compile',
            help: { text: RULES.find(({ id }) => id === 'apex/compile')?.mend }
        });
        expect(result?.locations?.[0]?.physicalLocation).toEqual({
            artifactLocation: { uri: 'main/more%20things/classes/Broken.cls', uriBaseId: '%SRCROOT%' },
            region: { startLine: 3, startColumn: 16 }
        });
        expect(log.runs[0]?.originalUriBaseIds?.['%SRCROOT%']?.uri).toBe(`file://${root}/`);
    });

    test('given a folder for the package, when the project is checked, then manifest and zip are in it', async () => {
        const { root } = project();
        const { code } = await run('--project', root, '--package', join(root, 'made/package'), ...WITHOUT_JAVA);

        expect(code).toBe(0);
        expect(readFileSync(join(root, 'made/package/package.xml'), 'utf8')).toContain(
            '<members>NotifyAction</members>'
        );
        expect(readFileSync(join(root, 'made/package/package.zip')).subarray(0, 2).toString()).toBe('PK');
    });
});

describe('what cannot be checked', () => {
    const MALFORMED = '{ "packageDirectories": [';
    const ABSENT_FOLDER = JSON.stringify({ packageDirectories: [{ path: 'absent' }], sourceApiVersion: '66.0' });

    test.each([
        ['a folder that is none', ['--project', '/nowhere/at/all'], /is no folder.*--project DIR/],
        ['a folder without a project', ['--project', dirname(DOOR)], /sfdx-project\.json/],
        ['a format that is none', ['--format', 'xml'], /"xml" is no format: text, json or sarif/],
        ['an option that is none', ['--fast'], /--fast[\s\S]*npm run check:deploy/],
        ['a value that is missing', ['--project'], /--project[\s\S]*npm run check:deploy/]
    ])(
        'given %s, when it is asked for, then the message says what to give and the code is 2',
        async (_, args, message) => {
            const { code, out, error } = await run(...args);

            expect(error).toMatch(message);
            expect([code, out]).toEqual([2, '']);
        }
    );

    test.each([
        ['a project file that is no JSON', { 'sfdx-project.json': MALFORMED }, /sfdx-project\.json:1/],
        ['a package directory that is not there', { 'sfdx-project.json': ABSENT_FOLDER }, /absent/],
        [
            'a configuration that is no JSON',
            { 'config/deploy-check.json': '{' },
            /config\/deploy-check\.json is no JSON/
        ],
        ['a key that nothing reads', { 'config/deploy-check.json': '{"rules":[]}' }, /unknown key "rules"/],
        ['a policy that is none', { 'config/deploy-check.json': '{"policies":["x/y"]}' }, /no rule "x\/y"/]
    ])(
        'given %s, when the project is checked, then the message says which and the code is 2',
        async (_, changes, message) => {
            const { code, error } = await run('--project', project(changes).root);

            expect(error).toMatch(message);
            expect(code).toBe(2);
        }
    );

    test('given the npm script, when it is given a folder that is none, then its code is passed on', () => {
        const { status, stderr } = spawnSync(process.execPath, [DOOR, 'check-deploy', '--project', '/nowhere'], {
            encoding: 'utf8'
        });

        expect(stderr).toMatch(/^\/nowhere is no folder/);
        expect(status).toBe(2);
    });
});

test('given no Java, when a project is checked, then one line each says which tool was left out', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
        const { code, out } = await run('--project', project().root);

        expect(out.match(/^(apex-ls|PMD) was left out: it needs Java/gm)).toHaveLength(2);
        expect(code).toBe(0);
    } finally {
        process.env['PATH'] = path;
    }
});

test('given the page of the rules, when it is compared with the rules, then it has every one of them', async () => {
    const { code } = await run('--check');

    expect(code).toBe(0);
    expect(existsSync(fileURLToPath(new URL('../../docs/deploy-rules.md', import.meta.url)))).toBe(true);
});
