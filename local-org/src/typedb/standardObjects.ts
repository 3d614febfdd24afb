import type { CuratedField, CuratedObject } from './curatedNotation.ts';
import { indexCuratedObjects, parseCuratedObject } from './curatedNotation.ts';
import { labelOfName } from './fieldTypes.ts';
import type { GeneratedObject } from './generatedObject.ts';
import { generatedObject } from './generatedObject.ts';
import type {
    StandardChildRelationship,
    StandardField,
    StandardObject,
    StandardObjectKind,
    StandardObjects
} from './model.ts';
import { parseMonitoringObject } from './monitoringNotation.ts';
import { accessObjects } from './overrides/accessObjects.ts';
import { contentObjects } from './overrides/contentObjects.ts';
import { crmObjects } from './overrides/crmObjects.ts';
import { monitoringObjects } from './overrides/monitoringObjects.ts';
import { platformObjects } from './overrides/platformObjects.ts';
import type { StandardObjectData } from './standardObjectData.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The key prefix of that number: `a00`, `a01` and so on, taking the next of `firsts` when one is used up. */
export function numberedPrefix(firsts: string, number: number): string {
    const perFirst = digits.length * digits.length;
    const first = firsts[Math.floor(number / perFirst)];
    if (first === undefined) {
        throw new Error(`no key prefix left after ${firsts}`);
    }
    const rest = number % perFirst;
    return `${first}${digits[Math.floor(rest / digits.length)]}${digits[rest % digits.length]}`;
}

/** Change events and cache-only key events start Apex triggers but no flows. */
const triggerOnlyEvent = /ChangeEvent$|^RemoteKeyCalloutEvent$/;

/** What an object without a curated description is, by the platform's naming. */
function guessedFlags(name: string, generated: GeneratedObject): ReadonlySet<string> {
    const fields = new Set(generated.fields.map((field) => field.name));
    if (fields.has('ReplayId')) {
        return new Set(triggerOnlyEvent.test(name) ? ['stream', 'trigger'] : ['stream']);
    }
    return new Set(/(History|Feed)$/.test(name) ? ['readonly', 'notrigger'] : []);
}

class ExpandedObject implements StandardObject {
    readonly name: string;
    readonly label: string;
    readonly labelPlural: string;
    readonly keyPrefix: string | null;
    readonly kind: StandardObjectKind;
    readonly isSetup: boolean;
    readonly queryable: boolean;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly deletable: boolean;
    readonly undeletable: boolean;
    readonly triggerable: boolean;
    readonly flowSubscribable: boolean;
    readonly curated: boolean;
    readonly fields: readonly CuratedField[];
    private readonly fieldIndex: ReadonlyMap<string, CuratedField>;
    private readonly resolveChildren: () => readonly StandardChildRelationship[];
    private children: readonly StandardChildRelationship[] | null = null;

    constructor(
        object: CuratedObject,
        curated: boolean,
        keyPrefix: string,
        resolveChildren: () => readonly StandardChildRelationship[]
    ) {
        const { flags } = object;
        this.name = object.name;
        this.label = object.label;
        this.labelPlural = object.labelPlural;
        this.kind = flags.has('stream') ? 'platformEvent' : flags.has('bigobject') ? 'bigObject' : 'standard';
        this.keyPrefix = this.kind === 'platformEvent' ? null : keyPrefix;
        const isEventData = flags.has('stream') || flags.has('bigobject') || flags.has('store');
        const isReadOnly = flags.has('readonly') || isEventData;
        this.isSetup = flags.has('setup');
        this.queryable = !flags.has('noquery') && this.kind !== 'platformEvent';
        this.createable = !isReadOnly && !flags.has('nocreate');
        this.updateable = !isReadOnly && !flags.has('noupdate');
        this.deletable = !isReadOnly && !flags.has('nodelete');
        this.undeletable =
            this.deletable && !flags.has('noundelete') && object.fields.some((field) => field.name === 'IsDeleted');
        this.triggerable = isEventData ? flags.has('trigger') : !flags.has('notrigger') && !isReadOnly;
        this.flowSubscribable = flags.has('flow');
        this.curated = curated;
        this.fields = object.fields;
        this.fieldIndex = new Map(object.fields.map((field) => [field.name.toLowerCase(), field]));
        this.resolveChildren = resolveChildren;
    }

    get childRelationships(): readonly StandardChildRelationship[] {
        this.children ??= this.resolveChildren();
        return this.children;
    }

    fieldNamed(name: string): StandardField | null {
        return this.fieldIndex.get(name.toLowerCase()) ?? null;
    }
}

/** Objects of a Dev Hub; a client that finds them takes the org for one. */
const DEV_HUB_OBJECTS = ['ActiveScratchOrg', 'NamespaceRegistry', 'ScratchOrgInfo'];

/** Standard objects over the generated data and the curated descriptions; expanded when first asked for. */
export class StandardObjectDatabase implements StandardObjects {
    private readonly data: StandardObjectData;
    private readonly curated: ReadonlyMap<string, string>;
    private readonly monitoring: ReadonlyMap<string, string>;
    private readonly spelling = new Map<string, string>();
    private readonly sortedNames: readonly string[];
    private readonly positions: ReadonlyMap<string, number>;
    private readonly namesOfCurated: readonly string[];
    private readonly expanded = new Map<string, ExpandedObject>();
    private prefixes: Map<string, string> | null = null;

    constructor(data: StandardObjectData) {
        this.data = data;
        this.curated = indexCuratedObjects([crmObjects, contentObjects, accessObjects, platformObjects]);
        this.monitoring = indexCuratedObjects([monitoringObjects]);
        const curatedNames = [...this.curated.values(), ...this.monitoring.values()].map((section) =>
            section.slice(0, section.indexOf(' '))
        );
        this.namesOfCurated = curatedNames.sort();
        for (const name of [...Object.keys(data.objects), ...curatedNames]) {
            this.spelling.set(name.toLowerCase(), name);
        }
        const allNames = [...this.spelling.values()].sort();
        // Substitute key prefixes, which are in stored ids, depend on the place in the whole list.
        this.positions = new Map(allNames.map((name, index) => [name, index]));
        for (const name of DEV_HUB_OBJECTS) this.spelling.delete(name.toLowerCase());
        this.sortedNames = allNames.filter((name) => this.spelling.has(name.toLowerCase()));
    }

    names(): readonly string[] {
        return this.sortedNames;
    }

    curatedNames(): readonly string[] {
        return this.namesOfCurated;
    }

    nameByKeyPrefix(keyPrefix: string): string | null {
        if (this.prefixes === null) {
            this.prefixes = new Map();
            for (const name of this.namesOfCurated) {
                const prefix = this.find(name)?.keyPrefix ?? null;
                if (prefix !== null) {
                    this.prefixes.set(prefix, name);
                }
            }
        }
        return this.prefixes.get(keyPrefix) ?? null;
    }

    find(name: string): StandardObject | null {
        const lowerName = name.toLowerCase();
        const known = this.expanded.get(lowerName);
        if (known !== undefined) {
            return known;
        }
        const spelledName = this.spelling.get(lowerName);
        if (spelledName === undefined) {
            return null;
        }
        const object = this.expand(spelledName, lowerName);
        this.expanded.set(lowerName, object);
        return object;
    }

    private expand(name: string, lowerName: string): ExpandedObject {
        const generated = generatedObject(this.data, name);
        const curatedSection = this.curated.get(lowerName);
        const monitoringSection = this.monitoring.get(lowerName);
        const description =
            curatedSection !== undefined
                ? parseCuratedObject(curatedSection)
                : monitoringSection !== undefined
                  ? parseMonitoringObject(monitoringSection)
                  : null;
        const children = generated?.children ?? [];
        const resolveChildren = (): StandardChildRelationship[] =>
            children.map((child) => ({
                ...child,
                field: this.childField(name, child.relationshipName, child.childObject)
            }));
        if (description === null) {
            const label = labelOfName(name);
            const fields = generated?.fields ?? [];
            const flags = generated === null ? new Set<string>() : guessedFlags(name, generated);
            const object = { name, keyPrefix: null, label, labelPlural: `${label}s`, flags, fields };
            return new ExpandedObject(object, false, this.substitutePrefix(name), resolveChildren);
        }
        const fields = description.flags.has('partial')
            ? mergeFields(generated?.fields ?? [], description.fields)
            : withRelationshipsOf(description.fields, generated);
        const prefix = description.keyPrefix ?? this.substitutePrefix(name);
        return new ExpandedObject({ ...description, fields }, true, prefix, resolveChildren);
    }

    /** Objects whose real prefix is not public get one from a range that no object uses: standard prefixes start with a digit. */
    private substitutePrefix(name: string): string {
        return numberedPrefix('XYZ', this.positions.get(name) ?? 0);
    }

    /** The child's reference that a list of children stands for; null when several could be meant. */
    private childField(parent: string, relationshipName: string, childObject: string): string | null {
        const child = this.find(childObject);
        if (!(child instanceof ExpandedObject)) {
            return null;
        }
        const references = child.fields.filter((field) => field.referenceTo.includes(parent));
        const named = references.find((field) => field.childRelationshipName === relationshipName);
        if (named !== undefined) {
            return named.name;
        }
        return references.length === 1 ? (references[0]?.name ?? null) : null;
    }
}

/** Fields of the generated data, those of the description replacing or following them. */
function mergeFields(generated: readonly CuratedField[], described: readonly CuratedField[]): CuratedField[] {
    const byName = new Map(described.map((field) => [field.name, field]));
    const kept = generated.map((field) => byName.get(field.name) ?? field);
    const names = new Set(kept.map((field) => field.name));
    return [...kept, ...described.filter((field) => !names.has(field.name))];
}

/** The platform offers a relationship only where the type data has one. */
function withRelationshipsOf(
    described: readonly CuratedField[],
    generated: GeneratedObject | null
): readonly CuratedField[] {
    if (generated === null) {
        return described;
    }
    const byName = new Map(generated.fields.map((field) => [field.name, field]));
    return described.map((field) => {
        const known = byName.get(field.name);
        return field.relationshipName !== null && known?.relationshipName !== undefined && field.type === 'reference'
            ? { ...field, relationshipName: known.relationshipName }
            : field;
    });
}
