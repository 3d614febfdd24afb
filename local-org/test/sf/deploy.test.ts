import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PATIENCE, SfOrg } from './sfOrg.ts';

interface DeployResult {
    readonly id: string;
    readonly status: string;
    readonly numberComponentsDeployed: number;
    readonly numberTestsCompleted: number;
    readonly numberTestErrors: number;
    readonly checkOnly: boolean;
    readonly files: readonly { readonly fullName: string; readonly state: string; readonly error?: string }[];
    readonly details: {
        readonly componentFailures: readonly Readonly<Record<string, unknown>>[];
        readonly runTestResult: {
            readonly failures: readonly Readonly<Record<string, unknown>>[];
            readonly codeCoverageWarnings: readonly { readonly name: string | null; readonly message: string }[];
        };
    };
}

vi.setConfig(PATIENCE);

const SOURCE = ['--source-dir', 'force-app'];
const POSTAGE = 'classes/Postage.cls';
const REST = { SF_ORG_METADATA_REST_DEPLOY: 'true' };

describe('the Salesforce CLI deploys into a served org', () => {
    const org = new SfOrg();
    const deploy = (...flags: string[]) => org.sf<DeployResult>(['project', 'deploy', ...flags]);
    const apexRuns = (code: string): Promise<string> => org.apex(code);
    beforeAll(async () => {
        await org.open();
        await org.logIn();
    });
    beforeEach(() => org.resetProject());
    afterAll(() => org.close());

    it('given an empty org, when a dry run is made, then everything is checked and tested and nothing is there', async () => {
        const { result, output } = await deploy('start', '--dry-run', '--test-level', 'RunLocalTests', ...SOURCE);
        expect(result, output).toMatchObject({
            status: 'Succeeded',
            checkOnly: true,
            numberTestsCompleted: 3,
            numberTestErrors: 0
        });
        expect(await apexRuns('Postage.of(1);')).toMatch(/Postage/);
    });

    it('given an empty org, when the project is deployed, then it runs there', async () => {
        const { exitCode, result, output } = await deploy('start', ...SOURCE);
        expect(exitCode, output).toBe(0);
        expect(result.status).toBe('Succeeded');
        expect(result.files.map(({ state }) => state)).not.toContain('Failed');
        expect(result.files.map(({ fullName }) => fullName)).toEqual(
            expect.arrayContaining(['Postage', 'ParcelTrigger', 'Parcel__c.Grams__c', 'Postal_Clerk', 'parcelBadge'])
        );
        expect(await apexRuns(`insert new Parcel__c(Name = 'Book', Grams__c = 2000);`)).toBe('ran');

        expect(await apexRuns(`Assert.areEqual(9.99, [SELECT Price__c FROM Parcel__c].Price__c);`)).toBe('ran');

        const report = await deploy('report', '--job-id', result.id);
        expect(report.result).toMatchObject({ id: result.id, status: 'Succeeded' });
    });

    it('given a class that does not compile, when it is deployed, then line and column are shown and nothing has changed', async () => {
        const before = org.read(POSTAGE);
        org.write(POSTAGE, before.replace('4.99 : 9.99', '4.99 : nothing'));
        const table = await org.run(['project', 'deploy', 'start', ...SOURCE]);
        expect(table.exitCode, table.output).toBe(1);
        expect(table.output).toContain('using the v66.0 SOAP API');
        expect(table.output).toContain('Variable does not exist');
        expect(table.output).toContain('7:39');

        expect(await apexRuns('Assert.areEqual(9.99, Postage.of(2000));')).toBe('ran');
    });

    it('given a change that a test refuses, when it is deployed with that test, then it is not in the org', async () => {
        const before = org.read(POSTAGE);
        org.write(POSTAGE, before.replace('4.99', '1.00'));
        const { exitCode, result } = await deploy(
            'start',
            '--test-level',
            'RunSpecifiedTests',
            '--tests',
            'PostageTest',
            ...SOURCE
        );
        expect([exitCode, result.status, result.numberTestErrors]).toEqual([1, 'Failed', 1]);
        expect(result.details.runTestResult.failures).toMatchObject([
            {
                name: 'PostageTest',
                methodName: 'it_charges_little_for_a_light_parcel',
                message: expect.stringMatching(/4.99/)
            }
        ]);
        expect(await apexRuns('Assert.areEqual(4.99, Postage.of(1));')).toBe('ran');
    });

    it('given a validation with tests, when it is deployed quickly, then the change is in the org with its data kept', async () => {
        org.write(POSTAGE, org.read(POSTAGE).replace('9.99', '9.50'));
        org.write('classes/ParcelTriggerTest.cls', org.read('classes/ParcelTriggerTest.cls').replace('9.99', '9.50'));
        org.write(
            'objects/Parcel__c/fields/Note__c.field-meta.xml',
            org
                .read('objects/Parcel__c/fields/Price__c.field-meta.xml')
                .replaceAll('Price', 'Note')
                .replace(/<precision>[^]*<type>Currency/, '<length>40</length>\n    <type>Text')
        );
        const validation = await deploy(
            'validate',
            '--test-level',
            'RunSpecifiedTests',
            '--tests',
            'ParcelTriggerTest',
            '--tests',
            'PostageTest',
            ...SOURCE
        );
        expect(validation.result, validation.output).toMatchObject({ status: 'Succeeded', numberTestsCompleted: 3 });
        expect(await apexRuns('Assert.areEqual(9.99, Postage.of(2000));')).toBe('ran');

        const quick = await deploy('quick', '--job-id', validation.result.id);
        expect(quick.result, quick.output).toMatchObject({ status: 'Succeeded' });
        expect(await apexRuns('Assert.areEqual(9.50, Postage.of(2000));')).toBe('ran');
        const soql = `[SELECT Price__c FROM Parcel__c WHERE Name = 'Book' AND Note__c = null]`;
        expect(await apexRuns(`Assert.areEqual(9.99, ${soql}.Price__c);`)).toBe('ran');

        const again = await deploy('quick', '--job-id', validation.result.id);
        expect([again.exitCode, again.message]).toEqual([1, expect.stringContaining('quick deployment')]);
    });

    it('given a field with data, when its type is changed to one that cannot hold them, then the deployment fails', async () => {
        const file = 'objects/Parcel__c/fields/Grams__c.field-meta.xml';
        const before = org.read(file);
        org.write(file, before.replace(/<precision>[^]*<type>Number/, '<type>Date'));
        const { result } = await deploy('start', '--source-dir', `force-app/${file}`);
        expect(result.status).toBe('Failed');
        expect(JSON.stringify(result.details.componentFailures)).toContain('because of existing data');
    });

    it('given metadata in the org, when it is retrieved, then it is what was deployed, by SOAP also for who deploys by REST', async () => {
        const wanted = [
            'ApexClass:Postage',
            'CustomObject:Parcel__c',
            'PermissionSet',
            'CustomLabels',
            'LightningComponentBundle',
            'ApexTestSuite'
        ];
        const command = ['project', 'retrieve', 'start', ...wanted.flatMap((name) => ['--metadata', name])];
        const folder = path.join(org.projectDir, 'out');
        const { exitCode, output } = await org.run([...command, '--output-dir', folder], REST);
        expect(exitCode, output).toBe(0);
        expect(output).toContain('using the v66.0 SOAP API');
        const found = readdirSync(path.join(org.projectDir, 'out'), { recursive: true }) as string[];
        const text = (name: string): string =>
            readFileSync(
                path.join(
                    org.projectDir,
                    'out',
                    found.find((file) => file.endsWith(name))!
                ),
                'utf8'
            );
        expect(text('Postage.cls')).toBe(org.read(POSTAGE).replace('9.99', '9.50'));
        expect(text('Grams__c.field-meta.xml')).toContain('<precision>8</precision>');
        expect(text('Note__c.field-meta.xml')).toContain('<length>40</length>');
        expect(text('Not_Too_Heavy.validationRule-meta.xml')).toContain('Too heavy');
        expect(text('Postal_Clerk.permissionset-meta.xml')).toContain('Parcel__c.Price__c');
        expect(text('parcelBadge.js')).toBe(org.read('lwc/parcelBadge/parcelBadge.js'));
        expect(text('Postal.testSuite-meta.xml')).toContain('PostageTest');
        rmSync(path.join(org.projectDir, 'out'), { recursive: true });
    });

    it('given a trigger and its test, when their source is deleted, then both are gone from org and folder', async () => {
        const { exitCode, output } = await org.sf([
            ...['project', 'delete', 'source', '--no-prompt'],
            ...['--metadata', 'ApexTrigger:ParcelTrigger', '--metadata', 'ApexClass:ParcelTriggerTest'],
            ...['--metadata', 'ApexTestSuite:Postal']
        ]);
        expect(exitCode, output).toBe(0);
        expect(existsSync(path.join(org.projectDir, 'force-app/triggers/ParcelTrigger.trigger'))).toBe(false);
        expect(await org.query(`SELECT Name FROM ApexTrigger`)).toEqual([]);
        expect(await apexRuns(`insert new Parcel__c(Name = 'Letter', Grams__c = 10);`)).toBe('ran');
        const price = `[SELECT Price__c FROM Parcel__c WHERE Name = 'Letter'].Price__c`;
        expect(await apexRuns(`Assert.areEqual(null, ${price});`)).toBe('ran');
    });

    it('given a class that another one needs, when it is deleted, then the deletion is refused', async () => {
        const { exitCode, output } = await org.sf([
            'project',
            'delete',
            'source',
            '--no-prompt',
            '--metadata',
            'ApexClass:Postage'
        ]);
        expect(exitCode).toBe(1);
        expect(output).toContain('PostageTest');
        expect(await apexRuns('Postage.of(1);')).toBe('ran');
    });

    it('given the REST way of deploying, when one class is deployed, then it is in the org, over a restart too', async () => {
        org.write(POSTAGE, org.read(POSTAGE).replace('9.99', '9.75'));
        const { exitCode, output } = await org.run(
            ['project', 'deploy', 'start', '--metadata', 'ApexClass:Postage'],
            REST
        );
        expect(exitCode, output).toBe(0);
        expect(output).toMatch(/using the v66\.0 REST API[^]*Status: Succeeded/);
        expect(await apexRuns('Assert.areEqual(9.75, Postage.of(2000));')).toBe('ran');
        await org.restart();
        expect(await apexRuns('Assert.areEqual(9.75, Postage.of(2000));')).toBe('ran');
        expect(await org.query(`SELECT Name FROM Parcel__c WHERE Name = 'Book'`)).toHaveLength(1);
    });
});
