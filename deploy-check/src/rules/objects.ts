import type { CheckContext } from '../context.ts';
import { faultAt, START, type Fault, type Rule } from '../rule.ts';
import { child, textOf } from '../xmlTree.ts';
import type { Component } from '../components.ts';

function objectRule(
    rule: Omit<Rule, 'check'>,
    kind: RegExp,
    test: (object: Component, context: CheckContext) => readonly [string, string?] | null
): Rule {
    return {
        ...rule,
        check: (context) =>
            context.ofType('CustomObject').flatMap((object): Fault[] => {
                const found = kind.test(object.name) ? test(object, context) : null;
                if (found === null) return [];
                const place = (found[1] === undefined ? null : child(object.xml, found[1])) ?? object.xml;
                return [faultAt(object.path, place, `${object.name}: ${found[0]}`)];
            })
    };
}

const missing = (object: Component, names: readonly string[]): readonly [string] | null => {
    const name = names.find((candidate) => child(object.xml, candidate) === null);
    return name === undefined ? null : [`${name} is missing`];
};

export const objectRules: readonly Rule[] = [
    objectRule(
        {
            id: 'object/missing-element',
            title: 'Custom objects have label, plural label, name field, sharing model and deployment status',
            why: 'The schema calls them optional, the platform refuses a new object without them.',
            mend: 'Add the element.'
        },
        /[^_]__c$/,
        (object) =>
            textOf(object.xml, 'customSettingsType') === null
                ? missing(object, ['label', 'pluralLabel', 'nameField', 'sharingModel', 'deploymentStatus'])
                : missing(object, ['label'])
    ),
    objectRule(
        {
            id: 'object/event-element',
            title: 'Platform events say how they are published',
            why: 'An event needs label, pluralLabel, deploymentStatus, eventType HighVolume and publishBehavior.',
            mend: 'Add the element.'
        },
        /__e$/,
        (object) => {
            const absent = missing(object, [
                'label',
                'pluralLabel',
                'deploymentStatus',
                'eventType',
                'publishBehavior'
            ]);
            if (absent !== null) return absent;
            return textOf(object.xml, 'eventType') === 'HighVolume'
                ? null
                : ['new events can only be HighVolume', 'eventType'];
        }
    ),
    objectRule(
        {
            id: 'object/metadata-element',
            title: 'Custom metadata types have label and plural label',
            why: 'The platform refuses a type without them.',
            mend: 'Add the element.'
        },
        /__mdt$/,
        (object) => missing(object, ['label', 'pluralLabel'])
    ),
    objectRule(
        {
            id: 'object/big-object-element',
            title: 'Big objects have a label, a deployment status and an index',
            why: 'The index is the primary key; a big object cannot be deployed as Deployed without it.',
            mend: 'Add the element.'
        },
        /__b$/,
        (object, { project }) =>
            missing(object, ['label', 'pluralLabel', 'deploymentStatus']) ??
            (project.objects.some(({ name, indexes }) => name === object.name && indexes.length === 1)
                ? null
                : ['exactly one index is needed'])
    ),
    objectRule(
        {
            id: 'object/name-field',
            title: 'Name fields are text or numbered',
            why: 'A name field is Text, or AutoNumber with a display format.',
            mend: 'Correct nameField.'
        },
        /[^_]__c$/,
        (object) => {
            const name = child(object.xml, 'nameField');
            if (name === null) return null;
            const type = textOf(name, 'type');
            if (type !== 'Text' && type !== 'AutoNumber')
                return [`the name field cannot be of type ${type}`, 'nameField'];
            return type === 'AutoNumber' && !/\{0+\}/.test(textOf(name, 'displayFormat') ?? '')
                ? ['an automatically numbered name needs a displayFormat with {0}', 'nameField']
                : null;
        }
    ),
    objectRule(
        {
            id: 'object/sharing-model',
            title: 'Detail objects are controlled by their parent, and only they',
            why: 'The sharing of a master-detail child is that of its master.',
            mend: 'Set sharingModel to ControlledByParent exactly where a master-detail field exists.'
        },
        /[^_]__c$/,
        (object, { project }) => {
            const controlled = textOf(object.xml, 'sharingModel') === 'ControlledByParent';
            const detail =
                project.objects
                    .find(({ name }) => name === object.name)
                    ?.fields.some(({ masterDetail }) => masterDetail) ?? false;
            if (controlled === detail) return null;
            return [
                controlled ? 'no master-detail field makes it a detail' : 'a detail object must be ControlledByParent',
                'sharingModel'
            ];
        }
    ),
    {
        id: 'platform/big-object-index-length',
        title: 'The index of a big object has at most 100 characters',
        why: 'Text fields of an index count with their length, Email as 80, Phone as 40.',
        mend: 'Shorten the fields of the index, or take one out: the index cannot be changed after deployment.',
        check: ({ project }) =>
            project.objects.flatMap((object) =>
                object.indexes.flatMap((index): Fault[] => {
                    const fields = index.fields.flatMap(
                        ({ name }) => object.fields.find((field) => field.name === name) ?? []
                    );
                    const total = fields.reduce(
                        (sum, field) =>
                            sum +
                            (field.type === 'email'
                                ? 80
                                : field.type === 'phone'
                                  ? 40
                                  : field.type === 'string'
                                    ? field.length
                                    : 0),
                        0
                    );
                    return total > 100
                        ? [
                              faultAt(
                                  object.path,
                                  START,
                                  `The text fields of index ${index.name} have ${total} characters.`
                              )
                          ]
                        : [];
                })
            )
    },
    {
        id: 'platform/big-object-index-type',
        title: 'Long text and URL fields are in no index',
        why: 'Big objects cannot index LongTextArea and Url.',
        mend: 'Take the field out of the index.',
        check: ({ project }) =>
            project.objects.flatMap((object) =>
                object.indexes.flatMap((index) =>
                    index.fields.flatMap(({ name }): Fault[] => {
                        const field = object.fields.find((candidate) => candidate.name === name);
                        return field?.type === 'textarea' || field?.type === 'url'
                            ? [faultAt(field.path, field, `${object.name}.${name} is in the index ${index.name}.`)]
                            : [];
                    })
                )
            )
    }
];
