import { standardObjects } from '../../../local-org/src/typedb/index.ts';
import type { MethodDeclaration } from '../../../local-org/src/syntax/index.ts';
import { indexOf, isOfOtherPackage } from '../componentIndex.ts';
import type { CheckContext } from '../context.ts';
import { compiledBundles, type ComponentReference } from '../lightningBundles.ts';
import { faultAt, type Fault, type Rule } from '../rule.ts';
import { at, child, descendants } from '../xmlTree.ts';

function referenceRule(
    rule: Omit<Rule, 'check'>,
    type: string | readonly string[],
    broken: (id: string, context: CheckContext) => string | null
): Rule {
    const types = new Set(typeof type === 'string' ? [type] : type);
    return {
        ...rule,
        check: async (context) =>
            (await allReferences(context)).flatMap((reference): Fault[] => {
                const message = types.has(reference.type) ? broken(reference.id, context) : null;
                return message === null ? [] : [faultAt(reference.path, reference.place, message)];
            })
    };
}

async function allReferences(context: CheckContext): Promise<readonly ComponentReference[]> {
    return (await compiledBundles(context)).flatMap(({ references }) => references);
}

interface AuraMethod {
    readonly method: MethodDeclaration;
    readonly isCacheable: boolean;
}

/** @AuraEnabled static methods of the project by `class.method` in lower case. */
function auraMethods(context: CheckContext): ReadonlyMap<string, AuraMethod> {
    return context.once('auraMethods', () => {
        const found = new Map<string, AuraMethod>();
        for (const { unit } of context.apexUnits) {
            if (unit.kind !== 'TypeUnit' || unit.type.kind !== 'Class') continue;
            for (const member of unit.type.members) {
                if (member.kind !== 'Method' || !member.modifiers.names.includes('static')) continue;
                const aura = member.modifiers.annotations.find(({ name }) => name.text.toLowerCase() === 'auraenabled');
                if (aura === undefined) continue;
                const isCacheable = aura.args.some(
                    ({ name, value }) =>
                        name.toLowerCase() === 'cacheable' && value.kind === 'Literal' && value.value === 'true'
                );
                found.set(`${unit.type.name.text}.${member.name.text}`.toLowerCase(), { method: member, isCacheable });
            }
        }
        return found;
    });
}

const ownName = (id: string): string => id.replace(/^c\./, '');
const camel = (tag: string): string => tag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `Account.Name`, `Contact.Account.Name`, `Incident__c.Owner__r.Name`. */
function brokenField(id: string, context: CheckContext): string | null {
    const [objectName = '', ...names] = id.split('.');
    if (isOfOtherPackage(objectName)) return null;
    let object = context.schema.object(objectName);
    if (object === null) return `There is no object ${objectName}.`;
    for (const [position, name] of names.entries()) {
        if (object === null || isOfOtherPackage(name)) return null;
        if (position === names.length - 1)
            return object.field(name) === null ? `${object.name} has no field ${name}.` : null;
        const reference = object.fieldByRelationship(name);
        if (reference === null) return `${object.name} has no relationship ${name}.`;
        object = reference.referenceTo.length === 1 ? context.schema.object(reference.referenceTo[0] ?? '') : null;
    }
    return null;
}

/** Targets of `.js-meta.xml`, as the platform's reference lists them. */
const TARGETS: ReadonlySet<string> = new Set([
    'analytics__Dashboard',
    'lightning__AgentforceInput',
    'lightning__AgentforceOutput',
    'lightning__AppPage',
    'lightning__Dashboard',
    'lightning__FlowAction',
    'lightning__FlowScreen',
    'lightning__GlobalAction',
    'lightning__HomePage',
    'lightning__Inbox',
    'lightning__InternalPage',
    'lightning__RecordAction',
    'lightning__RecordPage',
    'lightning__Tab',
    'lightning__UrlAddressable',
    'lightning__UtilityBar',
    'lightning__VoiceExtension',
    'lightning__ServiceCloudVoiceToolkitApi',
    'lightning__EnablementProgram',
    'lightning__ApplicationHeader',
    'lightningCommunity__Default',
    'lightningCommunity__Page',
    'lightningCommunity__Page_Layout',
    'lightningCommunity__Theme_Layout',
    'lightningCommunity__Theme',
    'lightningSnapin__ChatHeader',
    'lightningSnapin__ChatMessage',
    'lightningSnapin__Minimized',
    'lightningSnapin__PreChat',
    'lightningSnapin__MessagingPreChat',
    'lightningStatic__Email',
    'lightning__CmsEmailTemplate',
    'lightning__LightningSales',
    'lightning__AgentforceOutput',
    'industries__ActionPlan'
]);

export const lightningRules: readonly Rule[] = [
    {
        id: 'lwc/compile',
        title: "Lightning web components compile with the platform's compiler",
        why: 'The org compiles every bundle on deployment.',
        mend: 'Correct the code as the message says.',
        check: async (context) => (await compiledBundles(context)).flatMap(({ faults }) => faults)
    },
    referenceRule(
        {
            id: 'lwc/apex-method',
            title: 'Components import Apex methods that exist and are @AuraEnabled',
            why: 'The deployment looks the method up: it must be static, public or global, and @AuraEnabled.',
            mend: 'Correct the import, or annotate the method.'
        },
        'apexMethod',
        (id, context) => {
            const [className = '', name = ''] = id.replace('/', '.').split('.');
            if (isOfOtherPackage(className) || id.split('.').length > 2) return null;
            if (!indexOf(context).has('ApexClass', className)) return `There is no class ${className}.`;
            const found = auraMethods(context).get(`${className}.${name}`.toLowerCase());
            if (found === undefined) return `${className} has no static @AuraEnabled method ${name}.`;
            return found.method.modifiers.names.some((modifier) => modifier === 'public' || modifier === 'global')
                ? null
                : `${className}.${name} is neither public nor global.`;
        }
    ),
    {
        id: 'lwc/wire-cacheable',
        title: 'Wired Apex methods are cacheable',
        why: 'Only methods with @AuraEnabled(cacheable=true) can be wired.',
        mend: 'Add cacheable=true, or call the method imperatively.',
        check: async (context) =>
            (await compiledBundles(context)).flatMap(({ path, sources, references }) =>
                references
                    .filter(({ type }) => type === 'apexMethod')
                    .flatMap((reference): Fault[] => {
                        const file = reference.path.slice(path.length + 1);
                        const wire = wireOf(sources[file] ?? '', reference.id);
                        const found = auraMethods(context).get(reference.id.replace('/', '.').toLowerCase());
                        return wire === null || found === undefined || found.isCacheable
                            ? []
                            : [faultAt(reference.path, wire, `${reference.id} is wired, but not cacheable.`)];
                    })
            )
    },
    referenceRule(
        {
            id: 'lwc/field',
            title: 'Components import objects and fields that exist',
            why: 'Names from @salesforce/schema are checked on deployment.',
            mend: 'Correct the import, or add the field to the project.'
        },
        ['schema', 'sobject', 'sobjectField', 'sobjectClass'],
        brokenField
    ),
    referenceRule(
        {
            id: 'lwc/label',
            title: 'Components import labels that exist',
            why: 'Names from @salesforce/label are checked on deployment.',
            mend: 'Correct the import, or add the label.'
        },
        'label',
        (id, context) =>
            !id.startsWith('c.') || indexOf(context).has('CustomLabel', ownName(id))
                ? null
                : `There is no custom label ${ownName(id)}.`
    ),
    referenceRule(
        {
            id: 'lwc/custom-permission',
            title: 'Components import custom permissions that exist',
            why: 'Names from @salesforce/customPermission are checked on deployment.',
            mend: 'Correct the import, or add the custom permission.'
        },
        'customPermission',
        (id, context) =>
            isOfOtherPackage(id) || indexOf(context).has('CustomPermission', id)
                ? null
                : `There is no custom permission ${id}.`
    ),
    referenceRule(
        {
            id: 'lwc/user-permission',
            title: 'Components import user permissions that exist',
            why: 'Names from @salesforce/userPermission are API names of the platform.',
            mend: 'Correct the import.'
        },
        'userPermission',
        (id) =>
            standardObjects().find('PermissionSet')?.fieldNamed(`Permissions${id}`) == null
                ? `There is no user permission ${id}.`
                : null
    ),
    referenceRule(
        {
            id: 'lwc/static-resource',
            title: 'Components import static resources that exist',
            why: 'Names from @salesforce/resourceUrl are checked on deployment.',
            mend: 'Correct the import, or add the static resource.'
        },
        'resourceUrl',
        (id, context) =>
            isOfOtherPackage(id) || context.project.staticResources.some(({ name }) => name === id)
                ? null
                : `There is no static resource ${id}.`
    ),
    referenceRule(
        {
            id: 'lwc/message-channel',
            title: 'Components import message channels that exist',
            why: 'Names from @salesforce/messageChannel are checked on deployment and end in __c.',
            mend: 'Correct the import, or add the message channel.'
        },
        'messageChannel',
        (id, context) => {
            if (id.startsWith('lightning__') || id.split('__').length > 2) return null;
            return indexOf(context).has('LightningMessageChannel', id.replace(/__c$/, ''))
                ? null
                : `There is no message channel ${id}.`;
        }
    ),
    referenceRule(
        {
            id: 'lwc/component',
            title: 'Components in templates exist',
            why: 'A tag of the namespace c is a component of the project.',
            mend: 'Correct the tag, or add the component.'
        },
        'component',
        (id, context) =>
            !id.startsWith('c-') || isOwn(camel(id.slice(2)), context) ? null : `There is no component ${id}.`
    ),
    referenceRule(
        {
            id: 'lwc/module',
            title: 'Imported modules exist',
            why: 'A module of the namespace c is a component of the project.',
            mend: 'Correct the import, or add the component.'
        },
        'module',
        (id, context) => (!id.startsWith('c/') || isOwn(id.slice(2), context) ? null : `There is no module ${id}.`)
    ),
    {
        id: 'lwc/target',
        title: 'Targets of components are targets of the platform',
        why: 'The schema takes any text as a target, the platform only those it knows.',
        mend: 'Correct the name of the target.',
        check: (context) =>
            context.ofType('LightningComponentBundle').flatMap(({ path, xml }) =>
                at(xml, 'targets.target')
                    .filter(({ text }) => !TARGETS.has(text.trim()))
                    .map((element) => faultAt(path, element, `"${element.text.trim()}" is no target.`))
            )
    },
    {
        id: 'lwc/target-config',
        title: 'Target configurations are of targets that the component has',
        why: 'A targetConfig for a target that is not listed is refused.',
        mend: 'Add the target to <targets>, or delete the configuration.',
        check: (context) =>
            context.ofType('LightningComponentBundle').flatMap(({ path, xml }) => {
                const targets = new Set(at(xml, 'targets.target').map(({ text }) => text.trim()));
                return at(xml, 'targetConfigs.targetConfig').flatMap((config): Fault[] => {
                    const missing = (config.attributes['targets'] ?? '')
                        .split(',')
                        .map((name) => name.trim())
                        .find((name) => !targets.has(name));
                    return missing === undefined
                        ? []
                        : [faultAt(path, config, `"${missing}" is not among the targets.`)];
                });
            })
    },
    {
        id: 'lwc/target-object',
        title: 'Objects in target configurations exist',
        why: 'A record page component names the objects it is for.',
        mend: 'Correct the name, or add the object.',
        check: (context) =>
            context.ofType('LightningComponentBundle').flatMap(({ path, xml }) =>
                descendants(xml, 'objects')
                    .flatMap((objects) => objects.children.filter(({ name }) => name === 'object'))
                    .filter(({ text }) => !isOfOtherPackage(text.trim()) && context.schema.object(text.trim()) === null)
                    .map((element) => faultAt(path, element, `There is no object ${element.text.trim()}.`))
            )
    },
    {
        id: 'lwc/target-property',
        title: 'Properties in target configurations are @api properties',
        why: 'A design property that the class does not expose is refused.',
        mend: 'Add @api to the property, or correct the name.',
        check: async (context) => {
            const bundles = new Map((await compiledBundles(context)).map((bundle) => [bundle.path, bundle]));
            return context.ofType('LightningComponentBundle').flatMap(({ path, xml }): Fault[] => {
                const bundle = bundles.get(path.slice(0, path.lastIndexOf('/')));
                const source = bundle?.sources[`${bundle.name}.js`];
                // What a superclass exposes is not looked for.
                if (source === undefined || !/extends\s+(NavigationMixin\()?LightningElement\b/.test(source)) return [];
                return descendants(xml, 'property')
                    .filter(({ attributes }) => attributes['name'] !== undefined && !isApi(source, attributes['name']))
                    .map((property) =>
                        faultAt(path, property, `The class has no @api property ${property.attributes['name']}.`)
                    );
            });
        }
    },
    {
        id: 'lwc/exposed-target',
        title: 'Exposed components have a target',
        why: 'A component that is exposed without targets appears nowhere.',
        mend: 'Add <targets>, or set isExposed to false.',
        optional: true,
        check: (context) =>
            context.ofType('LightningComponentBundle').flatMap(({ path, xml }): Fault[] => {
                const exposed = child(xml, 'isExposed');
                return exposed?.text.trim() === 'true' && at(xml, 'targets.target').length === 0
                    ? [faultAt(path, exposed, 'The component is exposed, but has no targets.')]
                    : [];
            })
    }
];

const isOwn = (name: string, context: CheckContext): boolean =>
    context.project.lightningComponents.some((bundle) => bundle.name === name);

const isApi = (source: string, name: string): boolean =>
    new RegExp(String.raw`@api\s+((get|set|static|async)\s+)?${name}\b`).test(source);

/** Where the import of the method is wired; null when it is only called. */
function wireOf(source: string, id: string): { readonly line: number; readonly column: number } | null {
    const escaped = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const local = new RegExp(String.raw`import\s+(\w+)\s+from\s+['"]@salesforce/apex/${escaped}['"]`).exec(source)?.[1];
    const offset = local === undefined ? -1 : source.search(new RegExp(String.raw`@wire\(\s*${local}\b`));
    if (offset === -1) return null;
    const before = source.slice(0, offset);
    return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
