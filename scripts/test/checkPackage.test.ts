import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importProject } from '../../local-org/src/server/metadata/projectImport.ts';
import { checkPackage } from '../package/checkPackage.ts';

const PROJECT = fileURLToPath(new URL('../../local-org/test/sf/project/', import.meta.url));
const PERMISSIONS = 'force-app/permissionsets/Postal_Clerk.permissionset-meta.xml';

describe('the deployability check on packages for the served org', { timeout: 120_000 }, () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), 'firebreak-package-'));
        cpSync(PROJECT, folder, { recursive: true });
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    test('given a reference that only this check looks up, when a package has it wrong, then file and line are told', async () => {
        const file = path.join(folder, PERMISSIONS);
        writeFileSync(file, readFileSync(file, 'utf8').replace('Parcel__c.Price__c', 'Parcel__c.Prize__c'));

        expect(await checkPackage(folder)).toContainEqual({
            path: PERMISSIONS,
            line: 9,
            column: expect.any(Number) as number,
            message: expect.stringContaining('Prize__c') as string
        });
    });

    test('given more findings than a channel between processes takes at once, when they are reported, then none is lost', async () => {
        const missing = Array.from({ length: 2_000 }, (_, index) => `Parcel__c.Missing_${index}__c`);
        const permissions = missing.map(
            (field) => `<fieldPermissions><editable>false</editable><field>${field}</field></fieldPermissions>`
        );
        const file = path.join(folder, PERMISSIONS);
        writeFileSync(file, readFileSync(file, 'utf8').replace('<hasActivationRequired>', `${permissions.join('')}$&`));

        const text = (await checkPackage(folder)).map(({ message }) => message).join();

        expect(missing.filter((field) => !text.includes(field))).toEqual([]);
    });

    test('given an org that keeps its metadata below a project, in a folder with a dot, when that is checked, then the project’s own rules do not hide it', async () => {
        writeFileSync(path.join(folder, '.forceignore'), '');
        const metadata = path.join(folder, '.local-org', 'metadata');
        importProject(folder, {}).writeTo(metadata);

        expect(await checkPackage(metadata)).toEqual([]);
    });

    test('given a folder that is no project, when it is checked, then the check itself fails', async () => {
        rmSync(path.join(folder, 'sfdx-project.json'));

        await expect(checkPackage(folder)).rejects.toThrow('sfdx-project.json');
    });
});
