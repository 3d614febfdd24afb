import { labelOfName } from '../typedb/index.ts';
import type { ObjectDefinition } from './model.ts';
import type { ObjectTraits } from './objectSchema.ts';
import type { ObjectKind, SharingModel } from './schemaModel.ts';
import type { SlotlessField } from './systemFields.ts';
import {
    bigObjectFields,
    customMetadataFields,
    customObjectFields,
    customSettingFields,
    platformEventFields,
    shareFields
} from './systemFields.ts';

/** What kind of object the suffix and the file make; null for a standard object. */
export function customKindOf(definition: ObjectDefinition): Exclude<ObjectKind, 'standard'> | null {
    const suffix = /__(c|mdt|e|b)$/i.exec(definition.name)?.[1]?.toLowerCase();
    switch (suffix) {
        case 'c':
            return definition.settingsType === null ? 'custom' : 'customSetting';
        case 'mdt':
            return 'customMetadata';
        case 'e':
            return 'platformEvent';
        case 'b':
            return 'bigObject';
        default:
            return null;
    }
}

/** First letters of key prefixes by kind. */
export const prefixLetters: Readonly<Record<Exclude<ObjectKind, 'standard'>, string>> = {
    custom: 'a',
    customSetting: 'a',
    customMetadata: 'm',
    platformEvent: 'e',
    bigObject: 'I'
};

function sharingModelOf(definition: ObjectDefinition, isDetail: boolean): SharingModel {
    return isDetail ? 'ControlledByParent' : (definition.sharingModel ?? 'ReadWrite');
}

function isDetailObject(definition: ObjectDefinition): boolean {
    return definition.fields.some((field) => field.masterDetail);
}

export function customTraits(
    definition: ObjectDefinition,
    kind: Exclude<ObjectKind, 'standard'>,
    keyPrefix: string
): ObjectTraits {
    const holdsRecords = kind === 'custom' || kind === 'customSetting';
    const label = definition.label ?? labelOfName(definition.name.replace(/__\w+$/, ''));
    return {
        name: definition.name,
        label,
        labelPlural: definition.pluralLabel ?? label,
        description: definition.description,
        keyPrefix,
        kind,
        custom: true,
        isSetup: false,
        queryable: kind !== 'platformEvent',
        // Custom metadata is written by deployments only.
        createable: kind !== 'customMetadata',
        updateable: holdsRecords,
        deletable: holdsRecords || kind === 'bigObject',
        undeletable: kind === 'custom',
        triggerable: kind === 'custom' || kind === 'platformEvent',
        flowSubscribable: kind === 'platformEvent',
        curated: true,
        publishBehavior: kind === 'platformEvent' ? (definition.publishBehavior ?? 'PublishImmediately') : null,
        settingsType: definition.settingsType,
        sharingModel: sharingModelOf(definition, isDetailObject(definition)),
        recordTypes: definition.recordTypes,
        validationRules: definition.validationRules,
        fieldSets: definition.fieldSets,
        indexes: definition.indexes
    };
}

export function systemFieldsOf(definition: ObjectDefinition, kind: ObjectKind, hasTab: boolean): SlotlessField[] {
    const label = definition.label ?? definition.name;
    switch (kind) {
        case 'customSetting':
            return customSettingFields();
        case 'customMetadata':
            return customMetadataFields(label);
        case 'platformEvent':
            return platformEventFields();
        case 'bigObject':
            return bigObjectFields(label);
        default:
            return customObjectFields(definition, isDetailObject(definition), hasTab);
    }
}

/** The share object of a custom object, null where sharing cannot give more than everybody has. */
export function shareObjectOf(definition: ObjectDefinition): { name: string; fields: SlotlessField[] } | null {
    const model = sharingModelOf(definition, isDetailObject(definition));
    if (customKindOf(definition) !== 'custom' || (model !== 'Private' && model !== 'Read')) {
        return null;
    }
    const name = definition.name.replace(/__c$/i, '__Share');
    return { name, fields: shareFields(definition.name, ['Read', 'Edit', 'All']) };
}

/** Traits of a share object: an ordinary record holder without triggers, labels after its parent. */
export function shareTraits(name: string, parent: ObjectTraits, keyPrefix: string): ObjectTraits {
    return {
        ...parent,
        name,
        label: `Share: ${parent.label}`,
        labelPlural: `Share: ${parent.label}`,
        description: null,
        keyPrefix,
        undeletable: false,
        triggerable: false,
        sharingModel: 'ControlledByParent',
        recordTypes: [],
        validationRules: [],
        fieldSets: [],
        indexes: []
    };
}
