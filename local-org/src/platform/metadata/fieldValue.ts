import type { OrgData } from '../../data/orgData.ts';
import { systemRowBy } from '../../data/systemRows.ts';
import type { FieldDescribe } from '../../project/index.ts';
import { unbox } from '../../runtime/boxes.ts';
import { ApexDate, ApexDatetime } from '../../runtime/dates.ts';
import { Decimal } from '../../runtime/decimal.ts';

/** A value that a field of a custom metadata record cannot take. */
export class RefusedValue extends Error {}

/**
 * The stored form of a Metadata.CustomMetadataValue.
 * @param value as Apex `Object` @throws RefusedValue with the problem in words
 */
export function deployedValue(org: OrgData, field: FieldDescribe, value: unknown): unknown {
    const plain = unbox(value);
    if (plain === null) return field.type === 'boolean' ? false : null;
    if (field.metadataRelationship) return relation(org, field, plain);
    const stored = converted(field, plain);
    if (stored === undefined) throw new RefusedValue(`The value of ${field.name} is not a ${field.apexType}.`);
    if (typeof stored === 'string' && field.length > 0 && stored.length > field.length) {
        throw new RefusedValue(`${field.label}: data value too large: ${stored} (max length=${field.length})`);
    }
    return stored;
}

/** Relations are deployed by name: the DeveloperName of a record, or the name of an object or field. */
function relation(org: OrgData, field: FieldDescribe, value: unknown): unknown {
    const target = field.referenceTo[0] ?? '';
    if (!target.toLowerCase().endsWith('__mdt')) return value;
    const row = systemRowBy(org, target, 'DeveloperName', value);
    if (!row) throw new RefusedValue(`${field.name}: there is no ${target} record named ${String(value)}.`);
    return row['Id'];
}

/** undefined when the types do not go together */
function converted(field: FieldDescribe, value: unknown): unknown {
    switch (field.apexType) {
        case 'Decimal':
            return decimal(field, value);
        case 'Integer':
            return typeof value === 'number' ? value : undefined;
        case 'Double':
            return value instanceof Decimal ? value.toNumber() : typeof value === 'number' ? value : undefined;
        case 'Boolean':
            return typeof value === 'boolean' ? value : undefined;
        case 'Date':
            return value instanceof ApexDate ? value : undefined;
        case 'Datetime':
            return value instanceof ApexDatetime ? new ApexDatetime(Math.floor(value.ms / 1000) * 1000) : undefined;
        default:
            return typeof value === 'string' ? (value === '' ? null : value) : undefined;
    }
}

function decimal(field: FieldDescribe, value: unknown): Decimal | undefined {
    const exact =
        value instanceof Decimal
            ? value
            : typeof value === 'number' || typeof value === 'bigint'
              ? Decimal.of(value)
              : undefined;
    return exact && exact.scale() > field.scale ? exact.setScale(field.scale, 'HALF_UP') : exact;
}
