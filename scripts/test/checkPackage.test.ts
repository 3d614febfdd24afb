import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

    test('given a folder that is no project, when it is checked, then the check itself fails', async () => {
        rmSync(path.join(folder, 'sfdx-project.json'));

        await expect(checkPackage(folder)).rejects.toThrow('sfdx-project.json');
    });
});
