import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { Connection } from 'jsforce';
import type { ServedOrg, ServeOptions } from '../../src/server/index.ts';
import { serve } from '../../src/server/index.ts';
import { soapSession } from './soapSession.ts';

export const META = (type: string, inner: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${inner}\n</${type}>\n`;
const MANIFEST = META('Package', '<version>66.0</version>');
const CLASS_META = META('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>');
export const FIELD = (name: string, type = '<length>20</length><type>Text</type>'): string =>
    `<fields><fullName>${name}</fullName><label>${name}</label>${type}</fields>`;
export const BOX = (fields: string): string =>
    META(
        'CustomObject',
        `<label>Box</label><pluralLabel>Boxes</pluralLabel><nameField><label>Name</label><type>Text</type></nameField>
<deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>
${fields}`
    );
export const READS_BOXES = META(
    'PermissionSet',
    `<label>Boxes</label><hasActivationRequired>false</hasActivationRequired>
<objectPermissions><object>Box__c</object><allowRead>true</allowRead><allowCreate>false</allowCreate><allowEdit>false</allowEdit>
<allowDelete>false</allowDelete><viewAllRecords>false</viewAllRecords><modifyAllRecords>false</modifyAllRecords></objectPermissions>`
);

type Files = Readonly<Record<string, string | Uint8Array>>;

export const zipOf = (files: Files): Buffer =>
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
export const classFiles = (name: string, body: string): Files => ({
    [`classes/${name}.cls`]: body,
    [`classes/${name}.cls-meta.xml`]: CLASS_META
});

export interface Deployed {
    readonly id: string;
    readonly status: string;
    readonly errorMessage?: string;
    readonly details?: { readonly componentFailures: readonly Readonly<Record<string, unknown>>[] };
}

/** An org without metadata, and the genuine client. */
export class DeployOrg {
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
