import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classFiles, DeployOrg, zipOf } from './deployOrg.ts';

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
        [
            'a path that leaves it the way of Windows',
            () => zipOf({ '..\\..\\outside.cls': 'x' }),
            /not readable: .*relative path/
        ],
        ['a path from the root', () => zipOf({ '/tmp/outside.cls': 'x' }), /not readable: .*absolute path/],
        ['no package.xml', () => Buffer.from(zipSync({ 'classes/A.cls': strToU8('') })), /No package.xml/],
        ['a package.xml that is no XML', () => zipOf({ 'package.xml': '<Package' }), /package\.xml/]
    ])('given %s, when it is deployed, then it is refused and nothing remains', async (_, zip, message) => {
        const { status, errorMessage } = await org.deploy(zip());
        expect([status, errorMessage]).toEqual(['Failed', expect.stringMatching(message)]);
        expect(await org.apex('Fine fine;')).toContain('Fine');
        const left = join(org.folder, 'state', 'metadata');
        expect(existsSync(left) ? readdirSync(left) : []).toEqual([]);
        const around = [left, dirname(left), org.folder, dirname(org.folder), '/tmp'];
        expect(around.filter((folder) => existsSync(join(folder, 'outside.cls')))).toEqual([]);
    });

    it('given what is no zip, when it comes by SOAP, then the deployment fails with the same reason', async () => {
        const { status, errorMessage } = await org
            .client()
            .metadata.deploy(Buffer.from('PK and nothing else'))
            .complete();
        expect([status, errorMessage]).toEqual(['Failed', expect.stringMatching(/not readable/)]);
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
