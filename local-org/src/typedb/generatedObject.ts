import type { CuratedField } from './curatedNotation.ts';
import { parseCuratedField } from './curatedNotation.ts';
import { apexTypeOf, fieldTypeOf, isApexFieldType } from './fieldTypes.ts';
import type { StandardObjectData } from './standardObjectData.ts';

/** What the generated data tells of one object. */
export interface GeneratedObject {
    readonly fields: readonly CuratedField[];
    readonly children: readonly { readonly relationshipName: string; readonly childObject: string }[];
}

/** Columns that only exist with multi-currency, divisions or Salesforce to Salesforce switched on. */
const featureFields: ReadonlySet<string> = new Set([
    'CurrencyIsoCode',
    'Division',
    'ConnectionReceivedId',
    'ConnectionSentId'
]);

/** Columns of state and country picklists, which an org has only after switching them on. */
const codeField = /(State|Country)Code$/;

/** Fields that the platform sets on every object that has them. */
const systemFields: Readonly<Record<string, string>> = {
    Id: 'Id id readonly required defaulted',
    IsDeleted: 'IsDeleted boolean readonly required defaulted',
    CreatedDate: 'CreatedDate datetime readonly required defaulted',
    CreatedById: 'CreatedById ref User readonly required defaulted',
    LastModifiedDate: 'LastModifiedDate datetime readonly required defaulted',
    LastModifiedById: 'LastModifiedById ref User readonly required defaulted',
    SystemModstamp: 'SystemModstamp datetime readonly required defaulted',
    LastViewedDate: 'LastViewedDate datetime readonly',
    LastReferencedDate: 'LastReferencedDate datetime readonly',
    LastActivityDate: 'LastActivityDate date readonly',
    OwnerId: 'OwnerId ref User|Group required defaulted'
};

function fieldOf(name: string, notation: string): CuratedField | null {
    const known = systemFields[name];
    if (known !== undefined) {
        return parseCuratedField(known);
    }
    const [apexType = '', relationshipName, target] = notation.split('>');
    if (!isApexFieldType(apexType) || featureFields.has(name) || codeField.test(name)) {
        return null;
    }
    const type = fieldTypeOf(apexType);
    const line =
        type === 'reference'
            ? `${name} ref ${target ?? '-'} ${relationshipName === undefined ? 'norel' : `rel=${relationshipName}`}`
            : `${name} ${type === 'string' ? 'text' : type.toLowerCase()}${name === 'Name' ? ' name' : ''}`;
    const field = parseCuratedField(line);
    return { ...field, apexType: apexType === 'Double' ? apexType : apexTypeOf(type) };
}

export function generatedObject(data: StandardObjectData, name: string): GeneratedObject | null {
    const numbers = data.objects[name];
    if (numbers === undefined) {
        return null;
    }
    const entries = numbers.split(' ').map((number) => data.entries[Number.parseInt(number, 36)] ?? '');
    const fields: CuratedField[] = [];
    const children: { relationshipName: string; childObject: string }[] = [];
    for (const entry of entries) {
        const child = /^(\w+)<(\w+)$/.exec(entry);
        const field = /^(\w+):(.+)$/.exec(entry);
        if (child !== null) {
            children.push({ relationshipName: child[1] ?? '', childObject: child[2] ?? '' });
        } else if (field !== null) {
            const parsed = fieldOf(field[1] ?? '', field[2] ?? '');
            if (parsed !== null) {
                fields.push(parsed);
            }
        }
    }
    return { fields, children };
}
