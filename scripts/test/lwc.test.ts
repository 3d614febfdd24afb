import { describe, expect, test } from 'vitest';
import type { Project } from '../../local-org/src/project/index.ts';
import { faultOfReference } from '../lwc/references.ts';

const project = {
    labels: [{ name: 'Known' }],
    customPermissions: [{ name: 'Known' }],
    staticResources: [{ name: 'Known' }],
    lightningComponents: [{ kind: 'lwc', name: 'knownOne', path: '' }],
    classes: [
        {
            name: 'Door',
            source: {
                path: '',
                text: 'public class Door { @AuraEnabled(cacheable=true) public static List<String> read(Id a) {} public static void inner() {} }'
            }
        }
    ]
} as unknown as Project;

describe('references of components', () => {
    test.each([
        ['label', 'c.Known'],
        ['apexMethod', 'Door.read'],
        ['customPermission', 'Known'],
        ['resourceUrl', 'Known'],
        ['component', 'c-known-one'],
        ['component', 'lightning-button'],
        ['module', 'c/knownOne'],
        ['module', 'lwc'],
        ['i18n', 'timeZone']
    ])('given a %s %s that exists, when it is looked up, then there is no fault', (type, id) => {
        expect(faultOfReference({ type, id }, project)).toBeNull();
    });

    test.each([
        ['label', 'c.Missing', 'there is no custom label c.Missing'],
        ['apexMethod', 'Door.inner', 'there is no @AuraEnabled method Door.inner'],
        ['apexMethod', 'Nobody.read', 'there is no @AuraEnabled method Nobody.read'],
        ['customPermission', 'Missing', 'there is no custom permission Missing'],
        ['resourceUrl', 'Missing', 'there is no static resource Missing'],
        ['component', 'c-missing', 'there is no component c-missing'],
        ['module', 'chart.js', 'there is no module chart.js'],
        ['module', 'lightning/nope', 'there is no module lightning/nope'],
        ['schema', 'A__c', 'the reference A__c is of the kind schema, which this check does not know']
    ])('given a %s %s that does not exist, when it is looked up, then the fault names it', (type, id, fault) => {
        expect(faultOfReference({ type, id }, project)).toBe(fault);
    });
});
