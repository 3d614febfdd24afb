import { apexTypeOf, labelOfName } from './fieldTypes.ts';
import type { FieldType, PicklistEntry, StandardField } from './model.ts';

/**
 * The notation of `overrides/*Objects.ts`. An object starts with
 * `# Name prefix "Label" "Plural label" flags`, `-` standing for an unknown prefix. Then one field per line:
 * `Name type [size] flags ["Label"] [: value | *default value]`. Types: `text 80`, `textarea 1000`, `picklist`,
 * `combobox 255`, `boolean`, `int`, `long`, `double 18,2`, `currency`, `percent`, `date`, `datetime`, `time`, `email`,
 * `phone`, `url`, `base64`, `address`, `anytype`, `id`, `ref Account|Contact`. Flags: `required`, `readonly` (the
 * platform sets it), `createonly`, `defaulted`, `name`, `unique`, `cs` (case-sensitive), `external`, `restricted`,
 * `calc`, `cascade`, `restrict`, `norel` (no relationship to traverse), `auto={0000}`, `default=formula`,
 * `in=Compound`, `rel=Name`, `child=Name`. `@name` lines insert the groups of `fieldGroups` below.
 */
export interface CuratedObject {
    readonly name: string;
    readonly keyPrefix: string | null;
    readonly label: string;
    readonly labelPlural: string;
    readonly flags: ReadonlySet<string>;
    readonly fields: readonly CuratedField[];
}

export interface CuratedField extends StandardField {
    readonly childRelationshipName: string | null;
}

const textLengths: Readonly<Partial<Record<FieldType, number>>> = {
    id: 18,
    reference: 18,
    string: 255,
    textarea: 32000,
    picklist: 255,
    multipicklist: 4099,
    combobox: 255,
    email: 80,
    phone: 40,
    url: 255,
    encryptedstring: 175
};

const typeNames: Readonly<Record<string, FieldType>> = {
    text: 'string',
    ref: 'reference',
    anytype: 'anyType',
    ...Object.fromEntries(
        (
            'textarea picklist multipicklist combobox boolean int long double currency percent date datetime time ' +
            'email phone url base64 address location id'
        )
            .split(' ')
            .map((name) => [name, name])
    )
};

const readOnly = 'readonly required defaulted';

function addressGroup(argument: string): string[] {
    const prefix = argument === '-' ? '' : argument;
    const inside = `in=${prefix}Address`;
    return [
        `${prefix}Street textarea 255 ${inside}`,
        `${prefix}City text 40 ${inside}`,
        `${prefix}State text 80 ${inside} "${labelOfName(`${prefix}State`)}/Province"`,
        `${prefix}PostalCode text 20 ${inside} "${labelOfName(`${prefix}Zip`)}/Postal Code"`,
        `${prefix}Country text 80 ${inside}`,
        `${prefix}Latitude double 18,15 ${inside}`,
        `${prefix}Longitude double 18,15 ${inside}`,
        `${prefix}GeocodeAccuracy picklist restricted ${inside} : Address | NearAddress | Block | Street | ExtendedZip | Zip | Neighborhood | City | County | State | Unknown`,
        `${prefix}Address address readonly`
    ];
}

const whatTargets = 'Account|Opportunity|Campaign|Case|Asset|Contract|Order|Product2';

const fieldGroups: Readonly<Record<string, (argument: string) => string[]>> = {
    id: () => [`Id id ${readOnly}`],
    deleted: () => [`IsDeleted boolean ${readOnly}`],
    audit: () => [
        `CreatedDate datetime ${readOnly}`,
        `CreatedById ref User ${readOnly}`,
        `LastModifiedDate datetime ${readOnly}`,
        `LastModifiedById ref User ${readOnly}`,
        `SystemModstamp datetime ${readOnly}`
    ],
    viewed: () => ['LastViewedDate datetime readonly', 'LastReferencedDate datetime readonly'],
    owner: (targets) => [`OwnerId ref ${targets} required defaulted`],
    person: () => [
        'LastName text 80 required in=Name',
        'FirstName text 40 in=Name',
        'Salutation picklist in=Name : Mr. | Ms. | Mrs. | Dr. | Prof. | Mx.',
        'Name text 121 readonly required name calc "Full Name"'
    ],
    address: addressGroup,
    activity: (child) => [
        `WhoId ref Contact|Lead child=${child} "Name ID"`,
        `WhatId ref ${whatTargets} child=${child} "Related To ID"`,
        'WhoCount int readonly "Relation Count"',
        'WhatCount int readonly "Related To Count"'
    ]
};

function picklistOf(values: string): PicklistEntry[] {
    return values.split(' | ').map((text) => {
        const isDefault = text.startsWith('*');
        const value = (isDefault ? text.slice(1) : text).trim();
        return { value, label: value, isDefault, isActive: true };
    });
}

/** Reads one field line, e.g. `Name text 255 required name "Account Name"`. */
export function parseCuratedField(line: string): CuratedField {
    const split = line.indexOf(' : ');
    const definition = split === -1 ? line : line.slice(0, split);
    const picklistValues = split === -1 ? [] : picklistOf(line.slice(split + 3));
    const tokens = definition.match(/"[^"]*"|\S+/g) ?? [];
    const [name = '', typeName = '', ...rest] = tokens;
    const type = typeNames[typeName];
    if (type === undefined) {
        throw new Error(`curated object data: unknown type in '${line}'`);
    }
    const argument = type === 'reference' || /^[\d,]+$/.test(rest[0] ?? '') ? (rest.shift() ?? '') : '';
    const label = rest.find((token) => token.startsWith('"'))?.slice(1, -1) ?? labelOfName(name);
    const flags = new Set(rest.filter((token) => !token.includes('=') && !token.startsWith('"')));
    const options = new Map(rest.filter((token) => token.includes('=')).map((token) => splitOption(token)));
    const isNumber =
        type === 'double' || type === 'currency' || type === 'percent' || type === 'int' || type === 'long';
    const [precision = 0, scale = 0] = isNumber
        ? (argument || (type === 'int' ? '9' : '18')).split(',').map(Number)
        : [];
    const isReference = type === 'reference';
    const defaultEntry = picklistValues.find((entry) => entry.isDefault);
    const defaultValue = options.get('default') ?? (defaultEntry === undefined ? null : `'${defaultEntry.value}'`);
    const isReadOnly = flags.has('readonly') || options.has('auto');
    return {
        name,
        label,
        type,
        apexType: apexTypeOf(type),
        length: isNumber ? 0 : isReference ? 18 : argument === '' ? (textLengths[type] ?? 0) : Number(argument),
        precision,
        scale,
        referenceTo: isReference && argument !== '-' ? argument.split('|') : [],
        relationshipName: isReference && !flags.has('norel') ? (options.get('rel') ?? name.replace(/Id$/, '')) : null,
        childRelationshipName: options.get('child') ?? null,
        nillable: !flags.has('required') && type !== 'boolean',
        unique: flags.has('unique'),
        externalId: flags.has('external'),
        caseSensitive: flags.has('cs'),
        createable: !isReadOnly,
        updateable: !isReadOnly && !flags.has('createonly'),
        defaultedOnCreate: flags.has('defaulted') || defaultValue !== null || type === 'boolean' || options.has('auto'),
        autoNumber: options.has('auto'),
        displayFormat: options.get('auto') ?? null,
        nameField: flags.has('name'),
        restrictedPicklist: flags.has('restricted'),
        picklistValues,
        defaultValue: defaultValue ?? (type === 'boolean' && !isReadOnly ? 'FALSE' : null),
        compoundFieldName: options.get('in') ?? null,
        calculated: flags.has('calc'),
        deleteRule: flags.has('cascade') ? 'cascade' : flags.has('restrict') ? 'restrict' : 'setNull'
    };
}

function splitOption(token: string): [string, string] {
    const at = token.indexOf('=');
    return [token.slice(0, at), token.slice(at + 1)];
}

/** Object texts by lower-case name, not yet parsed. */
export function indexCuratedObjects(texts: readonly string[]): Map<string, string> {
    const index = new Map<string, string>();
    for (const section of texts.flatMap((text) => text.split(/^# /m).slice(1))) {
        index.set(section.slice(0, section.indexOf(' ')).toLowerCase(), section);
    }
    return index;
}

export function parseCuratedObject(section: string): CuratedObject {
    const [header = '', ...lines] = section.split('\n').filter((line) => line.trim() !== '');
    const [name = '', prefix = '-', ...rest] = header.match(/"[^"]*"|\S+/g) ?? [];
    const labels = rest.filter((token) => token.startsWith('"')).map((token) => token.slice(1, -1));
    const fields = lines.flatMap((line) => {
        if (!line.startsWith('@')) {
            return [line];
        }
        const [group = '', argument = ''] = line.slice(1).split(' ');
        const expand = fieldGroups[group];
        if (expand === undefined) {
            throw new Error(`curated object data: unknown group '${line}' in ${name}`);
        }
        return expand(argument);
    });
    return {
        name,
        keyPrefix: prefix === '-' ? null : prefix,
        label: labels[0] ?? labelOfName(name),
        labelPlural: labels[1] ?? `${labelOfName(name)}s`,
        flags: new Set(rest.filter((token) => !token.startsWith('"'))),
        fields: fields.map(parseCuratedField)
    };
}
