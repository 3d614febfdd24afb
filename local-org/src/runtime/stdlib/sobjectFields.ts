import type { ApexFieldType } from '../../project/schemaModel.ts';
import type { ApexType } from '../../semantics/types.ts';
import * as types from '../../semantics/types.ts';

const byName: Readonly<Record<ApexFieldType, ApexType>> = {
    Id: types.ID,
    String: types.STRING,
    Boolean: types.BOOLEAN,
    Integer: types.INTEGER,
    Long: types.LONG,
    Double: types.DOUBLE,
    Decimal: types.DECIMAL,
    Date: types.DATE,
    Datetime: types.DATETIME,
    Time: types.TIME,
    Blob: types.BLOB,
    Address: types.platformOf('System.Address'),
    Location: types.platformOf('System.Location'),
    Object: types.OBJECT
};

/** The Apex type of a record's field. */
export function fieldType(apexType: ApexFieldType): ApexType {
    return byName[apexType];
}
