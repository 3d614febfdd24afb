import { platformTypes, standardObjects } from '../../local-org/src/typedb/index.ts';
import type { CheckContext } from './context.ts';
import { children, textOf } from './xmlTree.ts';

/** Answers whether a project, or the platform, has a component of a name. */
export class ComponentIndex {
    private readonly names = new Map<string, Set<string>>();
    private readonly context: CheckContext;

    constructor(context: CheckContext) {
        this.context = context;
        const { project } = context;
        this.add('ApexClass', project.classes);
        this.add('ApexTrigger', project.triggers);
        for (const { type, name, object, xml } of context.components) {
            this.addName(type, object === null ? name : `${object}.${name}`);
            if (type === 'CustomObject') this.addParts(name, xml);
            if (type === 'CustomLabels') {
                for (const label of children(xml, 'labels'))
                    this.addName('CustomLabel', textOf(label, 'fullName') ?? '');
            }
        }
        for (const { kind, name } of project.lightningComponents) {
            this.addName(kind === 'lwc' ? 'LightningComponentBundle' : 'AuraDefinitionBundle', name);
        }
    }

    private add(type: string, items: readonly { readonly name: string }[]): void {
        for (const { name } of items) this.addName(type, name);
    }

    private addName(type: string, name: string): void {
        const names = this.names.get(type) ?? new Set();
        names.add(name.toLowerCase());
        this.names.set(type, names);
    }

    private addParts(object: string, xml: Parameters<typeof children>[0]): void {
        for (const [element, type] of PARTS) {
            for (const part of children(xml, element))
                this.addName(type, `${object}.${textOf(part, 'fullName') ?? ''}`);
        }
    }

    /** Whether a component is in the project, any case. */
    has(type: string, name: string): boolean {
        return this.names.get(type)?.has(name.toLowerCase()) ?? false;
    }

    namesOf(type: string): ReadonlySet<string> {
        return this.names.get(type) ?? new Set();
    }

    hasObject(name: string): boolean {
        return this.context.schema.object(name) !== null;
    }

    /** Whether the object has the field; true when the object itself is unknown, which is told once for the object. */
    hasField(object: string, field: string): boolean {
        const found = this.context.schema.object(object);
        return found === null || found.field(field) !== null;
    }

    hasUserPermission(name: string): boolean {
        return standardObjects().find('PermissionSet')?.fieldNamed(`Permissions${name}`) != null;
    }

    hasPlatformType(name: string): boolean {
        const types = platformTypes();
        return types.findQualified(name) !== null || types.find('System', name) !== null;
    }
}

const PARTS: readonly (readonly [string, string])[] = [
    ['fields', 'CustomField'],
    ['recordTypes', 'RecordType'],
    ['listViews', 'ListView'],
    ['compactLayouts', 'CompactLayout'],
    ['webLinks', 'WebLink'],
    ['fieldSets', 'FieldSet'],
    ['validationRules', 'ValidationRule'],
    ['businessProcesses', 'BusinessProcess']
];

export const indexOf = (context: CheckContext): ComponentIndex =>
    context.once('componentIndex', () => new ComponentIndex(context));

const SUFFIXES = /^(c|e|b|mdt|x|r|pc|kav|s|xo|dlm|Share|History|Feed|ChangeEvent)$/i;

/** A name of an installed package (`ns__Name`, `ns__Name__c`): what it has is known to the org alone. */
export function isOfOtherPackage(name: string): boolean {
    const [, second = '', third] = (name.split(/[.:-]/)[0] ?? '').split('__');
    return third !== undefined || (second !== '' && !SUFFIXES.test(second));
}
