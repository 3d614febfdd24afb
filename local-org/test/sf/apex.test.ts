import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ADMIN, PATIENCE, SfOrg } from './sfOrg.ts';

vi.setConfig(PATIENCE);

interface TestRunJson {
    readonly summary: Readonly<Record<string, string | number>>;
    readonly tests: readonly { readonly FullName: string; readonly Outcome: string; readonly Message: string | null }[];
    readonly coverage?: { readonly coverage: readonly { readonly name: string; readonly coveredPercent: number }[] };
}

describe('the Salesforce CLI runs Apex in a served org', () => {
    const org = new SfOrg();
    const runTests = (...flags: string[]) => org.sf<TestRunJson>(['apex', 'run', 'test', ...flags]);
    const file = (code: string): string => {
        const name = path.join(org.folder, 'block.apex');
        writeFileSync(name, code);
        return name;
    };
    beforeAll(async () => {
        await org.open({ projectDir: path.join(import.meta.dirname, 'project') });
        await org.logIn();
    });
    afterAll(() => org.close());

    it('given a block, when it is run, then its log is shown and its records stay', async () => {
        const code = `System.debug('sent');\ninsert new Parcel__c(Name = 'Vase', Grams__c = 800);`;
        const { exitCode, output } = await org.run(['apex', 'run', '--file', file(code)]);
        expect(exitCode, output).toBe(0);
        expect(output).toMatch(/Compiled successfully[^]*Executed successfully[^]*USER_DEBUG\|\[1\]\|DEBUG\|sent/);
        expect(await org.apex('Assert.areEqual(4.99, [SELECT Price__c FROM Parcel__c].Price__c);')).toBe('ran');
    });

    it.each([
        ['does not compile', 'Integer x = 1;\nPost.of(x);', 'Compilation failed at Line 2 column 1'],
        ['throws', 'Postage.of(0);', 'Postage.PostageException: A parcel weighs something.']
    ])('given a block that %s, when it is run, then the CLI fails and says why', async (_, code, text) => {
        const { exitCode, output } = await org.run(['apex', 'run', '--file', file(code)]);
        expect([exitCode, output]).toEqual([1, expect.stringContaining(text)]);
    });

    it('given one class, when its tests are run synchronously, then each result and the coverage are shown', async () => {
        const { exitCode, result, output } = await runTests(
            '--class-names',
            'PostageTest',
            '--synchronous',
            '--code-coverage'
        );
        expect(exitCode, output).toBe(0);
        expect(result.summary).toMatchObject({ outcome: 'Passed', testsRan: 2, failing: 0 });
        expect(result.tests.map(({ FullName }) => FullName).sort()).toEqual([
            'PostageTest.it_charges_little_for_a_light_parcel',
            'PostageTest.it_refuses_a_parcel_without_weight'
        ]);
        expect(result.coverage?.coverage).toContainEqual(
            expect.objectContaining({ name: 'Postage', coveredPercent: 75 })
        );
    });

    it('given a test suite, when it is run asynchronously, then JUnit results and coverage are written', async () => {
        const folder = path.join(org.folder, 'results');
        const flags = ['--suite-names', 'Postal', '--wait', '5', '--code-coverage', '--result-format', 'junit'];
        const { exitCode, output } = await org.run(['apex', 'run', 'test', ...flags, '--output-dir', folder]);
        expect(exitCode, output).toBe(0);
        const junit = readFileSync(path.join(folder, 'test-result.xml'), 'utf8');
        expect(junit).toMatch(/<testsuite [^>]*tests="3" failures="0"/);
        expect(junit).toContain('<testcase name="it_sets_the_price" classname="ParcelTriggerTest"');
        expect(readFileSync(path.join(folder, 'test-result-codecoverage.json'), 'utf8')).toContain('"ParcelTrigger"');
    });

    it('given a method that fails, when it alone is run, then the CLI ends with 100 and shows message and place', async () => {
        const broken = `@IsTest
private class BrokenTest {
    @IsTest
    static void it_fails() {
        Assert.areEqual(1, 2, 'numbers');
    }
    @IsTest
    static void it_passes() {
        Assert.areEqual(1, 1);
    }
}`;
        org.write('classes/BrokenTest.cls', broken);
        org.write('classes/BrokenTest.cls-meta.xml', org.read('classes/PostageTest.cls-meta.xml'));
        await org.sf(['project', 'deploy', 'start', '--metadata', 'ApexClass:BrokenTest']);
        const { exitCode, output } = await org.run([
            'apex',
            'run',
            'test',
            '--tests',
            'BrokenTest.it_fails',
            '--wait',
            '5',
            '--result-format',
            'human'
        ]);
        expect(exitCode).toBe(100);
        expect(output).toContain('System.AssertException: Assertion Failed: numbers: Expected: 1, Actual: 2');
        expect(output).toContain('Class.BrokenTest.it_fails: line 5');
        expect(output).toMatch(/Tests Ran\s+1\s/);
    });

    it('given a trace flag, when Apex has run, then its log is listed and can be had', async () => {
        const user = await org.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${ADMIN}'`);
        const level = await org.sf<{ id: string }>([
            ...['data', 'create', 'record', '--use-tooling-api', '--sobject', 'DebugLevel'],
            ...['--values', 'DeveloperName=Trial MasterLabel=Trial ApexCode=FINEST']
        ]);
        await org.sf([
            ...['data', 'create', 'record', '--use-tooling-api', '--sobject', 'TraceFlag', '--values'],
            `TracedEntityId=${user[0]!.Id} LogType=DEVELOPER_LOG DebugLevelId=${level.result.id} ExpirationDate=2099-01-01T00:00:00Z`
        ]);
        await org.sf(['apex', 'run', '--file', file(`System.debug('traced');`)]);
        const logs = await org.sf<{ Id: string; LogLength: number }[]>(['apex', 'list', 'log']);
        expect(logs.result, logs.output).toHaveLength(1);
        const log = await org.run(['apex', 'get', 'log', '--log-id', logs.result[0]!.Id]);
        expect(log.output).toContain('|USER_DEBUG|[1]|DEBUG|traced');
    });
});

describe('the Salesforce CLI describes a served org', () => {
    const org = new SfOrg();
    beforeAll(async () => {
        await org.open({ projectDir: path.join(import.meta.dirname, 'project') });
        await org.logIn();
    });
    afterAll(() => org.close());

    it('given classes, when they are queried by the Tooling API, then they are there', async () => {
        const { result } = await org.sf<{ records: object[] }>([
            ...[
                'data',
                'query',
                '--use-tooling-api',
                '--query',
                `SELECT Name, ApiVersion FROM ApexClass WHERE Name = 'Postage'`
            ]
        ]);
        expect(result.records).toMatchObject([{ Name: 'Postage', ApiVersion: 66 }]);
    });

    it('given objects, when they are listed and described, then the project’s are among them', async () => {
        const list = await org.sf<string[]>(['sobject', 'list', '--sobject', 'custom']);
        expect(list.result).toEqual(['Parcel__c']);
        const describe = await org.sf<{ fields: { name: string }[] }>([
            'sobject',
            'describe',
            '--sobject',
            'Parcel__c'
        ]);
        expect(describe.result.fields.map(({ name }) => name)).toEqual(
            expect.arrayContaining(['Grams__c', 'Price__c'])
        );
    });

    it('given metadata, when types and components are listed, then they are told with their files', async () => {
        const types = await org.sf<{ metadataObjects: { xmlName: string }[] }>(['org', 'list', 'metadata-types']);
        expect(types.result.metadataObjects.map(({ xmlName }) => xmlName)).toEqual(
            expect.arrayContaining(['ApexClass', 'CustomObject', 'LightningComponentBundle'])
        );
        const classes = await org.sf<{ fullName: string; fileName: string }[]>([
            ...['org', 'list', 'metadata', '--metadata-type', 'ApexClass']
        ]);
        expect(classes.result).toContainEqual(
            expect.objectContaining({ fullName: 'Postage', fileName: 'classes/Postage.cls' })
        );
    });

    it('given a permission set, when it is assigned, then the user has it', async () => {
        const { exitCode, output } = await org.run(['org', 'assign', 'permset', '--name', 'Postal_Clerk']);
        expect(exitCode, output).toBe(0);
        const soql = `SELECT Assignee.Username FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Postal_Clerk'`;
        expect(await org.query(soql)).toMatchObject([{ Assignee: { Username: ADMIN } }]);
    });
});
