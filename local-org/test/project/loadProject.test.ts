import { describe, expect, it } from 'vitest';
import { loadProject } from '../../src/project/index.ts';
import { clinic, severity } from './fixtures.ts';
import { classMeta, findings, loadFiles, metadata } from './temporaryProject.ts';

const field = (content: string): string => metadata('CustomField', content);

describe('loading a project', () => {
    it('given classes and triggers, when they are loaded, then name, text and version are there', () => {
        const { project } = loadFiles({
            'force-app/classes/Greeter.cls': 'public class Greeter {}',
            'force-app/classes/Greeter.cls-meta.xml': classMeta,
            'force-app/triggers/Visits.trigger': 'trigger Visits on Contact (before insert) {}',
            'force-app/triggers/Visits.trigger-meta.xml': metadata(
                'ApexTrigger',
                '<apiVersion>65.0</apiVersion><status>Inactive</status>'
            )
        });
        expect(project.classes).toEqual([
            {
                name: 'Greeter',
                source: { path: 'force-app/classes/Greeter.cls', text: 'public class Greeter {}' },
                apiVersion: '66.0',
                status: 'Active'
            }
        ]);
        expect(project.triggers.map((trigger) => [trigger.name, trigger.apiVersion, trigger.status])).toEqual([
            ['Visits', '65.0', 'Inactive']
        ]);
    });

    it('given package directories, when they are loaded, then all contribute in their order', () => {
        const { project } = loadFiles({
            'sfdx-project.json': JSON.stringify({
                packageDirectories: [{ path: 'second' }, { path: 'first', default: true }]
            }),
            'first/classes/A.cls': '',
            'first/classes/A.cls-meta.xml': classMeta,
            'second/classes/B.cls': '',
            'second/classes/B.cls-meta.xml': classMeta
        });
        expect(project.packageDirectories.map((directory) => [directory.path, directory.isDefault])).toEqual([
            ['second', false],
            ['first', true]
        ]);
        expect(project.classes.map((file) => file.name)).toEqual(['B', 'A']);
    });

    it('given a .forceignore, when files match it, then they are not loaded', () => {
        const { project } = loadFiles({
            '.forceignore': '# tests stay here\n**/__tests__/**\nforce-app/draft/*\n!force-app/draft/Kept.cls*\n',
            'force-app/draft/Lost.cls': '',
            'force-app/draft/Lost.cls-meta.xml': classMeta,
            'force-app/draft/Kept.cls': '',
            'force-app/draft/Kept.cls-meta.xml': classMeta,
            'force-app/classes/__tests__/Mock.cls': '',
            'force-app/classes/__tests__/Mock.cls-meta.xml': classMeta
        });
        expect(project.classes.map((file) => file.name)).toEqual(['Kept']);
    });

    it('given a replacement from the environment, when the file is read, then the value stands in its place', () => {
        const files = {
            'sfdx-project.json': JSON.stringify({
                packageDirectories: [{ path: 'force-app' }],
                replacements: [{ glob: 'force-app/**/*.xml', stringToReplace: '__USER__', replaceWithEnv: 'RESPONDER' }]
            }),
            'force-app/PlatformEventSubscriberConfigs/Changes.platformEventSubscriberConfig-meta.xml': metadata(
                'PlatformEventSubscriberConfig',
                '<batchSize>50</batchSize><masterLabel>Changes</masterLabel><platformEventConsumer>Changed</platformEventConsumer><user>__USER__</user>'
            )
        };
        const { project } = loadFiles(files, { environment: { RESPONDER: 'a$$b@example.org' } });
        expect(project.eventSubscriberConfigs).toMatchObject([
            { consumer: 'Changed', batchSize: 50, user: 'a$$b@example.org' }
        ]);
        const unset = loadFiles(files, { environment: {} });
        expect(findings(unset)[0]).toContain('sfdx-project.json:1:1 project/replacement-unset "RESPONDER"');
    });

    it('given inline parts of an object, when it is loaded, then they are as if each had its own file', () => {
        const { project } = loadFiles(clinic);
        const bill = project.objects.find((object) => object.name === 'Bill__c');
        expect(bill?.fields.map((part) => [part.name, part.type, part.masterDetail])).toEqual([
            ['Visit__c', 'reference', true],
            ['Amount__c', 'currency', false],
            ['Tax__c', 'currency', false]
        ]);
    });

    it('given custom metadata, when it is loaded, then values have their types', () => {
        const { project, diagnostics } = loadFiles({
            ...clinic,
            'force-app/customMetadata/Severity.High.md-meta.xml': severity(
                'High',
                `<values><field>Weight__c</field><value xsi:type="xsd:double">3.0</value></values>
                <values><field>Flag__c</field><value xsi:type="xsd:boolean">true</value></values>
                <values><field>Next__c</field><value xsi:nil="true"/></values>
                <values><field>Text__c</field><value xsi:type="xsd:string"> a &lt; b </value></values>`
            )
        });
        expect(diagnostics).toEqual([]);
        const record = project.customMetadata[0];
        expect([record?.type, record?.developerName, record?.label]).toEqual(['Severity__mdt', 'High', 'High']);
        expect([...(record?.values ?? [])]).toEqual([
            ['Weight__c', 3],
            ['Flag__c', true],
            ['Next__c', null],
            ['Text__c', ' a < b ']
        ]);
    });

    it('given a permission set, when it is loaded, then its grants are there and false ones are not', () => {
        const { project, diagnostics } = loadFiles({
            'force-app/permissionsets/Nurse.permissionset-meta.xml': metadata(
                'PermissionSet',
                `<label>Nurse</label>
                <classAccesses><apexClass>Ward</apexClass><enabled>true</enabled></classAccesses>
                <classAccesses><apexClass>Vault</apexClass><enabled>false</enabled></classAccesses>
                <fieldPermissions><editable>false</editable><field>Contact.Phone</field><readable>true</readable></fieldPermissions>
                <objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit>
                    <allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Contact</object>
                    <viewAllRecords>false</viewAllRecords></objectPermissions>
                <userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions>`
            )
        });
        expect(diagnostics).toEqual([]);
        expect(project.permissionSets).toMatchObject([
            {
                name: 'Nurse',
                classes: ['Ward'],
                fields: [{ object: 'Contact', field: 'Phone', read: true, edit: false }],
                objects: [{ object: 'Contact', create: false, read: true, edit: true, delete: false, viewAll: false }],
                userPermissions: ['ApiEnabled']
            }
        ]);
    });

    it('given named and external credentials, when they are loaded, then address, principal and headers are there', () => {
        const { project, diagnostics } = loadFiles({
            'force-app/namedCredentials/Vendor.namedCredential-meta.xml': metadata(
                'NamedCredential',
                `<allowMergeFieldsInBody>false</allowMergeFieldsInBody><allowMergeFieldsInHeader>true</allowMergeFieldsInHeader>
                <calloutStatus>Enabled</calloutStatus><generateAuthorizationHeader>true</generateAuthorizationHeader><label>Vendor</label>
                <namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://vendor.example/</parameterValue></namedCredentialParameters>
                <namedCredentialParameters><externalCredential>Vendor_Login</externalCredential><parameterName>ExternalCredential</parameterName><parameterType>Authentication</parameterType></namedCredentialParameters>
                <namedCredentialType>SecuredEndpoint</namedCredentialType>`
            ),
            'force-app/externalCredentials/Vendor_Login.externalCredential-meta.xml': metadata(
                'ExternalCredential',
                `<authenticationProtocol>Custom</authenticationProtocol>
                <externalCredentialParameters><parameterGroup>Service</parameterGroup><parameterName>Service</parameterName><parameterType>NamedPrincipal</parameterType><sequenceNumber>1</sequenceNumber></externalCredentialParameters>
                <label>Vendor Login</label>`
            )
        });
        expect(diagnostics).toEqual([]);
        expect(project.namedCredentials).toMatchObject([
            {
                name: 'Vendor',
                url: 'https://vendor.example',
                externalCredential: 'Vendor_Login',
                calloutStatus: 'Enabled'
            }
        ]);
        expect(project.externalCredentials).toMatchObject([
            { principals: [{ name: 'Service', type: 'NamedPrincipal' }] }
        ]);
    });

    it('given a transaction security policy, when it is loaded, then event, class and action are there', () => {
        const { project, diagnostics } = loadFiles({
            'force-app/transactionSecurityPolicies/Guard.transactionSecurityPolicy-meta.xml': metadata(
                'TransactionSecurityPolicy',
                `<action><block>true</block><endSession>false</endSession><freezeUser>false</freezeUser>
                    <notifications><inApp>true</inApp><sendEmail>false</sendEmail><user>a@example.org</user></notifications>
                    <twoFactorAuthentication>false</twoFactorAuthentication></action>
                <active>true</active><apexClass>Guard</apexClass><blockMessage>No.</blockMessage><eventName>ApiEvent</eventName>
                <masterLabel>Guard</masterLabel><type>CustomApexPolicy</type>`
            )
        });
        expect(diagnostics).toEqual([]);
        expect(project.transactionSecurityPolicies).toMatchObject([
            { name: 'Guard', eventName: 'ApiEvent', apexClass: 'Guard', block: true, blockMessage: 'No.', active: true }
        ]);
    });

    it('given labels, resources, flows, bundles and layouts, when they are loaded, then each is in its list', () => {
        const { project, diagnostics } = loadFiles({
            'force-app/labels/CustomLabels.labels-meta.xml': metadata(
                'CustomLabels',
                '<labels><fullName>Hello</fullName><language>en_US</language><protected>false</protected><shortDescription>Hello</shortDescription><value>Hello, &quot;you&quot;</value></labels>'
            ),
            'force-app/staticresources/Data.json': '[]',
            'force-app/staticresources/Data.resource-meta.xml': metadata(
                'StaticResource',
                '<cacheControl>Public</cacheControl><contentType>application/json</contentType>'
            ),
            'force-app/flows/Intake.flow-meta.xml': metadata(
                'Flow',
                '<label>Intake</label><processType>AutoLaunchedFlow</processType><status>Active</status>'
            ),
            'force-app/lwc/board/board.js': '',
            'force-app/lwc/board/board.js-meta.xml': metadata(
                'LightningComponentBundle',
                '<apiVersion>66.0</apiVersion>'
            ),
            'force-app/layouts/Visit__c-Visit Layout.layout-meta.xml': metadata('Layout', '')
        });
        expect(diagnostics).toEqual([]);
        expect(project.labels).toMatchObject([{ name: 'Hello', value: 'Hello, "you"' }]);
        expect(project.staticResources).toMatchObject([{ name: 'Data', path: 'force-app/staticresources/Data.json' }]);
        expect(project.flows[0]?.xml.children[0]).toMatchObject({ name: 'label', text: 'Intake', line: 3, column: 1 });
        expect(project.lightningComponents).toEqual([{ name: 'board', kind: 'lwc', path: 'force-app/lwc/board' }]);
        expect(project.other).toMatchObject([{ name: 'Visit__c-Visit Layout', kind: 'layout' }]);
    });
});

describe('faults of a project', () => {
    it('given a folder without a project file, when it is loaded, then that is said and nothing is thrown', () => {
        const loaded = loadProject('/nowhere/at/all');
        expect(findings(loaded)).toEqual([
            'sfdx-project.json:1:1 project/no-project sfdx-project.json not found: this folder is no SFDX project.'
        ]);
        expect(loaded.project.classes).toEqual([]);
    });

    it('given a malformed project file, when it is loaded, then line and column are given', () => {
        const [finding] = findings(loadFiles({ 'sfdx-project.json': '{\n  "packageDirectories": [,]\n}' }));
        expect(finding).toBe('sfdx-project.json:2:26 project/malformed-json Malformed JSON: expected a value.');
    });

    it('given a package directory that is missing, when the project is loaded, then it is named where it stands', () => {
        const text = '{\n  "packageDirectories": [\n    { "path": "gone" }\n  ]\n}';
        expect(findings(loadFiles({ 'sfdx-project.json': text }))).toEqual([
            'sfdx-project.json:3:15 project/missing-folder Package directory gone does not exist.'
        ]);
    });

    it.each([
        [
            '<CustomField>\n  <label>A</lable>\n</CustomField>',
            "2:11 project/malformed-xml Malformed XML: unexpected close tag. Expected '</label>'."
        ],
        [
            '<CustomField>\n  <label>A &nope; B</label>\n</CustomField>',
            '2:12 project/malformed-xml Malformed XML: undefined entity.'
        ],
        ['<CustomField>', '1:1 project/malformed-xml Malformed XML: unclosed tag: CustomField.'],
        ['', '1:1 project/malformed-xml Malformed XML: document must contain a root element.']
    ])('given malformed XML %j, when it is loaded, then place and expectation are given', (text, expected) => {
        const loaded = loadFiles({ 'force-app/objects/Account/fields/A__c.field-meta.xml': text });
        expect(findings(loaded)).toEqual([`objects/Account/fields/A__c.field-meta.xml:${expected}`]);
        expect(loaded.project.objects).toEqual([]);
    });

    it('given a root element of another type, when it is loaded, then both are named', () => {
        expect(findings(loadFiles({ 'force-app/objects/Account/fields/A__c.field-meta.xml': '\n<Field/>' }))).toEqual([
            'objects/Account/fields/A__c.field-meta.xml:2:1 project/unknown-root Expected the root element CustomField, found Field.'
        ]);
    });

    it.each([
        ['<fullName>A__c</fullName><type>Text</type><length>3</length>', 'Required field is missing: label'],
        ['<fullName>A__c</fullName><label>A</label>', 'Required field is missing: type'],
        ['<fullName>A__c</fullName><label>A</label><type>Text</type>', 'Required field is missing: length'],
        ['<fullName>A__c</fullName><label>A</label><type>Lookup</type>', 'Required field is missing: referenceTo'],
        ['<fullName>A__c</fullName><label>A</label><type>Picklist</type>', 'Required field is missing: valueSet']
    ])(
        'given a field without a required element (%s), when it is loaded, then it is named at the root',
        (content, expected) => {
            expect(
                findings(loadFiles({ 'force-app/objects/Account/fields/A__c.field-meta.xml': field(content) }))
            ).toEqual([`objects/Account/fields/A__c.field-meta.xml:2:1 project/missing-element ${expected}`]);
        }
    );

    it('given an element that the type does not have, when it is loaded, then its place is given', () => {
        const content =
            '<fullName>A__c</fullName><label>A</label>\n  <lenght>3</lenght>\n<length>3</length><type>Text</type>';
        expect(findings(loadFiles({ 'force-app/objects/Account/fields/A__c.field-meta.xml': field(content) }))).toEqual(
            [
                'objects/Account/fields/A__c.field-meta.xml:4:3 project/unknown-element Element {http://soap.sforce.com/2006/04/metadata}lenght invalid at this location in type CustomField'
            ]
        );
    });

    it.each([
        ['<required>yes</required>', "'yes' is not a valid value for required: expected a boolean"],
        ['<visibleLines>two</visibleLines>', "'two' is not a valid value for visibleLines: expected a number"],
        [
            '<deleteConstraint>Ask</deleteConstraint>',
            "'Ask' is not a valid value for deleteConstraint: expected one of Cascade, Restrict, SetNull"
        ],
        ['<label>Again</label>', 'Element label is duplicated at this location in type CustomField']
    ])('given the value %s, when it is loaded, then what is expected is said', (element, expected) => {
        const content = `<fullName>A__c</fullName><label>A</label><length>3</length><type>Text</type>${element}`;
        expect(
            findings(loadFiles({ 'force-app/objects/Account/fields/A__c.field-meta.xml': field(content) }))[0]
        ).toContain(expected);
    });

    it('given Apex without its meta file and a meta file without Apex, when they are loaded, then each is named', () => {
        const loaded = loadFiles({
            'force-app/classes/Lonely.cls': 'public class Lonely {}',
            'force-app/classes/Ghost.cls-meta.xml': classMeta
        });
        expect(loaded.diagnostics.map(({ path, code }) => `${path} ${code}`)).toEqual([
            'force-app/classes/Ghost.cls-meta.xml project/missing-source',
            'force-app/classes/Lonely.cls project/missing-meta'
        ]);
        expect(loaded.diagnostics[1]?.message).toContain('force-app/classes/Lonely.cls-meta.xml');
        expect(loaded.project.classes).toEqual([]);
    });

    it('given one class in two package directories, when they are loaded, then the second is left out with a warning', () => {
        const loaded = loadFiles({
            'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'one' }, { path: 'two' }] }),
            'one/A.cls': 'public class A {}',
            'one/A.cls-meta.xml': classMeta,
            'two/A.cls': 'public class A {}',
            'two/A.cls-meta.xml': classMeta
        });
        expect(findings(loaded)).toEqual([
            'two/A.cls-meta.xml:1:1 project/duplicate-component ApexClass A is also in one/A.cls-meta.xml; this file is left out.'
        ]);
        expect(loaded.diagnostics[0]?.severity).toBe('warning');
        expect(loaded.project.classes.map((file) => file.source.path)).toEqual(['one/A.cls']);
    });

    it('given parts of the same name on two objects, when they are loaded, then both are kept', () => {
        const part = metadata(
            'ListView',
            '<fullName>All</fullName><filterScope>Everything</filterScope><label>All</label>'
        );
        expect(
            findings(
                loadFiles({
                    'force-app/objects/Account/listViews/All.listView-meta.xml': part,
                    'force-app/objects/Contact/listViews/All.listView-meta.xml': part
                })
            )
        ).toEqual([]);
    });

    it('given a suffix that no metadata type has, when it is loaded, then that is said', () => {
        expect(findings(loadFiles({ 'force-app/things/A.thing-meta.xml': '<Thing/>' }))).toEqual([
            'things/A.thing-meta.xml:1:1 project/unknown-type Could not infer a metadata type from the suffix thing.'
        ]);
    });

    it('given a permission without the one it rests on, when it is loaded, then both are named', () => {
        const loaded = loadFiles({
            'force-app/permissionsets/P.permissionset-meta.xml': metadata(
                'PermissionSet',
                '<label>P</label>\n<objectPermissions><allowEdit>true</allowEdit><allowRead>false</allowRead><object>Contact</object></objectPermissions>'
            )
        });
        expect(findings(loaded)).toEqual([
            'permissionsets/P.permissionset-meta.xml:4:1 project/permission-dependency Permission edit on Contact depends on permission(s): read'
        ]);
    });
});
