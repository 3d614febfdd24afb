import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createOrg } from '../../src/org/index.ts';
import { projectFolder } from './projectFolder.ts';
import type { ProjectFolder } from './projectFolder.ts';

const META = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const cleanUp: (() => void)[] = [];
afterEach(() => {
    for (const step of cleanUp.splice(0).reverse()) step();
});

function project(files: Readonly<Record<string, string>>): ProjectFolder {
    const folder = projectFolder(files);
    cleanUp.push(folder.remove);
    return folder;
}

function stateFolder(): string {
    const dir = mkdtempSync(join(tmpdir(), 'local-org-state-'));
    cleanUp.push(() => rmSync(dir, { recursive: true, force: true }));
    return dir;
}

const deploy = (folder: ProjectFolder, stateDir: string | null = null): void =>
    createOrg({ projectDir: folder.dir, stateDir }).close();

const formula = (name: string, text: string): Record<string, string> => ({
    [`app/objects/Account/fields/${name}.field-meta.xml`]: `<?xml version="1.0" encoding="UTF-8"?>\n<CustomField ${META}><fullName>${name}</fullName><label>${name}</label><type>Number</type><precision>18</precision><scale>2</scale><formula>${text}</formula></CustomField>`
});

const textField = (name: string): Record<string, string> => ({
    [`app/objects/Account/fields/${name}.field-meta.xml`]: `<?xml version="1.0" encoding="UTF-8"?>\n<CustomField ${META}><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>20</length></CustomField>`
});

describe('given a project with names that do not exist', () => {
    it('when a class is named unlike its file, then the place of the name and the expected one are told', () => {
        expect(() => deploy(project({ 'app/classes/Ledger.cls': 'public class Journal {}' }))).toThrow(
            /app\/classes\/Ledger\.cls:1:14: Expected the name Ledger, .*Journal/
        );
    });

    it('when a formula names an unknown field, then the field of the formula is named as the fault', () => {
        expect(() => deploy(project(formula('Twice__c', 'Once__c * 2')))).toThrow(
            /Twice__c\.field-meta\.xml:\d+:\d+: Field Once__c does not exist\. Check spelling\./
        );
    });

    it('when a formula goes over a relationship, to the user and to the profile, then it is deployed', () => {
        const names = 'LEN(Owner.Profile.Name) + LEN($User.Username) + LEN($Profile.Name) + Parent.NumberOfEmployees';
        expect(() => deploy(project(formula('Sum__c', names)))).not.toThrow();
    });

    it('when formulas need each other, then the way is told', () => {
        const files = { ...formula('One__c', 'Two__c + 1'), ...formula('Two__c', 'Parent.One__c + 1') };
        expect(() => deploy(project(files))).toThrow('One__c refers to itself: One__c > Two__c > Parent.One__c');
    });
});

describe('given an org definition', () => {
    const definition = (content: object): ProjectFolder =>
        project({ 'config/local-org.json': JSON.stringify(content) });

    it.each([
        [{ userz: [] }, /LOC-004: .*local-org\.json: userz is not known: expected one of users, /],
        [{ users: [[]] }, /LOC-004: .*: users\[0\] must be an object, but is a list\./],
        [{ users: [{ nickname: 'x' }] }, /LOC-004: .*: users\[0\]\.nickname is not known/],
        [
            { agents: [{ name: 'Helper', label: 'Helper', versions: ['v1'], active: 'v2' }] },
            /LOC-004: .*: the agent Helper has no version v2\./
        ],
        [
            { records: { Account: [{ Name: 'A', AnnualRevenue: 'much' }] } },
            /LOC-004: .*: records\.Account: AnnualRevenue must be a Decimal, but is "much"\./
        ]
    ])('when it says %j, then the place and what was expected are told', (content, expected) => {
        expect(() => deploy(definition(content))).toThrow(expected);
    });
});

describe('given a state folder with a good deployment', () => {
    it('when the next deployment fails in its last step, then the folder is as it was, fields that were to go included', () => {
        const stateDir = stateFolder();
        const folder = project(textField('Motto__c'));
        const org = createOrg({ projectDir: folder.dir, stateDir });
        org.runAnonymous(org.admin, `insert new Account(Name = 'Kept', Motto__c = 'Slow');`);
        org.close();
        const journal = readFileSync(join(stateDir, 'journal.jsonl'), 'utf8');

        const next = project({
            'config/local-org.json': JSON.stringify({
                afterDeploy: [`insert new Account(Name = 'Half');`, 'Integer i = 1 / 0;']
            })
        });
        expect(() => deploy(next, stateDir)).toThrow(/LOC-004: .*Divide by 0/);
        expect(readFileSync(join(stateDir, 'journal.jsonl'), 'utf8')).toBe(journal);

        const again = createOrg({ projectDir: folder.dir, stateDir });
        cleanUp.push(() => again.close());
        const { debugLog } = again.runAnonymous(
            again.admin,
            'for (Account a : [SELECT Name, Motto__c FROM Account]) System.debug(a.Name + a.Motto__c);'
        );
        expect(debugLog).toEqual(['DEBUG|KeptSlow']);
    });

    it('when its layout is that of another version, then it is refused', () => {
        const stateDir = stateFolder();
        const folder = project({});
        deploy(folder, stateDir);
        const file = join(stateDir, 'deployment.json');
        const record = JSON.parse(readFileSync(file, 'utf8')) as object;
        writeFileSync(file, JSON.stringify({ ...record, format: 99 }));
        expect(() => deploy(folder, stateDir)).toThrow(/^LOC-005: .*deployment\.json has 99 /);
    });

    it('when the path is a file, then that is told', () => {
        const file = join(stateFolder(), 'file');
        writeFileSync(file, '');
        expect(() => deploy(project({}), file)).toThrow(/^LOC-005: .*cannot be a state folder/);
    });
});
