import type { ApexFieldType, FieldType } from './model.ts';

const apexTypes: Readonly<Partial<Record<FieldType, ApexFieldType>>> = {
    id: 'Id',
    reference: 'Id',
    boolean: 'Boolean',
    int: 'Integer',
    long: 'Long',
    double: 'Decimal',
    currency: 'Decimal',
    percent: 'Decimal',
    date: 'Date',
    datetime: 'Datetime',
    time: 'Time',
    base64: 'Blob',
    address: 'Address',
    location: 'Location',
    complexvalue: 'Object',
    anyType: 'Object'
};

/** Type of the field in Apex. Number fields are Decimal there even though describe calls them double. */
export function apexTypeOf(type: FieldType): ApexFieldType {
    return apexTypes[type] ?? 'String';
}

const displayTypes: Readonly<Record<ApexFieldType, FieldType>> = {
    Id: 'reference',
    String: 'string',
    Boolean: 'boolean',
    Integer: 'int',
    Long: 'long',
    Double: 'double',
    Decimal: 'double',
    Date: 'date',
    Datetime: 'datetime',
    Time: 'time',
    Blob: 'base64',
    Address: 'address',
    Location: 'location',
    Object: 'anyType'
};

/** The most general field type for an Apex type, where nothing more is known of the field. */
export function fieldTypeOf(apexType: ApexFieldType): FieldType {
    return displayTypes[apexType];
}

export function isApexFieldType(name: string): name is ApexFieldType {
    return Object.hasOwn(displayTypes, name);
}

/** `AnnualRevenue` to `Annual Revenue`, `OwnerId` to `Owner ID`, `IsDeleted` to `Deleted`. */
export function labelOfName(name: string): string {
    const words = name
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
        .replace(/ Id$/, ' ID');
    return /^Is [A-Z]/.test(words) ? words.slice(3) : words;
}
