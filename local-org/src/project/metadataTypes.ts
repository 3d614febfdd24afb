import { readFileSync } from 'node:fs';
import type { Findings } from './findings.ts';
import { rootTypes } from './rootTypes.ts';
import type { XmlElement } from './xml.ts';

interface MetadataTypeData {
    /** Elements of a type: `name type flag`, `*` for repeated, `?` for optional. */
    readonly types: Readonly<Record<string, readonly string[]>>;
    /** Values, separated by blanks. */
    readonly enumerations: Readonly<Record<string, string>>;
    /** Metadata type by the suffix of its files. */
    readonly suffixes: Readonly<Record<string, string>>;
}

interface ElementType {
    readonly type: string;
    readonly repeated: boolean;
    readonly required: boolean;
}

let data: MetadataTypeData | null = null;
const elementsByType = new Map<string, ReadonlyMap<string, ElementType>>();
const valuesByEnumeration = new Map<string, ReadonlySet<string>>();

function metadataTypeData(): MetadataTypeData {
    data ??= JSON.parse(
        readFileSync(new URL('./generated/metadata-types.json', import.meta.url), 'utf8')
    ) as MetadataTypeData;
    return data;
}

/** `permissionset` to `PermissionSet`; null for a suffix that the Metadata API does not have. */
export function metadataTypeOfSuffix(suffix: string): string | null {
    return metadataTypeData().suffixes[suffix] ?? null;
}

function elementsOf(type: string): ReadonlyMap<string, ElementType> | null {
    const known = elementsByType.get(type);
    if (known !== undefined) {
        return known;
    }
    const notation = metadataTypeData().types[type];
    if (notation === undefined) {
        return null;
    }
    const elements = new Map(
        notation.map((text) => {
            const [name = '', elementType = '', flag] = text.split(' ');
            return [name, { type: elementType, repeated: flag === '*', required: flag === undefined }];
        })
    );
    elementsByType.set(type, elements);
    return elements;
}

function valuesOf(enumeration: string): ReadonlySet<string> | null {
    const known = valuesByEnumeration.get(enumeration);
    if (known !== undefined) {
        return known;
    }
    const text = metadataTypeData().enumerations[enumeration];
    if (text === undefined) {
        return null;
    }
    const values = new Set(text.split(' '));
    valuesByEnumeration.set(enumeration, values);
    return values;
}

const readTypes: ReadonlySet<string> = new Set(rootTypes);

/** Whether files of that type are read element by element. */
export function isModelled(type: string): boolean {
    return readTypes.has(type);
}

/** Whether the Metadata API describes the elements of that type. Read by the deployability check of the project around. */
export function isDescribed(type: string): boolean {
    return elementsOf(type) !== null;
}

/** An element that the Metadata API declares without being optional, and that is absent. */
export interface AbsentElement {
    readonly parent: XmlElement;
    readonly type: string;
    readonly name: string;
}

/**
 * Declared elements that are absent anywhere below `element`; the platform tolerates some of them. Read by the
 * deployability check of the project around.
 */
export function absentElements(element: XmlElement, type: string): readonly AbsentElement[] {
    const elements = elementsOf(type);
    if (elements === null) {
        return [];
    }
    const present = new Set(element.children.map((child) => child.name));
    const absent = [...elements].flatMap(([name, { required }]) =>
        required && !present.has(name) ? [{ parent: element, type, name }] : []
    );
    const below = element.children.flatMap((child) => absentElements(child, elements.get(child.name)?.type ?? ''));
    return [...absent, ...below];
}

/**
 * Reports what a deployment would refuse about the shape of a file: elements that the type does not have, elements given
 * twice, values that are no boolean, number or member of the enumeration.
 */
export function checkShape(path: string, element: XmlElement, type: string, findings: Findings): void {
    const elements = elementsOf(type);
    if (elements === null) {
        checkValue(path, element, type, findings);
        return;
    }
    const seen = new Set<string>();
    for (const child of element.children) {
        const expected = elements.get(child.name);
        if (expected === undefined) {
            const message = `Element {http://soap.sforce.com/2006/04/metadata}${child.name} invalid at this location in type ${type}`;
            findings.report(path, child, 'unknown-element', message);
        } else if (!expected.repeated && seen.has(child.name)) {
            const message = `Element ${child.name} is duplicated at this location in type ${type}`;
            findings.report(path, child, 'duplicate-element', message);
        } else {
            checkShape(path, child, expected.type, findings);
        }
        seen.add(child.name);
    }
}

/** xsd:date, xsd:dateTime and xsd:time: the description of the types does not tell them apart. */
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T\d\d:\d\d:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

function checkValue(path: string, element: XmlElement, type: string, findings: Findings): void {
    const value = element.text.trim();
    const values = valuesOf(type);
    const invalid =
        (type === 'boolean' && value !== 'true' && value !== 'false') ||
        (type === 'Date' && !DATE.test(value) && !(element.name.endsWith('Time') && TIME.test(value))) ||
        (type === 'number' && (value === '' || !Number.isFinite(Number(value)))) ||
        (values !== null && !values.has(value));
    if (invalid && element.attributes['xsi:nil'] !== 'true') {
        const expected =
            values === null ? `expected a ${type}` : `expected one of ${[...values].slice(0, 40).join(', ')}`;
        const message = `'${value}' is not a valid value for ${element.name}: ${expected}`;
        findings.report(path, element, 'invalid-value', message);
    }
}
