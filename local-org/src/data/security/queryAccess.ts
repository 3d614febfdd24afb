import type { QueryPlan } from '../soql/queryPlan.ts';
import { SoqlError, unknownColumnReason } from '../soql/soqlError.ts';
import { mayUseField, mayUseObject } from './effectivePermissions.ts';
import type { EffectivePermissions } from './effectivePermissions.ts';

/**
 * Object and field permissions of a query in user mode or with SECURITY_ENFORCED. User mode looks at every clause: a hidden
 * field does not exist for the user, a hidden object is denied. SECURITY_ENFORCED has one text for both.
 */
export function checkQueryAccess(plan: QueryPlan, permissions: EffectivePermissions, userMode: boolean): void {
    for (const describe of plan.objects) {
        if (mayUseObject(permissions, describe, 'read')) continue;
        throw userMode
            ? new SoqlError(
                  'INVALID_TYPE',
                  `Access to entity '${describe.name}' denied`,
                  '',
                  'System.SecurityException'
              )
            : inaccessible();
    }
    for (const { describe, field } of plan.fields) {
        if (mayUseField(permissions, describe, field, 'read')) continue;
        throw userMode
            ? new SoqlError('INVALID_FIELD', unknownColumnReason(field.name, describe.name))
            : inaccessible();
    }
}

function inaccessible(): SoqlError {
    return new SoqlError('INSUFFICIENT_ACCESS', 'Insufficient permissions: secure query included inaccessible field');
}
