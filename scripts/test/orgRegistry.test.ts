import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PROJECT } from '../firebreakOrg.ts';
import { isHealthy } from '../org/doctor/diagnosis.ts';
import { checkProjectRegistry } from '../org/doctor/projectRegistry.ts';
import { diagnoseRegistry, lowerCase, namingsOf, type Kind } from '../org/doctor/registry.ts';

const nothing: Readonly<Record<Kind, ReadonlySet<string>>> = {
    'service user': new Set(),
    'permission set': new Set(),
    'named credential': new Set(),
    'connected app': new Set(),
    'job class': new Set()
};

describe('the names in a registry', () => {
    test('given lists and single names, when they are read, then each name counts and blanks do not', () => {
        const namings = namingsOf([
            {
                DeveloperName: 'Agent',
                Service_User__c: 'agent@example.invalid',
                Principal_Permission_Set__c: null,
                Removable_Permission_Sets__c: 'First, Second\nThird,',
                Connected_App__c: 'An app, with a comma'
            }
        ]);

        expect(namings.map(({ kind, name }) => `${kind}: ${name}`)).toEqual([
            'service user: agent@example.invalid',
            'permission set: First',
            'permission set: Second',
            'permission set: Third',
            'connected app: An app, with a comma'
        ]);
    });

    test('given names in another case, when they are compared, then they are found', () => {
        const namings = namingsOf([{ DeveloperName: 'Agent', Job_Classes__c: 'SYNC' }]);

        expect(isHealthy(diagnoseRegistry(namings, { ...nothing, 'job class': lowerCase(['Sync']) }))).toBe(true);
    });
});

describe('the registry of a project', () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), 'registry-'));
        cpSync(path.join(PROJECT, 'force-app', 'core', 'main', 'registry'), path.join(folder, 'app', 'registry'), {
            recursive: true
        });
        writeFileSync(
            path.join(folder, 'sfdx-project.json'),
            JSON.stringify({ packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '66.0' })
        );
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    test('given this project, when its registry is checked, then every name leads somewhere', () => {
        expect(checkProjectRegistry(PROJECT).map(({ health, what }) => [health, what])).toEqual([['ok', 'Registry']]);
    });

    test('given an entry that names nothing that is there, when it is checked, then each name is missing with a way to mend it', () => {
        register(folder, {
            Service_User__c: 'gone@example.invalid',
            Named_Credential__c: 'Gone_Credential',
            Connected_App__c: 'Gone app',
            Job_Classes__c: 'GoneJob',
            Principal_Permission_Set__c: 'Gone_Set'
        });

        const diagnoses = checkProjectRegistry(folder);

        expect(isHealthy(diagnoses)).toBe(false);
        expect(diagnoses.map(({ found }) => found)).toEqual([
            'names the service user gone@example.invalid, which does not exist',
            'names the permission set Gone_Set, which does not exist',
            'names the named credential Gone_Credential, which does not exist',
            'names the connected app Gone app, which does not exist',
            'names the job class GoneJob, which does not exist'
        ]);
        for (const { what, mend } of diagnoses) {
            expect(what).toBe('Registry: Lost');
            expect(mend).not.toBe('');
        }
    });
});

function register(folder: string, values: Readonly<Record<string, string>>): void {
    const fields = Object.entries(values)
        .map(
            ([field, value]) => `<values><field>${field}</field><value xsi:type="xsd:string">${value}</value></values>`
        )
        .join('');
    mkdirSync(path.join(folder, 'app', 'customMetadata'), { recursive: true });
    writeFileSync(
        path.join(folder, 'app', 'customMetadata', 'AI_Integration.Lost.md-meta.xml'),
        `<?xml version="1.0" encoding="UTF-8" ?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <label>Lost</label><protected>false</protected>${fields}<values><field>Active__c</field><value xsi:type="xsd:boolean">true</value></values>
</CustomMetadata>`
    );
}
