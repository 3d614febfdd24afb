import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { systemRowBy, systemRows, updateSystemRow } from '../../src/data/systemRows.ts';
import { asPlatform } from '../../src/monitoring/index.ts';
import type { Org, OrgOptions } from '../../src/org/index.ts';
import { createOrg, OrgFault, ProjectRefused, SteppedClock } from '../../src/org/index.ts';
import { ApexException } from '../../src/runtime/exceptions.ts';
import type { ProjectFolder } from './projectFolder.ts';
import { customMetadata, metadataType, permissionSet, projectFolder } from './projectFolder.ts';

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

function open(folder: ProjectFolder, options: Partial<OrgOptions> = {}): Org {
    const org = createOrg({ projectDir: folder.dir, stateDir: null, ...options });
    cleanUp.push(() => org.close());
    return org;
}

function apex(org: Org, block: string): readonly string[] {
    const { problem, exception, debugLog } = org.runAnonymous(org.admin, block);
    expect(problem).toBeNull();
    expect(exception).toBeNull();
    return debugLog.map((entry) => entry.slice(entry.indexOf('|') + 1));
}

it('given a class with a syntax error, when the org is created, then it is refused with file, line and column', () => {
    const folder = project({
        'app/classes/Broken.cls': 'public class Broken {\n    void run() { Integer x = ; }\n}\n'
    });
    expect(() => open(folder)).toThrow(ProjectRefused);
    expect(() => open(folder)).toThrow(/^LOC-003: .*\napp\/classes\/Broken\.cls:2:30: /);
});

it('given a validation rule whose formula is broken, when the org is created, then the rule is named as the fault', () => {
    const object =
        '<?xml version="1.0" encoding="UTF-8"?>\n<ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata">' +
        '<fullName>Rule</fullName><active>true</active><errorConditionFormula>AND(</errorConditionFormula>' +
        '<errorMessage>No.</errorMessage></ValidationRule>';
    const folder = project({ 'app/objects/Account/validationRules/Rule.validationRule-meta.xml': object });
    expect(() => open(folder)).toThrow(/validationRules\/Rule\.validationRule-meta\.xml:/);
});

it('given a new org, when its profiles are queried, then each has a permission set that the users of the profile are assigned to', () => {
    const org = open(project({}));
    const [log] = apex(
        org,
        `PermissionSetAssignment a = [SELECT PermissionSet.Profile.Name, PermissionSet.PermissionsModifyAllData, PermissionSet.PermissionsApiUserOnly
            FROM PermissionSetAssignment WHERE AssigneeId = :UserInfo.getUserId()];
        System.debug(a.PermissionSet.Profile.Name + ' ' + a.PermissionSet.PermissionsModifyAllData + ' ' + a.PermissionSet.PermissionsApiUserOnly);`
    );
    expect(log).toBe('System Administrator true false');
    expect(systemRows(org.data, 'Profile').map((row) => row.Name)).toContain('Minimum Access - API Only Integrations');
});

it('given a transaction that throws, when it has ended, then nothing of it is left and the next one sees its own clean state', () => {
    const org = open(
        project({ 'app/classes/Counter.cls': 'public class Counter { public static Integer calls = 0; }' })
    );
    const { exception } = org.runAnonymous(
        org.admin,
        `Counter.calls++; insert new Account(Name = 'Gone'); throw new IllegalArgumentException('stop');`
    );
    expect(exception?.message).toBe('stop');
    expect(exception?.apexStack()).toEqual([{ place: 'AnonymousBlock', line: 1 }]);
    expect(apex(org, `System.debug(Counter.calls + ' ' + [SELECT COUNT() FROM Account]);`)).toEqual(['0 0']);
});

it('given an anonymous block that does not compile, when it is run, then the place and the platform text are told', () => {
    const org = open(project({}));
    expect(org.runAnonymous(org.admin, 'Integer x = 1;\nfoo();').problem).toMatchObject({
        line: 2,
        column: 1,
        message: 'Method does not exist or incorrect signature: void foo() from the type AnonymousBlock'
    });
});

const NEXT_STEP =
    '<fields><fullName>Next__c</fullName><label>Next</label><referenceTo>Step__mdt</referenceTo>' +
    '<relationshipName>Steps</relationshipName><type>MetadataRelationship</type></fields>';

it('given custom metadata records that refer to each other, when queried, then the relation leads to the other record', () => {
    const org = open(
        project({
            'app/objects/Step__mdt/Step__mdt.object-meta.xml': metadataType('Step', NEXT_STEP),
            'app/customMetadata/Step.First.md-meta.xml': customMetadata('First step', { Next__c: 'Second' }),
            'app/customMetadata/Step.Second.md-meta.xml': customMetadata('Second step', {})
        })
    );
    const log = apex(
        org,
        `Step__mdt first = [SELECT Label, Next__r.MasterLabel FROM Step__mdt WHERE DeveloperName = 'First'];
        System.debug(first.Label + ' > ' + first.Next__r.MasterLabel + ' ' + (Step__mdt.getInstance('Second').Next__c == null));`
    );
    expect(log).toEqual(['First step > Second step true']);
});

it('given custom metadata records in a kept org, when others are deployed, then filters by name and by relation find what is there now', () => {
    const stateDir = stateFolder();
    const folder = project({
        'app/objects/Step__mdt/Step__mdt.object-meta.xml': metadataType('Step', NEXT_STEP),
        'app/customMetadata/Step.First.md-meta.xml': customMetadata('First step', { Next__c: 'Second' }),
        'app/customMetadata/Step.Second.md-meta.xml': customMetadata('Second step', { Next__c: 'Second' })
    });
    const before = (org: Org, name: string): readonly string[] =>
        apex(
            org,
            `for (Step__mdt step : [SELECT DeveloperName FROM Step__mdt WHERE Next__r.DeveloperName = '${name}'])
                System.debug(step.DeveloperName);
            for (Step__mdt step : [SELECT MasterLabel FROM Step__mdt WHERE Next__c = NULL AND DeveloperName = '${name}'])
                System.debug(step.MasterLabel);`
        );
    const first = createOrg({ projectDir: folder.dir, stateDir });
    expect([before(first, 'second'), before(first, 'third')]).toEqual([['First', 'Second'], []]);
    first.close();

    folder.write({
        'app/customMetadata/Step.Second.md-meta.xml': customMetadata('Second step', { Next__c: 'Third' }),
        'app/customMetadata/Step.Third.md-meta.xml': customMetadata('Third step', {})
    });
    const second = open(folder, { stateDir });
    expect([before(second, 'SECOND'), before(second, 'THIRD')]).toEqual([['First'], ['Second', 'Third step']]);
});

const GRANTS =
    '<objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit>' +
    '<allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Lead</object>' +
    '<viewAllRecords>false</viewAllRecords></objectPermissions>';

const WITH_USER = JSON.stringify({
    users: [
        {
            username: 'bea@shop.example',
            alias: 'bea',
            lastName: 'Brown',
            email: 'bea@shop.example',
            profile: 'Minimum Access - Salesforce',
            permissionSets: ['Leads']
        }
    ]
});

it('given a user in the org definition, when the org is created, then she has what her permission set grants and no more', () => {
    const org = open(
        project({
            'app/permissionsets/Leads.permissionset-meta.xml': permissionSet('Leads', GRANTS),
            'config/local-org.json': WITH_USER
        })
    );
    const bea = org.users.named('BEA@shop.example')!;
    expect(org.runAnonymous(bea, `insert as user new Lead(LastName = 'One', Company = 'Two');`).exception).toBeNull();
    const refused = org.runAnonymous(bea, `insert as user new Account(Name = 'One');`).exception;
    expect(refused).toBeInstanceOf(ApexException);
});

it.each([
    [
        'a profile',
        WITH_USER.replace('Minimum Access - Salesforce', 'Pilot'),
        /LOC-004: .*bea@shop\.example names the profile "Pilot"/
    ],
    [
        'a permission set',
        WITH_USER.replace('Leads', 'Deals'),
        /LOC-004: .*bea@shop\.example names the permission set "Deals"/
    ],
    [
        'no alias',
        WITH_USER.replace('"alias":"bea",', ''),
        /LOC-004: .*users\[0\]\.alias must be a text, but is nothing/
    ],
    ['broken JSON', '{ "users": [', /LOC-004: .*local-org\.json/]
])(
    'given an org definition with %s that is not there, when the org is created, then its place is told',
    (_, definition, message) => {
        const folder = project({
            'app/permissionsets/Leads.permissionset-meta.xml': permissionSet('Leads', GRANTS),
            'config/local-org.json': definition
        });
        expect(() => open(folder)).toThrow(message);
    }
);

it('given an agent that was switched off, when its definition gets another version, then it stays off and the version is added', () => {
    const stateDir = stateFolder();
    const definition = (...versions: readonly string[]) =>
        JSON.stringify({ agents: [{ name: 'Helper', label: 'Helper', versions, active: 'v1' }] });
    const folder = project({ 'config/local-org.json': definition('v1') });
    const statuses = (org: Org) =>
        systemRows(org.data, 'BotVersion').map(({ DeveloperName, Status }) => [DeveloperName, Status]);

    const first = createOrg({ projectDir: folder.dir, stateDir });
    expect(statuses(first)).toEqual([['v1', 'Active']]);
    const { Id } = systemRows(first.data, 'BotVersion')[0]!;
    asPlatform(first, () => updateSystemRow(first.data, 'BotVersion', Id as string, { Status: 'Inactive' }));
    first.close();

    folder.write({ 'config/local-org.json': definition('v1', 'v2') });
    expect(statuses(open(folder, { stateDir }))).toEqual([
        ['v1', 'Inactive'],
        ['v2', 'Inactive']
    ]);
});

it('given a permission that was taken away in a kept org, when the org starts again, then it stays away until the project changes', () => {
    const stateDir = stateFolder();
    const folder = project({
        'app/permissionsets/Leads.permissionset-meta.xml': permissionSet('Leads', GRANTS),
        'config/local-org.json': WITH_USER
    });
    const assigned = (org: Org): number =>
        systemRows(org.data, 'PermissionSetAssignment').filter(
            (row) => row.PermissionSetId === systemRowBy(org.data, 'PermissionSet', 'Name', 'Leads')!.Id
        ).length;

    const first = createOrg({ projectDir: folder.dir, stateDir });
    expect(assigned(first)).toBe(1);
    apex(first, `delete [SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Leads'];`);
    first.close();

    const second = createOrg({ projectDir: folder.dir, stateDir });
    expect(assigned(second)).toBe(0);
    second.close();

    folder.write({ 'config/local-org.json': WITH_USER.replace('Brown', 'Black') });
    expect(assigned(open(folder, { stateDir }))).toBe(1);
});

it('given records in a state folder, when the org is opened again, then they are there and afterDeploy has run only once', () => {
    const stateDir = stateFolder();
    const folder = project({
        'config/local-org.json': JSON.stringify({ afterDeploy: [`insert new Account(Name = 'Deployed');`] })
    });
    const first = createOrg({ projectDir: folder.dir, stateDir });
    apex(first, `insert new Account(Name = 'Kept');`);
    first.close();
    expect(
        apex(
            open(folder, { stateDir }),
            'for (Account a : [SELECT Name FROM Account ORDER BY Name]) System.debug(a.Name);'
        )
    ).toEqual(['Deployed', 'Kept']);
});

it('given an afterStart block, when the org is opened again, then it has run at each start', () => {
    const stateDir = stateFolder();
    const folder = project({
        'config/local-org.json': JSON.stringify({ afterStart: [`insert new Account(Name = 'Started');`] })
    });
    createOrg({ projectDir: folder.dir, stateDir }).close();
    expect(apex(open(folder, { stateDir }), 'System.debug([SELECT COUNT() FROM Account]);')).toEqual(['2']);
});

it('given an afterDeploy block that fails, when the org is created, then the block and its exception are told', () => {
    const folder = project({ 'config/local-org.json': JSON.stringify({ afterDeploy: ['Integer x = 1 / 0;'] }) });
    expect(() => open(folder)).toThrow(/LOC-004: .*"Integer x = 1 \/ 0;" failed: System\.MathException: Divide by 0/);
});

it('given seed records, when the org is created twice over the same state, then each is there once', () => {
    const stateDir = stateFolder();
    const folder = project({
        'config/local-org.json': JSON.stringify({ records: { Account: [{ Name: 'Acme', AnnualRevenue: 12 }] } })
    });
    createOrg({ projectDir: folder.dir, stateDir }).close();
    folder.write({
        'config/local-org.json': JSON.stringify({ records: { Account: [{ Name: 'Acme' }, { Name: 'Bolt' }] } })
    });
    const org = open(folder, { stateDir });
    expect(
        apex(
            org,
            'for (Account a : [SELECT Name, AnnualRevenue FROM Account ORDER BY Name]) System.debug(a.Name + a.AnnualRevenue);'
        )
    ).toEqual(['Acme12', 'Boltnull']);
});

it('given a state folder that another process holds, when an org is opened on it, then that is refused with the process id', () => {
    const stateDir = stateFolder();
    writeFileSync(join(stateDir, 'lock'), String(process.ppid));
    expect(() => open(project({}), { stateDir })).toThrow(`LOC-006: ${stateDir} is in use by process ${process.ppid}`);
});

it('given a lock of a process that is gone, when an org is opened, then it opens', () => {
    const stateDir = stateFolder();
    writeFileSync(join(stateDir, 'lock'), '2147483646');
    expect(open(project({}), { stateDir }).admin.username).toBe('admin@local-org.example');
});

it('given a clock that stands still, when Apex asks for the time, then it is that of the clock', () => {
    const clock = new SteppedClock(Date.UTC(2026, 0, 31, 12, 0, 0));
    const org = open(project({}), { clock });
    clock.advance(60_000);
    expect(apex(org, 'System.debug(Datetime.now().getTime());')).toEqual([String(Date.UTC(2026, 0, 31, 12, 1, 0))]);
});

it('given replaceWithEnv without a value in the environment, when the definition gives one, then the project deploys with it', () => {
    const folder = project({
        'sfdx-project.json': JSON.stringify({
            packageDirectories: [{ path: 'app', default: true }],
            sourceApiVersion: '66.0',
            replacements: [
                { filename: 'app/classes/Site.cls', stringToReplace: 'HOST', replaceWithEnv: 'LOCAL_ORG_TEST_HOST' }
            ]
        }),
        'app/classes/Site.cls': `public class Site { public static String host = 'HOST'; }`
    });
    expect(() => open(folder)).toThrow(OrgFault);
    folder.write({ 'config/local-org.json': JSON.stringify({ environment: { LOCAL_ORG_TEST_HOST: 'shop.example' } }) });
    expect(apex(open(folder), 'System.debug(Site.host);')).toEqual(['shop.example']);
});

it('given kept records, when the project gets an object whose name sorts before theirs, then they are still found by their ids', () => {
    const object = (label: string): string =>
        '<?xml version="1.0" encoding="UTF-8"?>\n<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><deploymentStatus>Deployed</deploymentStatus>' +
        `<label>${label}</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>${label}s</pluralLabel>` +
        '<sharingModel>ReadWrite</sharingModel></CustomObject>';
    const stateDir = stateFolder();
    const folder = project({ 'app/objects/Order__c/Order__c.object-meta.xml': object('Order') });
    const first = createOrg({ projectDir: folder.dir, stateDir });
    apex(first, `insert new Order__c(Name = 'kept');`);
    first.close();
    folder.write({ 'app/objects/Address__c/Address__c.object-meta.xml': object('Address') });
    const org = open(folder, { stateDir });
    expect(
        apex(
            org,
            `insert new Address__c(Name = 'new');
            for (SObject r : new List<SObject>{ [SELECT Id FROM Order__c], [SELECT Id FROM Address__c] }) System.debug(r.Id.getSObjectType());`
        )
    ).toEqual(['Order__c', 'Address__c']);
});

it('given a journal that is damaged in its middle, when the org is opened, then that is told with the line', () => {
    const stateDir = stateFolder();
    writeFileSync(join(stateDir, 'journal.jsonl'), '{"c":[]}\n{"c":[\n{"c":[]}\n');
    expect(() => open(project({}), { stateDir })).toThrow(/^LOC-005: .*journal\.jsonl:2 is damaged/);
});

it('given users without a nickname, when Apex inserts them, then each gets one of his own', () => {
    const org = open(project({}));
    const log = apex(
        org,
        `List<User> users = new List<User>();
        for (Integer i = 0; i < 2; i++) {
            users.add(new User(Username = i + '@shop.example', LastName = 'U', Alias = 'u' + i, Email = 'u@shop.example', TimeZoneSidKey = 'GMT',
                LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US',
                ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id));
        }
        insert users;
        Set<String> nicknames = new Set<String>();
        for (User u : [SELECT CommunityNickname FROM User WHERE LastName = 'U']) nicknames.add(u.CommunityNickname);
        System.debug(nicknames.size() + ' ' + nicknames.contains(null));`
    );
    expect(log).toEqual(['2 false']);
});
