import type { SObjectDescribe } from '../../project/index.ts';
import { throwApex } from '../../runtime/exceptions.ts';
import type { DescribeService } from '../../runtime/services.ts';
import { Describe } from '../../runtime/services.ts';
import { SObject } from '../../runtime/sobject.ts';
import { currentTransaction } from '../../runtime/transaction.ts';
import type { OrgData } from '../orgData.ts';
import { FieldDescription, FieldSetValue, ObjectDescription } from './describeValues.ts';

/** Describe information of one org. */
export class OrgDescribe implements DescribeService {
    readonly org: OrgData;

    constructor(org: OrgData) {
        this.org = org;
    }

    newRecord(object: string): SObject {
        return new SObject(this.object(object));
    }

    objectOfId(id: string): SObjectDescribe | null {
        return this.org.schema.objectByKeyPrefix(id.slice(0, 3));
    }

    describeObject(object: string): ObjectDescription {
        return new ObjectDescription(this.org, this.object(object));
    }

    describeField(object: string, field: string): FieldDescription {
        const describe = this.object(object);
        const found =
            describe.field(field) ??
            throwApex('System.SObjectException', `Invalid field ${field} for ${describe.name}`);
        return new FieldDescription(this.org, describe, found);
    }

    fieldSet(object: string, name: string): FieldSetValue | null {
        const describe = this.object(object);
        const found = describe.fieldSets.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
        return found ? new FieldSetValue(describe, found) : null;
    }

    private object(name: string): SObjectDescribe {
        return this.org.schema.object(name) ?? throwApex('System.TypeException', `Invalid sobject type: ${name}`);
    }
}

/** The describe service of the running transaction. */
export function orgDescribe(): OrgDescribe {
    const service = currentTransaction().services.get(Describe);
    if (service instanceof OrgDescribe) return service;
    throw new Error('The transaction was put together without OrgDescribe.');
}
