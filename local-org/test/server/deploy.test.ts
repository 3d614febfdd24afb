import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeployFinding } from '../../src/server/metadata/deployCheck.ts';
import type { Deployed } from './deployOrg.ts';
import { until } from './httpOrg.ts';
import { BOX, classFiles, DeployOrg, FIELD, META, READS_BOXES, zipOf } from './deployOrg.ts';

const ADMIN = 'admin@local-org.example';
/** What the tests use of the Bayeux client in jsforce. */
interface Streaming {
    subscribe(channel: string, listener: (data: { sobject: { Id: string } }) => void): PromiseLike<unknown>;
    disconnect(): void;
}

const WRITES_MARKS = META(
    'PermissionSet',
    ['Before__c', 'Mark__c']
        .map(
            (field) =>
                `<fieldPermissions><editable>true</editable><field>Box__c.${field}</field><readable>true</readable></fieldPermissions>`
        )
        .join('') + '<label>Marks</label><hasActivationRequired>false</hasActivationRequired>'
);

describe('deployments into a served org', () => {
    const org = new DeployOrg();
    const findings: DeployFinding[] = [];
    let checked: string[] = [];
    beforeAll(
        () =>
            org.open({
                check: async (projectDir) => {
                    checked.push(projectDir);
                    return findings;
                }
            }),
        60_000
    );
    afterEach(() => {
        findings.length = 0;
        checked = [];
    });
    afterAll(() => org.close());

    it('given two deployments at once, when both are sent, then the second waits for the first and builds on it', async () => {
        const [first, second] = (await Promise.all(
            [
                zipOf(classFiles('Base', 'public class Base { public static Integer one() { return 1; } }')),
                zipOf(classFiles('Next', 'public class Next { public Integer two() { return Base.one() + 1; } }'))
            ].map(async (zip) => (await org.submit(zip)).json())
        )) as [Deployed, Deployed];
        expect((await org.status(second.id)).status).toBe('Pending');
        expect((await org.ended(first.id)).status).toBe('Succeeded');
        expect((await org.ended(second.id)).status).toBe('Succeeded');
        expect(await org.apex('Assert.areEqual(2, new Next().two());')).toBe('ran');
    });

    it('given a deployment that waits, when it is cancelled, then it never begins', async () => {
        const first = (await (
            await org.submit(
                zipOf(classFiles('Base', 'public class Base { public static Integer one() { return 1; } }'))
            )
        ).json()) as Deployed;
        const second = (await (await org.submit(zipOf(classFiles('Late', 'public class Late {}')))).json()) as Deployed;
        const cancel = { 'content-type': 'application/json' };
        await org.send(
            'PATCH',
            `/metadata/deployRequest/${second.id}`,
            '{"deployResult":{"status":"Canceling"}}',
            cancel
        );
        await org.ended(first.id);
        expect((await org.ended(second.id)).status).toBe('Canceled');
        expect(await org.apex('Late late;')).toContain('Late');
    });

    it('given a check of whoever serves the org, when it finds something in the package, then that fails the deployment', async () => {
        const elsewhere = { path: 'metadata/classes/Base.cls', line: 1, column: 1, message: 'was there before' };
        findings.push({ path: 'metadata/classes/Odd.cls', line: 3, column: 7, message: 'too odd' }, elsewhere);
        const { status, details } = await org.deploy(zipOf(classFiles('Odd', 'public class Odd {}')));
        expect([status, details!.componentFailures]).toMatchObject([
            'Failed',
            [{ componentType: 'ApexClass', fullName: 'Odd', problem: 'too odd', lineNumber: 3, columnNumber: 7 }]
        ]);
        expect(checked).toHaveLength(1);
    });

    it('given a fault in a field of an object file, when it is deployed, then its own place is told', async () => {
        const object = BOX(FIELD('Fine__c') + '\n' + FIELD('Bad__c', '<type>Text</type>'));
        const { status, details } = await org.deploy(zipOf({ 'objects/Box__c.object': object }));
        expect([status, details!.componentFailures]).toMatchObject([
            'Failed',
            [
                {
                    componentType: 'CustomField',
                    fullName: 'Box__c.Bad__c',
                    fileName: 'objects/Box__c.object',
                    lineNumber: 6
                }
            ]
        ]);
    });

    it('given a subscriber that is to run as nobody in the org, when a dry run is made, then that is told', async () => {
        const config = META(
            'PlatformEventSubscriberConfig',
            '<batchSize>100</batchSize><masterLabel>Odd</masterLabel>\n<platformEventConsumer>OddTrigger</platformEventConsumer><user>nobody@example.invalid</user>'
        );
        const path = 'PlatformEventSubscriberConfigs/OddTrigger.platformEventSubscriberConfig';
        const { status, details } = await org.deploy(zipOf({ [path]: config }), { checkOnly: true });
        expect(status).toBe('Failed');
        expect(details!.componentFailures).toContainEqual(
            expect.objectContaining({
                fileName: path,
                problem: 'In field: user - no User named nobody@example.invalid found',
                lineNumber: 4
            })
        );
    });

    it('given setup that the org has changed itself, when something else is deployed, then the change stays', async () => {
        await org.deploy(
            zipOf({ 'objects/Box__c.object': BOX(FIELD('Mark__c')), 'permissionsets/Boxes.permissionset': READS_BOXES })
        );
        const granted = `[SELECT COUNT() FROM ObjectPermissions WHERE SobjectType = 'Box__c' AND Parent.Name = 'Boxes']`;
        expect(
            await org.apex(
                `delete [SELECT Id FROM ObjectPermissions WHERE SobjectType = 'Box__c' AND Parent.Name = 'Boxes'];`
            )
        ).toBe('ran');

        expect((await org.deploy(zipOf(classFiles('Other', 'public class Other {}')))).status).toBe('Succeeded');
        expect(await org.apex(`Assert.areEqual(0, ${granted});`)).toBe('ran');

        await org.deploy(zipOf({ 'permissionsets/Boxes.permissionset': READS_BOXES }));
        expect(await org.apex(`Assert.areEqual(1, ${granted});`)).toBe('ran');
    });

    it('given a client that listens, when something is deployed, then it hears what follows once', async () => {
        const client = org.client();
        const level = { DeveloperName: 'Trial', MasterLabel: 'Trial', ApexCode: 'FINEST' };
        const { id: DebugLevelId } = await client.tooling.create('DebugLevel', level);
        const admin = await client.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${ADMIN}'`);
        const flag = {
            TracedEntityId: admin.records[0]!.Id,
            DebugLevelId,
            LogType: 'DEVELOPER_LOG',
            ExpirationDate: Date.now() + 600_000
        };
        await client.tooling.create('TraceFlag', flag);
        const heard: string[] = [];
        const streaming = client.streaming.createClient([]) as unknown as Streaming;
        await streaming.subscribe('/systemTopic/Logging', ({ sobject }) => heard.push(sobject.Id));

        await org.deploy(zipOf(classFiles('Meanwhile', 'public class Meanwhile {}')));
        await org.apex(`System.debug('one');`);
        await org.apex(`System.debug('two');`);
        await until(() => heard.length >= 2);
        streaming.disconnect();

        const logs = await client.query<{ Id: string }>('SELECT Id FROM ApexLog ORDER BY Id');
        expect(heard).toEqual(logs.records.map(({ Id }) => Id));
    });

    it('given records, when fields come and go, then what remains keeps its values', async () => {
        await org.apex(`insert new Box__c(Name = 'A', Mark__c = 'kept');`);
        await org.deploy(zipOf({ 'objects/Box__c.object': BOX(FIELD('Mark__c') + FIELD('Extra__c')) }));
        expect(await org.apex(`update new Box__c(Id = [SELECT Id FROM Box__c].Id, Extra__c = 'x');`)).toBe('ran');
        const gone = META(
            'Package',
            '<types><members>Box__c.Extra__c</members><name>CustomField</name></types><version>66.0</version>'
        );
        expect((await org.deploy(zipOf({ 'destructiveChanges.xml': gone }))).status).toBe('Succeeded');
        expect(await org.apex(`Assert.areEqual('kept', [SELECT Mark__c FROM Box__c].Mark__c);`)).toBe('ran');
        expect(await org.apex(`Box__c b = [SELECT Extra__c FROM Box__c];`)).toContain('Extra__c');
    });

    it('given an ingest job that waits for its upload, when fields are deployed, then values reach the fields that are there now', async () => {
        const jobs = async (method: string, path: string, body: string, type = 'application/json') =>
            (await org.send(method, `/jobs/ingest${path}`, body, { 'content-type': type })).text();
        const { id } = JSON.parse(await jobs('POST', '', '{"object":"Box__c","operation":"insert"}')) as { id: string };
        const fields = FIELD('Before__c') + FIELD('Mark__c');
        const deployed = await org.deploy(
            zipOf({ 'objects/Box__c.object': BOX(fields), 'permissionsets/Marks.permissionset': WRITES_MARKS })
        );
        expect(deployed.status).toBe('Succeeded');
        await org.apex(
            `insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(),
                PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Marks'].Id);`
        );
        await jobs('PUT', `/${id}/batches`, 'Name,Mark__c,Before__c\nB,marked,new\n', 'text/csv');
        await jobs('PATCH', `/${id}`, '{"state":"UploadComplete"}');
        const client = org.client();
        const state = async () => (await client.request<{ state: string }>(`/jobs/ingest/${id}`)).state;
        await until(async () => !['UploadComplete', 'InProgress'].includes(await state()));
        expect(await client.query(`SELECT Mark__c, Before__c FROM Box__c WHERE Name = 'B'`)).toMatchObject({
            records: [{ Mark__c: 'marked', Before__c: 'new' }]
        });
    });
});

describe('the genuine jsforce client', () => {
    const org = new DeployOrg();
    beforeAll(() => org.open(), 60_000);
    afterAll(() => org.close());

    it('given a package, when it is deployed, listed and retrieved, then it comes back', async () => {
        const { metadata } = org.client();
        const zip = zipOf(
            classFiles('Echo', 'public class Echo { public static String of(String text) { return text; } }')
        );
        const deployed = await metadata.deploy(zip, { singlePackage: true, rollbackOnError: true }).complete(true);
        expect(deployed).toMatchObject({ success: true, status: 'Succeeded', numberComponentsDeployed: 1 });
        expect(await metadata.checkDeployStatus(deployed.id, true)).toMatchObject({ done: true, success: true });

        expect(await metadata.list({ type: 'ApexClass' }, '66.0')).toMatchObject([
            { fullName: 'Echo', fileName: 'classes/Echo.cls' }
        ]);
        const described = await metadata.describe('66.0');
        expect(described.metadataObjects).toContainEqual(
            expect.objectContaining({ xmlName: 'ApexClass', suffix: 'cls', metaFile: true })
        );

        const retrieved = await metadata
            .retrieve({
                apiVersion: '66.0',
                unpackaged: { types: [{ name: 'ApexClass', members: ['*'] }], version: '66.0' }
            } as never)
            .complete();
        const files = unzipSync(Buffer.from(retrieved.zipFile, 'base64'));
        expect(Object.keys(files).sort()).toEqual([
            'unpackaged/classes/Echo.cls',
            'unpackaged/classes/Echo.cls-meta.xml',
            'unpackaged/package.xml'
        ]);
    });

    it('given a folder of reports, when a client names it with a slash at its end, then it is deployed with its report', async () => {
        const members = '<members>Desk/</members><members>Desk/Accounts</members>';
        const deployed = await org.deploy(
            zipOf({
                'package.xml': META('Package', `<types>${members}<name>Report</name></types><version>66.0</version>`),
                'reports/Desk-meta.xml': META('ReportFolder', '<name>Desk</name>'),
                'reports/Desk/Accounts.report': META(
                    'Report',
                    '<columns><field>ACCOUNT.NAME</field></columns><format>Tabular</format><name>Accounts</name><reportType>AccountList</reportType>'
                )
            })
        );
        expect([deployed.status, deployed.details?.componentFailures]).toEqual(['Succeeded', []]);
        expect((await org.client().query("SELECT Id FROM Report WHERE DeveloperName = 'Accounts'")).totalSize).toBe(1);
    });

    it('given classes, when the Tooling API is asked, then it answers and runs Apex', async () => {
        const { tooling } = org.client();
        expect(await tooling.query(`SELECT Name FROM ApexClass WHERE Name = 'Echo'`)).toMatchObject({
            totalSize: 1,
            records: [{ Name: 'Echo' }]
        });
        expect(await tooling.executeAnonymous(`Assert.areEqual('x', Echo.of('x'));`)).toMatchObject({ success: true });
        expect(await tooling.executeAnonymous('Echo.of(1);')).toMatchObject({ compiled: false, line: 1 });
    });
});
