import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { ProjectFolder } from '../org/projectFolder.ts';
import { projectFolder } from '../org/projectFolder.ts';

const cleanUp: (() => void)[] = [];

afterEach(() => {
    for (const step of cleanUp.splice(0)) step();
});

function project(files: Readonly<Record<string, string>>): ProjectFolder {
    const folder = projectFolder(files);
    cleanUp.push(folder.remove);
    return folder;
}

async function localOrg(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
    const out: string[] = [];
    const err: string[] = [];
    const code = await main(
        args,
        (text) => out.push(text),
        (text) => err.push(text)
    );
    return { code, out: out.join('\n'), err: err.join('\n') };
}

const GOOD_TEST = `@IsTest
private class GoodTest {
    @IsTest
    static void it_works() {
        System.assert(true);
    }
}`;

it('given a project without faults, when checked, then the exit code is 0', async () => {
    const { code, out } = await localOrg('check', '--project', project({ 'app/classes/GoodTest.cls': GOOD_TEST }).dir);
    expect(code).toBe(0);
    expect(out).toContain('0 error(s)');
});

it('given faults in Apex and metadata, when checked, then each has its line, the exit code is 1, and the JSON has them all', async () => {
    const folder = project({
        'app/classes/Bad.cls': 'public class Bad {\n    Foo field;\n}',
        'app/labels/CustomLabels.labels-meta.xml': '<CustomLabels>\n<labels>\n</CustomLabels>'
    });
    const json = join(folder.dir, 'report.json');
    const { code, out } = await localOrg('check', '--project', folder.dir, '--json', json);
    expect(code).toBe(1);
    expect(out).toContain('app/classes/Bad.cls:2:5: Invalid type: Foo');
    expect(out).toMatch(/app\/labels\/CustomLabels\.labels-meta\.xml:3:\d+: /);
    const report = JSON.parse(readFileSync(json, 'utf8')) as { errors: number; diagnostics: { path: string }[] };
    expect(report.errors).toBe(2);
    expect(report.diagnostics.map(({ path }) => path)).toEqual([
        'app/classes/Bad.cls',
        'app/labels/CustomLabels.labels-meta.xml'
    ]);
});

it('given Apex that calls what the local org lacks, when checked, then the member is named without being an error', async () => {
    const folder = project({
        'app/classes/Feed.cls':
            'public class Feed { public static Object mine() { return ConnectApi.Organization.getSettings(); } }'
    });
    const { code, out } = await localOrg('check', '--project', folder.dir);
    expect(code).toBe(0);
    expect(out).toContain('ConnectApi.Organization.getSettings() is correct Apex, but the local org does not have it');
});

it('given a folder that is no project, when checked, then that is a finding', async () => {
    const { code, out } = await localOrg('check', '--project', join(import.meta.dirname, 'nowhere'));
    expect(code).toBe(1);
    expect(out).toContain('sfdx-project.json not found');
});

it('given tests of which one fails, when run, then the exit code is 1 and the JSON tells both', async () => {
    const folder = project({
        'app/classes/GoodTest.cls': GOOD_TEST.replace(
            '}\n}',
            '}\n    @IsTest\n    static void it_fails() {\n        System.assert(false);\n    }\n}'
        )
    });
    const json = join(folder.dir, 'report.json');
    const junit = join(folder.dir, 'junit.xml');
    const { code, out } = await localOrg('test', '--project', folder.dir, '--json', json, '--junit', junit);
    expect(code).toBe(1);
    expect(out).toContain('FAIL GoodTest.it_fails\n    System.AssertException: Assertion Failed');
    expect(out).toContain('1 passed, 1 failed');
    const report = JSON.parse(readFileSync(json, 'utf8')) as { tests: { methodName: string; outcome: string }[] };
    expect(report.tests.map(({ methodName, outcome }) => [methodName, outcome])).toEqual([
        ['it_fails', 'fail'],
        ['it_works', 'pass']
    ]);
    expect(readFileSync(junit, 'utf8')).toContain('failures="1"');
});

it('given a project with errors, when its tests are to run, then nothing runs, the exit code is 2 and the JSON has the findings', async () => {
    const folder = project({ 'app/classes/GoodTest.cls': GOOD_TEST.replace('true', '1') });
    const json = join(folder.dir, 'report.json');
    const { code, err } = await localOrg('test', '--project', folder.dir, '--json', json);
    expect(code).toBe(2);
    expect(err).toMatch(/^LOC-003: .*\napp\/classes\/GoodTest\.cls:5:/);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
        error: { code: 'LOC-003' },
        diagnostics: [{ line: 5 }]
    });
});

it('given an Apex file, when it is run, then its output is printed and its exception ends with exit code 1', async () => {
    const folder = project({ 'block.apex': `System.debug('one');\nInteger x = 1 / 0;` });
    const { code, out } = await localOrg('run', join(folder.dir, 'block.apex'), '--project', folder.dir);
    expect(code).toBe(1);
    expect(out).toBe('DEBUG|one\nSystem.MathException: Divide by 0\nAnonymousBlock: line 2, column 1');
});

it('given files that cannot be read or written, when a command needs them, then they are named as the caller’s fault', async () => {
    const folder = project({ 'block.apex': `System.debug('one');` });
    const missing = await localOrg('run', join(folder.dir, 'nothing.apex'), '--project', folder.dir);
    expect([missing.code, missing.err]).toEqual([2, expect.stringMatching(/^LOC-007: .*nothing\.apex cannot be read/)]);
    const unwritable = join(folder.dir, 'none', 'report.json');
    const ran = await localOrg('run', join(folder.dir, 'block.apex'), '--project', folder.dir, '--json', unwritable);
    expect([ran.code, ran.err]).toEqual([2, expect.stringMatching(/^LOC-007: .*report\.json cannot be written/)]);
});

it('given a block that starts a job, when it is run, then the job has run before the command ends', async () => {
    const folder = project({
        'app/classes/Job.cls': `public class Job implements Queueable {
            public void execute(QueueableContext context) {
                throw new IllegalArgumentException('the job ran');
            }
        }`,
        'block.apex': 'System.enqueueJob(new Job());'
    });
    const { code, out } = await localOrg('run', join(folder.dir, 'block.apex'), '--project', folder.dir);
    expect(code).toBe(0);
    expect(out).toContain('System.IllegalArgumentException: the job ran');
});

it.each([
    [['fly'], 'fly is none of check, test, run, serve'],
    [[], 'no command is none of'],
    [['check', 'more'], 'what is "more" for?'],
    [['check', '--nope'], "Unknown option '--nope'"],
    [['serve', '--port', '99999'], '--port 99999 is no port']
])('given the arguments %j, when started, then they are refused with LOC-007', async (args, message) => {
    const { code, err } = await localOrg(...args);
    expect(code).toBe(2);
    expect(err).toContain(`LOC-007: ${message}`);
});
