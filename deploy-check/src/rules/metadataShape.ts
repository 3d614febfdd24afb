import { Findings } from '../../../local-org/src/project/findings.ts';
import { absentElements, checkShape, isDescribed } from '../../../local-org/src/project/metadataTypes.ts';
import type { Component } from '../components.ts';
import type { CheckContext } from '../context.ts';
import { faultAt, type Fault, type Rule } from '../rule.ts';
import type { XmlElement } from '../xmlTree.ts';

/** A Lightning bundle describes its own properties below targetConfigs, in a notation that the Metadata API passes on. */
function describedTree({ type, xml }: Component): XmlElement {
    if (type !== 'LightningComponentBundle') return xml;
    return { ...xml, children: xml.children.filter(({ name }) => name !== 'targetConfigs') };
}

/** `{code}` without the `project/` before it. */
function shapeFaults(context: CheckContext, code: string): readonly Fault[] {
    const all = context.once('shapeFaults', () => {
        const findings = new Findings();
        for (const component of context.components) {
            if (component.xml.name === component.type || component.type === 'AuraDefinitionBundle') {
                checkShape(component.path, describedTree(component), component.type, findings);
            }
        }
        return findings.diagnostics;
    });
    return all
        .filter((diagnostic) => diagnostic.code === `project/${code}`)
        .map((diagnostic) => faultAt(diagnostic.path, diagnostic, diagnostic.message));
}

/** Declared in the WSDL, but the platform deploys files without them, as public projects show. */
const TOLERATED: ReadonlySet<string> = new Set([
    'CustomPermission.isLicensed',
    'ApexClass.status',
    'ApexTrigger.status',
    'PermissionSetTabSetting.visibility',
    'GenAiPluginInstructionDef.sortOrder',
    'EmbeddedServiceMessagingChannel.shouldShowAgentforceTagline'
]);

const unknownElement: Rule = {
    id: 'metadata/unknown-element',
    title: 'Elements belong to the metadata type',
    why: 'The Metadata API refuses elements that the type does not have in this API version.',
    mend: 'Correct the spelling or the nesting, or delete the element.',
    check: (context) => shapeFaults(context, 'unknown-element')
};

const duplicateElement: Rule = {
    id: 'metadata/duplicate-element',
    title: 'Single elements are given once',
    why: 'An element that is no list may stand only once at its place.',
    mend: 'Keep one of them.',
    check: (context) => shapeFaults(context, 'duplicate-element')
};

const invalidValue: Rule = {
    id: 'metadata/invalid-value',
    title: 'Values have the form of their type',
    why: 'Booleans are true or false, numbers are numbers, and enumerations have a fixed list of values.',
    mend: 'Write one of the values that the message lists.',
    check: (context) => shapeFaults(context, 'invalid-value')
};

const missingElement: Rule = {
    id: 'metadata/missing-element',
    title: 'Required elements are present',
    why: 'The Metadata API answers "Required field is missing" for them.',
    mend: 'Add the element.',
    check: (context) =>
        context.components.flatMap((component) =>
            component.xml.name !== component.type
                ? []
                : absentElements(describedTree(component), component.type)
                      .filter(({ type, name }) => !TOLERATED.has(`${type}.${name}`))
                      .map(({ parent, name }) => faultAt(component.path, parent, `Required field is missing: ${name}`))
        )
};

const wrongNamespace: Rule = {
    id: 'metadata/namespace',
    title: 'Metadata files are in the namespace of the Metadata API',
    why: 'Elements of another namespace are not those of the metadata type.',
    mend: 'Write xmlns="http://soap.sforce.com/2006/04/metadata" on the root element.',
    check: ({ components }) =>
        components.flatMap(({ path, xml }) =>
            NAMESPACES.has(xml.attributes['xmlns'] ?? '')
                ? []
                : [faultAt(path, xml, `The namespace of the root element is "${xml.attributes['xmlns'] ?? ''}".`)]
        )
};

/** The second one stands in files that the Tooling API wrote; deployments take it. */
const NAMESPACES: ReadonlySet<string> = new Set([
    'http://soap.sforce.com/2006/04/metadata',
    'urn:metadata.tooling.soap.sforce.com'
]);

const unknownRoot: Rule = {
    id: 'metadata/unknown-root',
    title: 'The root element is the type that the suffix names',
    why: 'The Metadata API reads a file as the type of its suffix.',
    mend: 'Use the root element of that type, or the right suffix.',
    check: ({ components }) =>
        components.flatMap(({ path, type, xml }) =>
            xml.name === type || !isDescribed(type) || SHARED_SUFFIX.has(xml.name)
                ? []
                : [faultAt(path, xml, `Expected the root element ${type}, found ${xml.name}.`)]
        )
};

/** Types that share their suffix with another one. */
const SHARED_SUFFIX: ReadonlySet<string> = new Set(['ExperienceBundle', 'DigitalExperienceBundle']);

export const metadataShapeRules: readonly Rule[] = [
    unknownRoot,
    wrongNamespace,
    unknownElement,
    duplicateElement,
    invalidValue,
    missingElement
];
