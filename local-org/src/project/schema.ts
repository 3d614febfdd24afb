import { needsEventMonitoring, numberedPrefix, standardObjects } from '../typedb/index.ts';
import type { StandardObject } from '../typedb/model.ts';
import type { CustomFieldContext } from './customFields.ts';
import { describeCustomField, describeStandardField } from './customFields.ts';
import {
    customKindOf,
    customTraits,
    prefixLetters,
    shareObjectOf,
    shareTraits,
    systemFieldsOf
} from './customObjects.ts';
import type { FieldDefinition, ObjectDefinition, Project } from './model.ts';
import type { ObjectTraits } from './objectSchema.ts';
import { describeObject } from './objectSchema.ts';
import type { ChildRelationshipDescribe, FieldDescribe, Schema, SObjectDescribe } from './schemaModel.ts';
import type { SlotlessField } from './systemFields.ts';

/** The parts of a project that shape its objects. */
export type SchemaSource = Pick<Project, 'objects' | 'globalValueSets' | 'tabs'>;

const isCustomField = (field: FieldDefinition): boolean => /__c$/i.test(field.name);

function childOf(childObject: string, field: FieldDescribe, relationshipName: string): ChildRelationshipDescribe {
    const { cascadeDelete, restrictDelete } = field;
    return { relationshipName, childObject, field: field.name, cascadeDelete, restrictDelete };
}

/** Standard objects of the platform with the additions of a project, and the project's own objects. */
class ProjectSchema implements Schema {
    private readonly definitions: ReadonlyMap<string, ObjectDefinition>;
    private readonly source: SchemaSource;
    private readonly described = new Map<string, SObjectDescribe>();
    /** Prefixes of the project's objects. */
    private readonly byPrefix = new Map<string, string>();
    private readonly customNames: string[] = [];
    /** Child relationships that the project's fields make, by lower-case name of the parent. */
    private readonly projectChildren = new Map<string, ChildRelationshipDescribe[]>();

    private readonly givenPrefixes: ReadonlyMap<string, string>;
    private readonly licences: Licences;

    constructor(source: SchemaSource, givenPrefixes: ReadonlyMap<string, string>, licences: Licences) {
        this.source = source;
        this.givenPrefixes = givenPrefixes;
        this.licences = licences;
        this.definitions = new Map(source.objects.map((definition) => [definition.name.toLowerCase(), definition]));
        this.describeCustomObjects();
        this.collectProjectChildren();
    }

    object(name: string): SObjectDescribe | null {
        const lowerName = name.toLowerCase();
        const known = this.described.get(lowerName);
        if (known !== undefined) {
            return known;
        }
        const standard = standardObjects().find(lowerName);
        if (standard === null || (!this.licences.eventMonitoring && needsEventMonitoring(standard.name))) {
            return null;
        }
        const described = this.describeStandard(standard, this.definitions.get(lowerName) ?? null);
        this.described.set(lowerName, described);
        return described;
    }

    objectByKeyPrefix(prefix: string): SObjectDescribe | null {
        const key = prefix.slice(0, 3);
        const name = this.byPrefix.get(key) ?? standardObjects().nameByKeyPrefix(key);
        return name === null ? null : this.object(name);
    }

    objects(): readonly SObjectDescribe[] {
        const names = new Set([...standardObjects().curatedNames(), ...this.customNames]);
        for (const definition of this.source.objects) {
            if (customKindOf(definition) === null) {
                names.add(standardObjects().find(definition.name)?.name ?? definition.name);
            }
        }
        return [...names]
            .sort()
            .map((name) => this.object(name))
            .filter((object) => object !== null);
    }

    private describeCustomObjects(): void {
        const counts = new Map<string, number>();
        const given = new Set(this.givenPrefixes.values());
        const prefixOf = (name: string, letter: string): string => {
            const known = this.givenPrefixes.get(name);
            if (known !== undefined) return known;
            const number = counts.get(letter) ?? 0;
            counts.set(letter, number + 1);
            const prefix = numberedPrefix(letter, number);
            return given.has(prefix) ? prefixOf(name, letter) : prefix;
        };
        const definitions = [...this.definitions.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
        for (const definition of definitions) {
            const kind = customKindOf(definition);
            if (kind !== null) {
                const traits = customTraits(definition, kind, prefixOf(definition.name, prefixLetters[kind]));
                const hasTab = this.source.tabs.some((tab) => tab.name.toLowerCase() === definition.name.toLowerCase());
                const fields = [
                    ...systemFieldsOf(definition, kind, hasTab),
                    ...this.recordTypeField(definition),
                    ...this.customFields(definition)
                ];
                this.addCustom(traits, kind === 'platformEvent' ? fields.map(neverUpdated) : fields);
                const share = shareObjectOf(definition);
                if (share !== null) {
                    this.addCustom(shareTraits(share.name, traits, prefixOf(share.name, 'a')), share.fields);
                }
            }
        }
    }

    private addCustom(traits: ObjectTraits, fields: readonly SlotlessField[]): void {
        const children = (): ChildRelationshipDescribe[] => this.projectChildren.get(traits.name.toLowerCase()) ?? [];
        this.described.set(traits.name.toLowerCase(), describeObject(traits, fields, children));
        this.customNames.push(traits.name);
        if (traits.keyPrefix !== null) {
            this.byPrefix.set(traits.keyPrefix, traits.name);
        }
    }

    /** Objects have the field once they have a record type. */
    private recordTypeField(definition: ObjectDefinition): SlotlessField[] {
        const field = standardObjects().find('Campaign')?.fieldNamed('RecordTypeId') ?? null;
        return definition.recordTypes.length === 0 || field === null ? [] : [describeStandardField(field, null)];
    }

    private customFields(definition: ObjectDefinition): SlotlessField[] {
        const context = this.fieldContext();
        return definition.fields.filter(isCustomField).flatMap((field) => describeCustomField(field, context));
    }

    private fieldContext(): CustomFieldContext {
        return {
            globalValueSet: (name) => this.source.globalValueSets.find((set) => set.name === name)?.values ?? null,
            summarizedField: (path) => {
                const [objectName = '', fieldName = ''] = path.split('.');
                const child = this.definitions.get(objectName.toLowerCase());
                const custom = child?.fields.find((field) => field.name.toLowerCase() === fieldName.toLowerCase());
                if (custom !== undefined && custom.summary === null) {
                    return describeCustomField(custom, this.fieldContext())[0] ?? null;
                }
                const standard = standardObjects().find(objectName)?.fieldNamed(fieldName) ?? null;
                return standard === null ? null : describeStandardField(standard, null);
            }
        };
    }

    private describeStandard(standard: StandardObject, definition: ObjectDefinition | null): SObjectDescribe {
        const changes = new Map(
            (definition?.fields ?? [])
                .filter((field) => !isCustomField(field))
                .map((field) => [field.name.toLowerCase(), field])
        );
        const hasRecordType = standard.fieldNamed('RecordTypeId') !== null;
        const fields = [
            ...standard.fields.map((field) =>
                describeStandardField(field, changes.get(field.name.toLowerCase()) ?? null)
            ),
            ...(definition === null || hasRecordType ? [] : this.recordTypeField(definition)),
            ...(definition === null ? [] : this.customFields(definition))
        ];
        const traits: ObjectTraits = {
            name: standard.name,
            label: definition?.label ?? standard.label,
            labelPlural: definition?.pluralLabel ?? standard.labelPlural,
            description: definition?.description ?? null,
            keyPrefix: standard.keyPrefix,
            kind: standard.kind,
            custom: false,
            isSetup: standard.isSetup,
            queryable: standard.queryable,
            createable: standard.createable,
            updateable: standard.updateable,
            deletable: standard.deletable,
            undeletable: standard.undeletable,
            triggerable: standard.triggerable,
            flowSubscribable: standard.flowSubscribable,
            curated: standard.curated,
            publishBehavior: standard.kind === 'platformEvent' ? 'PublishImmediately' : null,
            settingsType: null,
            sharingModel: definition?.sharingModel ?? 'ReadWrite',
            recordTypes: definition?.recordTypes ?? [],
            validationRules: definition?.validationRules ?? [],
            fieldSets: definition?.fieldSets ?? [],
            indexes: []
        };
        return describeObject(traits, fields, () => [
            ...this.standardChildren(standard),
            ...(this.projectChildren.get(standard.name.toLowerCase()) ?? [])
        ]);
    }

    private standardChildren(standard: StandardObject): ChildRelationshipDescribe[] {
        return standard.childRelationships.flatMap(({ relationshipName, childObject, field }) => {
            const childField = field === null ? null : (this.object(childObject)?.field(field) ?? null);
            return childField === null ? [] : [childOf(childObject, childField, relationshipName)];
        });
    }

    private collectProjectChildren(): void {
        for (const name of [...this.customNames, ...this.source.objects.map((definition) => definition.name)]) {
            const object = this.object(name);
            for (const field of object?.fields ?? []) {
                if (
                    (field.custom || object?.custom === true) &&
                    field.childRelationshipName !== null &&
                    object !== null
                ) {
                    this.addProjectChild(object.name, field, field.childRelationshipName);
                }
            }
        }
    }

    private addProjectChild(childObject: string, field: FieldDescribe, relationshipName: string): void {
        for (const parent of field.referenceTo) {
            const key = parent.toLowerCase();
            const children = this.projectChildren.get(key) ?? [];
            if (children.every((child) => child.childObject !== childObject || child.field !== field.name)) {
                children.push(childOf(childObject, field, relationshipName));
                this.projectChildren.set(key, children);
            }
        }
    }
}

/** A published event is not changed. */
function neverUpdated(field: SlotlessField): SlotlessField {
    return { ...field, updateable: false };
}

/** Add-ons by which an org has more objects. */
export interface Licences {
    readonly eventMonitoring: boolean;
}

/**
 * The schema of an org into which the project was deployed.
 * @param givenPrefixes key prefixes that objects have already, by API name; records that are kept have ids with them
 */
export function buildSchema(
    project: SchemaSource,
    givenPrefixes: ReadonlyMap<string, string> = new Map(),
    licences: Licences = { eventMonitoring: true }
): Schema {
    return new ProjectSchema(project, givenPrefixes, licences);
}
