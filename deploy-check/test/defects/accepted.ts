import { apexMeta, lines, meta } from './sourceFile.ts';

/** A way of writing that an org accepts, and that a check might well take for a fault. */
interface Accepted {
    readonly name: string;
    readonly changes: Readonly<Record<string, string>>;
}

const apex = (name: string, file: string, ...text: readonly string[]): Accepted => ({
    name,
    changes: {
        [`main/classes/${file}.cls`]: lines(...text),
        [`main/classes/${file}.cls-meta.xml`]: apexMeta('ApexClass')
    }
});

export const acceptedWays: readonly Accepted[] = [
    {
        name: 'mocks of component tests beside the components',
        changes: { 'main/test/jest-mocks/lightning/modal.js': 'export default class Modal {}\n' }
    },
    apex(
        'an interface whose name hides an exception',
        'DmlException',
        'public interface DmlException {',
        '    void run();',
        '}'
    ),
    apex(
        'the exceptions of both platform caches',
        'CachedTexts',
        'public with sharing class CachedTexts {',
        '    public Object read() {',
        '        try {',
        "            return Cache.Session.getPartition('local.Texts').get('one');",
        '        } catch (Cache.Session.SessionCacheException problem) {',
        '            return problem.getMessage();',
        '        } catch (Cache.Org.OrgCacheException problem) {',
        '            return problem.getMessage();',
        '        }',
        '    }',
        '}'
    ),
    apex(
        'a quiddity that is not known',
        'Origins',
        'public with sharing class Origins {',
        '    public Boolean isKnown() {',
        '        return System.Request.getCurrent().getQuiddity() != System.Quiddity.UNDEFINED;',
        '    }',
        '}'
    ),
    apex(
        'relationships of the catalogue of objects',
        'Catalogue',
        'public with sharing class Catalogue {',
        '    public List<SObject> read() {',
        '        return [',
        '            SELECT QualifiedApiName, (SELECT DataType FROM Fields)',
        '            FROM EntityDefinition',
        '            WITH USER_MODE',
        '        ];',
        '    }',
        '}'
    ),
    apex(
        'recipients of a message as ids',
        'Mail',
        'public with sharing class Mail {',
        '    public EmailMessage draft(Id recipient) {',
        "        return new EmailMessage(Subject = 'Sent', ToIds = new List<String>{ recipient });",
        '    }',
        '}'
    ),
    apex(
        'the type of a big object',
        'Archives',
        'public with sharing class Archives {',
        '    public String label() {',
        '        return Schema.Archive__b.SObjectType.getDescribe().getLabel();',
        '    }',
        '}'
    ),
    apex(
        'a user and licences of one transaction',
        'Licences',
        'public with sharing class Licences {',
        '    public void give(User person, List<PermissionSetLicenseAssign> licences) {',
        '        insert as user person;',
        '        insert as user licences;',
        '    }',
        '}'
    ),
    {
        name: 'rights to add and delete what cannot be edited',
        changes: {
            'main/permissionsets/Archivist.permissionset-meta.xml': meta(
                'PermissionSet',
                '<label>Archivist</label>',
                '<objectPermissions>',
                '    <allowCreate>true</allowCreate>',
                '    <allowDelete>true</allowDelete>',
                '    <allowEdit>false</allowEdit>',
                '    <allowRead>true</allowRead>',
                '    <modifyAllRecords>false</modifyAllRecords>',
                '    <object>Archive__b</object>',
                '    <viewAllRecords>false</viewAllRecords>',
                '</objectPermissions>'
            )
        }
    },
    {
        name: 'a topic of an agent without the order of its instructions',
        changes: {
            'main/genAiPlugins/Shipping.genAiPlugin-meta.xml': meta(
                'GenAiPlugin',
                '<developerName>Shipping</developerName>',
                '<genAiPluginInstructions>',
                '    <description>Answer shortly.</description>',
                '    <developerName>Shortly</developerName>',
                '    <language>en_US</language>',
                '    <masterLabel>Shortly</masterLabel>',
                '</genAiPluginInstructions>',
                '<language>en_US</language>',
                '<masterLabel>Shipping</masterLabel>',
                '<pluginType>Topic</pluginType>'
            )
        }
    }
];

/** What breaks policies only, of a project that has asked for none. */
export const ownWays: Readonly<Record<string, string | null>> = {
    'config/deploy-check.json': null,
    'main/classes/Quick.cls': lines(
        'public class Quick {',
        '    public void run(List<Shipment__c> shipments) {',
        '        for (Shipment__c shipment : shipments) {',
        '            try {',
        '                update shipment;',
        '            } catch (Exception problem) {',
        '            }',
        '        }',
        '        new Http().send(new HttpRequest());',
        '        System.debug([SELECT Id FROM Shipment__c]);',
        '    }',
        '}'
    ),
    'main/classes/Quick.cls-meta.xml': apexMeta('ApexClass', '60.0'),
    'main/triggers/MoreEvents.trigger': lines(
        'trigger MoreEvents on Shipped__e (after insert) {',
        '    System.debug(Trigger.new.size());',
        '}'
    ),
    'main/triggers/MoreEvents.trigger-meta.xml': apexMeta('ApexTrigger')
};
