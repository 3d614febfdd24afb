import type { Component } from '../components.ts';
import { faultAt, START, type Fault, type Rule } from '../rule.ts';
import { child, textOf } from '../xmlTree.ts';

/** Types whose names are developer names: letters, digits and single underscores, 40 characters. */
const NAMED: ReadonlySet<string> = new Set([
    'ApexClass',
    'ApexTrigger',
    'CustomObject',
    'CustomField',
    'CustomPermission',
    'CustomTab',
    'CustomApplication',
    'Flow',
    'NamedCredential',
    'ExternalCredential',
    'TransactionSecurityPolicy',
    'PlatformEventSubscriberConfig',
    'FlexiPage',
    'ValidationRule',
    'RecordType',
    'CustomNotificationType',
    'GlobalValueSet',
    'ListView',
    'CompactLayout',
    'FieldSet'
]);
/** Longer than the usual 40 characters. */
const LIMITS: Readonly<Record<string, number>> = {
    PermissionSet: 80,
    Flow: 80,
    PermissionSetGroup: 80,
    CustomNotificationType: 80,
    FlexiPage: 80,
    CustomPermission: 80,
    NamedCredential: 80,
    ExternalCredential: 80,
    TransactionSecurityPolicy: 80,
    PlatformEventSubscriberConfig: 80,
    RecordType: 80,
    CustomTab: 80,
    GlobalValueSet: 80,
    FieldSet: 80,
    ApexClass: 255,
    ApexTrigger: 255
};
const SUFFIX = /__(c|e|b|mdt|x|kav)$/i;

function developerName({ type, name }: Component): string {
    const last = type === 'FlowTest' ? name : (name.split('.').at(-1) ?? name);
    return last.replace(SUFFIX, '');
}

/** Classes and triggers keep the 40 characters of other names: tables and Setup pages of the platform show no more. */
const CLASS_LIMIT = 40;

export const nameRules: readonly Rule[] = [
    {
        id: 'name/length',
        title: 'Developer names fit their column',
        why: 'Object, field and most other names hold 40 characters before their suffix; some newer types hold 80.',
        mend: 'Shorten the name.',
        check: ({ components }) =>
            components.flatMap((component): Fault[] => {
                if (!NAMED.has(component.type) && !(component.type in LIMITS)) return [];
                const most = component.type.startsWith('Apex') ? CLASS_LIMIT : (LIMITS[component.type] ?? 40);
                const name = developerName(component);
                return name.length > most
                    ? [
                          faultAt(
                              component.path,
                              START,
                              `The name ${name} has ${name.length} characters, at most ${most} are allowed.`
                          )
                      ]
                    : [];
            })
    },
    {
        id: 'name/characters',
        title: 'Developer names have only letters, digits and single underscores',
        why: 'Names begin with a letter, hold no two underscores in a row, and do not end in one.',
        mend: 'Rename the component.',
        check: ({ components }) =>
            components.flatMap((component): Fault[] => {
                const isStandard = component.type === 'CustomObject' && !SUFFIX.test(component.name);
                if (!NAMED.has(component.type) || isStandard || component.name.split('__').length > 2) return [];
                const name = developerName(component);
                return /^[A-Za-z](_?[A-Za-z0-9])*$/.test(name)
                    ? []
                    : [faultAt(component.path, START, `"${name}" is no valid name.`)];
            })
    },
    {
        id: 'name/component',
        title: 'Lightning web components have names in camel case',
        why: 'The folder begins with a lower-case letter and has only letters, digits and single underscores.',
        mend: 'Rename the folder and its files.',
        check: ({ project }) =>
            project.lightningComponents.flatMap(({ kind, name, path }) =>
                kind === 'lwc' && !/^[a-z](_?[A-Za-z0-9])*$/.test(name)
                    ? [faultAt(path, START, `"${name}" is no valid name of a component.`)]
                    : []
            )
    },
    {
        id: 'name/class-file',
        title: 'A class or trigger is named like its file',
        why: 'The platform answers "Class name must match file name".',
        mend: 'Rename the file or the class.',
        check: ({ apexUnits }) =>
            apexUnits.flatMap(({ source, unit }): Fault[] => {
                if (unit.kind === 'AnonymousUnit') return [];
                const file = /([^/]+)\.\w+$/.exec(source.path)?.[1] ?? '';
                const { name } = unit.kind === 'TypeUnit' ? unit.type : unit;
                return name.text.toLowerCase() === file.toLowerCase()
                    ? []
                    : [faultAt(source.path, name.span, `${name.text} is in a file named ${file}.`)];
            })
    },
    {
        id: 'name/label-length',
        title: 'Labels of components fit their column',
        why: 'Labels of objects hold 40 characters, those of permission sets 80, descriptions of permission sets 255.',
        mend: 'Shorten the text.',
        check: ({ components }) =>
            components.flatMap(({ type, path, xml }): Fault[] =>
                (TEXT_LIMITS[type] ?? []).flatMap(([element, most]) => {
                    const length = textOf(xml, element)?.length ?? 0;
                    const place = child(xml, element);
                    return length > most && place !== null
                        ? [faultAt(path, place, `${element} has ${length} characters, at most ${most} are allowed.`)]
                        : [];
                })
            )
    },
    {
        id: 'name/label-text',
        title: 'Custom labels hold at most 1,000 characters',
        why: 'Value of a custom label holds 1,000 characters, the short description 80.',
        mend: 'Shorten the text, or split the label.',
        check: ({ components }) =>
            components.flatMap(({ type, path, xml }): Fault[] =>
                type !== 'CustomLabels'
                    ? []
                    : xml.children.flatMap((label) => {
                          if ((textOf(label, 'value')?.length ?? 0) > 1000)
                              return [
                                  faultAt(
                                      path,
                                      child(label, 'value') ?? label,
                                      'The value has more than 1,000 characters.'
                                  )
                              ];
                          const short = child(label, 'shortDescription');
                          return short !== null && short.text.trim().length > 80
                              ? [faultAt(path, short, 'The short description has more than 80 characters.')]
                              : [];
                      })
            )
    }
];

const TEXT_LIMITS: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
    CustomObject: [
        ['label', 40],
        ['pluralLabel', 40]
    ],
    PermissionSet: [
        ['label', 80],
        ['description', 255]
    ],
    CustomApplication: [['label', 40]],
    ValidationRule: [['errorMessage', 255]],
    TransactionSecurityPolicy: [['blockMessage', 1000]],
    CustomPermission: [['label', 80]],
    CustomNotificationType: [['masterLabel', 80]]
};
