import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { until } from '../server/httpOrg.ts';
import { ADMIN, PATIENCE, SfOrg } from './sfOrg.ts';

vi.setConfig(PATIENCE);

const BROKEN = `@IsTest
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

interface TestRunJson {
    readonly summary: Readonly<Record<string, string | number>>;
    readonly tests: readonly { readonly FullName: string; readonly Outcome: string; readonly Message: string | null }[];
    readonly coverage?: { readonly coverage: readonly { readonly name: string; readonly coveredPercent: number }[] };
}

const org = new SfOrg();
beforeAll(async () => {
    org.write('classes/BrokenTest.cls', BROKEN);
    org.write('classes/BrokenTest.cls-meta.xml', org.read('classes/PostageTest.cls-meta.xml'));
    await org.open({ projectDir: org.projectDir });
    await org.logIn();
});
afterAll(() => org.close());

describe('the Salesforce CLI runs Apex in a served org', () => {
    const file = (code: string): string => {
        const name = path.join(org.folder, 'block.apex');
        writeFileSync(name, code);
        return name;
    };

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
        const { exitCode, result, output } = await org.sf<TestRunJson>([
            ...['apex', 'run', 'test', '--class-names', 'PostageTest', '--synchronous', '--code-coverage']
        ]);
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

    it('given a failing method, when it is run and its results are asked for later, then the CLI ends with 100 and shows why', async () => {
        const run = ['apex', 'run', 'test', '--tests', 'BrokenTest.it_fails'];
        const { testRunId } = (await org.sf<{ testRunId: string }>(run)).result;
        // What ends between the look of the CLI and its subscription is told to nobody: then it looks again after a minute.
        const soql = `SELECT EndTime FROM ApexTestRunResult WHERE AsyncApexJobId = '${testRunId}'`;
        await until(
            async () => (await org.query<{ EndTime: string | null }>(soql, 'tooling/query'))[0]!.EndTime !== null
        );
        const { exitCode, output } = await org.run(['apex', 'get', 'test', '--test-run-id', testRunId]);
        expect(exitCode, output).toBe(100);
        expect(output).toContain('System.AssertException: Assertion Failed: numbers: Expected: 1, Actual: 2');
        expect(output).toContain('Class.BrokenTest.it_fails: line 5');
        expect(output).toMatch(/Tests Ran\s+1\s/);
    });

    it('given a tail, when Apex runs, then its log appears there, and is listed and can be had', async () => {
        const tail = org.begin(['apex', 'tail', 'log']);
        onTestFinished(() => tail.stop());
        // It does not tell when it begins to listen, and shows nothing of what ran before.
        let isOver = false;
        const shown = tail.prints('|USER_DEBUG|[1]|DEBUG|seen').finally(() => (isOver = true));
        const flags = () => org.query(`SELECT LogType, DebugLevel.ApexCode FROM TraceFlag`, 'tooling/query');
        await until(async () => isOver || (await flags()).length > 0);
        await until(async () => {
            expect(await org.apex(`System.debug('seen');`)).toBe('ran');
            return isOver;
        });
        await shown;
        expect(await flags()).toMatchObject([{ LogType: 'DEVELOPER_LOG', DebugLevel: { ApexCode: 'FINEST' } }]);

        await tail.stop();
        const logs = await org.sf<{ Id: string; Operation: string }[]>(['apex', 'list', 'log']);
        expect(logs.result[0], logs.output).toMatchObject({ Operation: 'Api', Status: 'Success' });
        const log = await org.run(['apex', 'get', 'log', '--log-id', logs.result[0]!.Id]);
        expect(log.output).toContain('|USER_DEBUG|[1]|DEBUG|seen');
    });
});

describe('the Salesforce CLI describes a served org', () => {
    it('given a person, when he is made a user, then the command for scratch orgs refuses and the record does it', async () => {
        const refused = await org.sf(['org', 'create', 'user', 'lastName=Post']);
        expect([refused.exitCode, refused.message]).toEqual([1, 'This command works with only scratch orgs.']);

        const [profile] = await org.query<{ Id: string }>(`SELECT Id FROM Profile WHERE Name = 'Standard User'`);
        const values = {
            ...{ Username: 'paul@example.com', Alias: 'paul', LastName: 'Post', Email: 'paul@example.com' },
            ...{ ProfileId: profile!.Id, TimeZoneSidKey: 'Europe/Berlin', LocaleSidKey: 'en_US' },
            ...{ EmailEncodingKey: 'UTF-8', LanguageLocaleKey: 'en_US' }
        };
        const text = Object.entries(values).map(([field, value]) => `${field}=${value}`);
        const made = await org.sf(['data', 'create', 'record', '--sobject', 'User', '--values', text.join(' ')]);
        expect(made.exitCode, made.output).toBe(0);
        const assign = ['org', 'assign', 'permset', '--name', 'Postal_Clerk'];
        const people = [values.Username, ADMIN];
        const { exitCode, output } = await org.run([...assign, ...people.flatMap((name) => ['--on-behalf-of', name])]);
        expect(exitCode, output).toBe(0);
        const soql = `SELECT Assignee.Username FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Postal_Clerk'`;
        expect(await org.query(soql)).toMatchObject(people.map((Username) => ({ Assignee: { Username } })));
    });

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
});
