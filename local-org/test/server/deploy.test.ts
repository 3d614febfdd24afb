import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { Connection } from 'jsforce';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ServedOrg, ServeOptions } from '../../src/server/index.ts';
import { serve } from '../../src/server/index.ts';
import type { DeployFinding } from '../../src/server/metadata/deployCheck.ts';
import { soapSession } from './soapSession.ts';

const META = (type: string, inner: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${inner}\n</${type}>\n`;
const MANIFEST = META('Package', '<version>66.0</version>');
const CLASS_META = META('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>');
const FIELD = (name: string, type = '<length>20</length><type>Text</type>'): string =>
    `<fields><fullName>${name}</fullName><label>${name}</label>${type}</fields>`;
const BOX = (fields: string): string =>
    META(
        'CustomObject',
        `<label>Box</label><pluralLabel>Boxes</pluralLabel><nameField><label>Name</label><type>Text</type></nameField>
<deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>
${fields}`
    );
const READS_BOXES = META(
    'PermissionSet',
    `<label>Boxes</label><hasActivationRequired>false</hasActivationRequired>
<objectPermissions><object>Box__c</object><allowRead>true</allowRead><allowCreate>false</allowCreate><allowEdit>false</allowEdit>
<allowDelete>false</allowDelete><viewAllRecords>false</viewAllRecords><modifyAllRecords>false</modifyAllRecords></objectPermissions>`
);

type Files = Readonly<Record<string, string | Uint8Array>>;

const zipOf = (files: Files): Buffer =>
    Buffer.from(
        zipSync(
            Object.fromEntries(
                Object.entries({ 'package.xml': MANIFEST, ...files }).map(([name, content]) => [
                    name,
                    typeof content === 'string' ? strToU8(content) : content
                ])
            )
        )
    );
const classFiles = (name: string, body: string): Files => ({
    [`classes/${name}.cls`]: body,
    [`classes/${name}.cls-meta.xml`]: CLASS_META
});

interface Deployed {
    readonly id: string;
    readonly status: string;
    readonly errorMessage?: string;
    readonly details?: { readonly componentFailures: readonly Readonly<Record<string, unknown>>[] };
}

/** An org without metadata, and the genuine client. */
class DeployOrg {
    readonly folder = mkdtempSync(join(tmpdir(), 'deploy-org-'));
    readonly printed: string[] = [];
    token = '';
    private served: ServedOrg | null = null;

    get url(): string {
        return this.served!.url;
    }

    async open(options: Partial<ServeOptions> = {}): Promise<void> {
        const projectDir = join(this.folder, 'empty');
        mkdirSync(join(projectDir, 'force-app'), { recursive: true });
        const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
        writeFileSync(join(projectDir, 'sfdx-project.json'), JSON.stringify(project));
        this.served = await serve({
            projectDir,
            port: 0,
            stateDir: join(this.folder, 'state'),
            seed: null,
            pages: false,
            print: (line) => this.printed.push(line),
            ...options
        });
        this.token = await soapSession(this.url, join(this.folder, 'state'));
    }

    async close(): Promise<void> {
        await this.served?.close();
        rmSync(this.folder, { recursive: true, force: true });
    }

    client(): Connection {
        const client = new Connection({ instanceUrl: this.url, accessToken: this.token, version: '66.0' });
        client.metadata.pollInterval = 50;
        return client;
    }

    send(
        method: string,
        path: string,
        body: Uint8Array<ArrayBuffer> | string,
        headers: Record<string, string>
    ): Promise<Response> {
        return fetch(`${this.url}/services/data/v66.0${path}`, {
            method,
            headers: { authorization: `Bearer ${this.token}`, ...headers },
            body
        });
    }

    /** Deploys by REST to the end. */
    async deploy(zip: Buffer, options: object = {}): Promise<Deployed> {
        const response = await this.submit(zip, options);
        return this.ended(((await response.json()) as Deployed).id);
    }

    submit(zip: Buffer, options: object = {}): Promise<Response> {
        const part = (name: string, type: string, content: Buffer | string): Buffer[] => [
            Buffer.from(`--cut\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n\r\n`),
            Buffer.from(content),
            Buffer.from('\r\n')
        ];
        const body: Uint8Array<ArrayBuffer> = Buffer.concat([
            ...part('json', 'application/json', JSON.stringify({ deployOptions: options })),
            ...part('file', 'application/zip', zip),
            Buffer.from('--cut--\r\n')
        ]);
        return this.send('POST', '/metadata/deployRequest', body, {
            'content-type': 'multipart/form-data; boundary=cut'
        });
    }

    async ended(id: string): Promise<Deployed> {
        for (;;) {
            const { done, ...result } = await this.status(id);
            if (done) return result;
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
    }

    async status(id: string): Promise<Deployed & { done: boolean }> {
        const address = `${this.url}/services/data/v66.0/metadata/deployRequest/${id}?includeDetails=true`;
        const response = await fetch(address, { headers: { authorization: `Bearer ${this.token}` } });
        return ((await response.json()) as { deployResult: Deployed & { done: boolean } }).deployResult;
    }

    async apex(code: string): Promise<string> {
        const { compileProblem, exceptionMessage } = await this.client().tooling.executeAnonymous(code);
        return compileProblem ?? exceptionMessage ?? 'ran';
    }
}

describe('packages that cannot be taken', () => {
    const org = new DeployOrg();
    beforeAll(() => org.open(), 60_000);
    afterAll(() => org.close());

    /** Changes a number of every entry of the directory at the end of the zip. */
    const patched = (zip: Buffer, offset: number, value: number): Buffer => {
        for (
            let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
            at >= 0;
            at = zip.indexOf('PK\u0001\u0002', at + 1, 'latin1')
        )
            zip.writeUInt32LE(value, at + offset);
        return zip;
    };
    const CRC = 16;
    const UNPACKED = 24;
    const one = (): Buffer => zipOf(classFiles('Fine', 'public class Fine {}'));

    it.each<[string, () => Buffer, RegExp]>([
        ['no zip', () => Buffer.from('PK and nothing else'), /not readable/],
        ['a zip that is cut off', () => one().subarray(0, 300), /not readable/],
        ['more than 39 MB', () => Buffer.alloc(39 * 1024 * 1024 + 1), /Maximum size of request/],
        ['files of 800 MB, as the zip says', () => patched(one(), UNPACKED, 400 * 1024 * 1024), /maximum of 400 MB/],
        ['a file that is larger than the zip says', () => patched(one(), UNPACKED, 10), /not readable: .*bytes/],
        ['a file that is not what was packed', () => patched(one(), CRC, 1), /damaged/],
        [
            'more than 10,000 files',
            () => zipOf(Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`classes/A${i}.cls`, '']))),
            /maximum of 10000/
        ],
        ['a path that leaves its folder', () => zipOf({ '../../outside.cls': 'x' }), /not readable: .*relative path/],
        ['a path from the root', () => zipOf({ '/tmp/outside.cls': 'x' }), /not readable: .*absolute path/],
        ['no package.xml', () => Buffer.from(zipSync({ 'classes/A.cls': strToU8('') })), /No package.xml/],
        ['a package.xml that is no XML', () => zipOf({ 'package.xml': '<Package' }), /package\.xml/]
    ])('given %s, when it is deployed, then it is refused and nothing remains', async (_, zip, message) => {
        const { status, errorMessage } = await org.deploy(zip());
        expect([status, errorMessage]).toEqual(['Failed', expect.stringMatching(message)]);
        expect(await org.apex('Fine fine;')).toContain('Fine');
        const left = join(org.folder, 'state', 'metadata');
        expect(existsSync(left) ? readdirSync(left) : []).toEqual([]);
    });

    it.each<[string, string, string]>([
        [
            'a body that is cut off',
            'multipart/form-data; boundary=cut',
            '--cut\r\nContent-Disposition: form-data; name="file"\r\n\r\nPK'
        ],
        ['no boundary', 'multipart/form-data', '--cut--'],
        [
            'no file',
            'multipart/form-data; boundary=cut',
            '--cut\r\nContent-Disposition: form-data; name="json"\r\n\r\n{}\r\n--cut--'
        ]
    ])('given %s, when it is posted, then the request is refused', async (_, type, body) => {
        const response = await org.send('POST', '/metadata/deployRequest', body, { 'content-type': type });
        expect([response.status, await response.json()]).toMatchObject([
            400,
            [{ errorCode: 'INVALID_MULTIPART_REQUEST' }]
        ]);
    });

    it('given a body beyond the limit, when it is posted, then it is refused unread', async () => {
        const response = await org.submit(Buffer.alloc(57 * 1024 * 1024));
        expect([response.status, await response.json()]).toMatchObject([
            413,
            [{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }]
        ]);
    });

    it('given a wrong token, when somebody deploys, then REST and SOAP refuse in their own shapes', async () => {
        const rest = await org.send('POST', '/metadata/deployRequest', '', { authorization: 'Bearer 00D!no' });
        expect([rest.status, await rest.json()]).toEqual([
            401,
            [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]
        ]);
        const stranger = new Connection({ instanceUrl: org.url, accessToken: '00D!no', version: '66.0' });
        await expect(stranger.metadata.describe('66.0')).rejects.toMatchObject({ errorCode: 'sf:INVALID_SESSION_ID' });
    });
});

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
