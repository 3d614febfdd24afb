import type { SObjectDescribe } from '../../project/index.ts';
import { ApexMap } from '../../runtime/collections.ts';
import { definePlatformType } from '../../runtime/platform.ts';
import { ID, platformOf, STRING } from '../../semantics/types.ts';
import type { OrgData } from '../orgData.ts';
import { systemRows } from '../systemRows.ts';
import { asMembers } from './asMembers.ts';

/** Id that stands for "no record type". */
const MASTER_ID = '012000000000000AAA';

/** Schema.RecordTypeInfo */
export class RecordTypeValue {
    static readonly apexName = 'Schema.RecordTypeInfo';
    readonly id: string;
    readonly name: string;
    readonly developerName: string;
    readonly isActive: boolean;
    constructor(id: string, name: string, developerName: string, isActive: boolean) {
        this.id = id;
        this.name = name;
        this.developerName = developerName;
        this.isActive = isActive;
    }
}

/** The object's record types and the master that every object has. */
export function recordTypeInfos(org: OrgData, describe: SObjectDescribe): RecordTypeValue[] {
    const rows = org.schema.object('RecordType')
        ? systemRows(org, 'RecordType').filter((row) => row.SobjectType === describe.name)
        : [];
    return [
        ...rows.map(
            (row) =>
                new RecordTypeValue(
                    row.Id as string,
                    row.Name as string,
                    row.DeveloperName as string,
                    row.IsActive === true
                )
        ),
        new RecordTypeValue(MASTER_ID, 'Master', 'Master', true)
    ];
}

export function recordTypesBy(org: OrgData, describe: SObjectDescribe, key: 'id' | 'name' | 'developerName'): ApexMap {
    return ApexMap.of(
        key === 'id' ? ID : STRING,
        platformOf('Schema.RecordTypeInfo'),
        recordTypeInfos(org, describe).map((info) => [info[key], info] as const)
    );
}

definePlatformType('Schema.RecordTypeInfo', {
    ...asMembers<RecordTypeValue>({
        RecordTypeId: ({ id }) => id,
        Name: ({ name }) => name,
        DeveloperName: ({ developerName }) => developerName,
        Active: ({ isActive }) => isActive,
        Available: ({ isActive }) => isActive,
        Master: ({ id }) => id === MASTER_ID,
        DefaultRecordTypeMapping: ({ id }) => id === MASTER_ID
    }),
    isInstance: (value) => value instanceof RecordTypeValue
});
