import type {
    ChildRelationshipDescribe,
    FieldDescribe,
    FieldSetDescribe,
    IndexDescribe,
    ObjectKind,
    RecordTypeDescribe,
    SharingModel,
    SObjectDescribe,
    ValidationRuleDescribe
} from './schemaModel.ts';
import type { SlotlessField } from './systemFields.ts';

/** What an object is, its fields and children aside. */
export interface ObjectTraits {
    readonly name: string;
    readonly label: string;
    readonly labelPlural: string;
    readonly description: string | null;
    readonly keyPrefix: string | null;
    readonly kind: ObjectKind;
    readonly custom: boolean;
    readonly isSetup: boolean;
    readonly queryable: boolean;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly deletable: boolean;
    readonly undeletable: boolean;
    readonly triggerable: boolean;
    readonly flowSubscribable: boolean;
    readonly curated: boolean;
    readonly publishBehavior: 'PublishImmediately' | 'PublishAfterCommit' | null;
    readonly settingsType: 'Hierarchy' | 'List' | null;
    readonly sharingModel: SharingModel;
    readonly recordTypes: readonly RecordTypeDescribe[];
    readonly validationRules: readonly ValidationRuleDescribe[];
    readonly fieldSets: readonly FieldSetDescribe[];
    readonly indexes: readonly IndexDescribe[];
}

function byLowerName<Item>(items: readonly Item[], name: (item: Item) => string | null): ReadonlyMap<string, Item> {
    const index = new Map<string, Item>();
    for (const item of items) {
        const key = name(item)?.toLowerCase();
        if (key !== undefined && !index.has(key)) {
            index.set(key, item);
        }
    }
    return index;
}

class ObjectSchema implements SObjectDescribe {
    declare readonly name: string;
    declare readonly label: string;
    declare readonly labelPlural: string;
    declare readonly description: string | null;
    declare readonly keyPrefix: string | null;
    declare readonly kind: ObjectKind;
    declare readonly custom: boolean;
    declare readonly isSetup: boolean;
    declare readonly queryable: boolean;
    declare readonly createable: boolean;
    declare readonly updateable: boolean;
    declare readonly deletable: boolean;
    declare readonly undeletable: boolean;
    declare readonly triggerable: boolean;
    declare readonly flowSubscribable: boolean;
    declare readonly curated: boolean;
    declare readonly publishBehavior: 'PublishImmediately' | 'PublishAfterCommit' | null;
    declare readonly settingsType: 'Hierarchy' | 'List' | null;
    declare readonly sharingModel: SharingModel;
    declare readonly recordTypes: readonly RecordTypeDescribe[];
    declare readonly validationRules: readonly ValidationRuleDescribe[];
    declare readonly fieldSets: readonly FieldSetDescribe[];
    declare readonly indexes: readonly IndexDescribe[];
    readonly fields: readonly FieldDescribe[];
    readonly nameField: FieldDescribe | null;
    private readonly fieldIndex: ReadonlyMap<string, FieldDescribe>;
    private readonly relationshipIndex: ReadonlyMap<string, FieldDescribe>;
    private readonly recordTypeIndex: ReadonlyMap<string, RecordTypeDescribe>;
    private readonly resolveChildren: () => readonly ChildRelationshipDescribe[];
    private children: readonly ChildRelationshipDescribe[] | null = null;
    private childIndex: ReadonlyMap<string, ChildRelationshipDescribe> | null = null;

    constructor(
        traits: ObjectTraits,
        fields: readonly SlotlessField[],
        resolveChildren: () => readonly ChildRelationshipDescribe[]
    ) {
        Object.assign(this, traits);
        this.fields = fields.map((field, index) => ({ ...field, index }));
        this.nameField = this.fields.find((field) => field.nameField) ?? null;
        this.fieldIndex = byLowerName(this.fields, (field) => field.name);
        this.relationshipIndex = byLowerName(this.fields, (field) => field.relationshipName);
        this.recordTypeIndex = byLowerName(traits.recordTypes, (recordType) => recordType.developerName);
        this.resolveChildren = resolveChildren;
    }

    /** Resolved when first asked for: the children of a standard object are spread over hundreds of others. */
    get childRelationships(): readonly ChildRelationshipDescribe[] {
        this.children ??= this.resolveChildren();
        return this.children;
    }

    field(name: string): FieldDescribe | null {
        return this.fieldIndex.get(name.toLowerCase()) ?? null;
    }

    fieldByName(lowerName: string): FieldDescribe | null {
        return this.fieldIndex.get(lowerName) ?? null;
    }

    fieldByRelationship(name: string): FieldDescribe | null {
        return this.relationshipIndex.get(name.toLowerCase()) ?? null;
    }

    childRelationship(name: string): ChildRelationshipDescribe | null {
        this.childIndex ??= byLowerName(this.childRelationships, (child) => child.relationshipName);
        return this.childIndex.get(name.toLowerCase()) ?? null;
    }

    recordType(developerName: string): RecordTypeDescribe | null {
        return this.recordTypeIndex.get(developerName.toLowerCase()) ?? null;
    }
}

export function describeObject(
    traits: ObjectTraits,
    fields: readonly SlotlessField[],
    resolveChildren: () => readonly ChildRelationshipDescribe[]
): SObjectDescribe {
    return new ObjectSchema(traits, fields, resolveChildren);
}
