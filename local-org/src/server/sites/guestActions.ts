import { mayUseField, mayUseObject, normalizeId } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObjectDescribe } from '../../project/index.ts';
import type { SObject } from '../../runtime/sobject.ts';
import type { RunningUser } from '../../runtime/transaction.ts';
import { runClientQuery } from '../rest/dataQuery.ts';
import { fieldJson } from '../rest/recordJson.ts';

/** An action that is answered with state ERROR. */
export class ActionFault extends Error {}

type Params = Readonly<Record<string, unknown>>;

const LARGEST_PAGE = 2000;

/** Controllers of the platform's own components, by which guests get at records. */
export const GUEST_ACTIONS: Readonly<Record<string, (org: Org, user: RunningUser, params: Params) => unknown>> = {
    'serviceComponent://ui.force.components.controllers.lists.selectableListDataProvider.SelectableListDataProviderController/ACTION$getItems':
        items,
    'serviceComponent://ui.force.components.controllers.detail.DetailController/ACTION$getRecord': record,
    'serviceComponent://ui.force.components.controllers.hostConfig.HostConfigController/ACTION$getConfigData': config
};

/** A page of an object's records. */
function items(org: Org, user: RunningUser, params: Params): unknown {
    const describe = readable(org, user, String(params['entityNameOrId']));
    const size = Math.min(LARGEST_PAGE, Math.max(1, Number(params['pageSize'] ?? 25)));
    const page = Math.max(0, Number(params['currentPage'] ?? 0));
    const text = `SELECT ${visibleFields(org, user, describe)} FROM ${describe.name} ORDER BY Id`;
    const { records } = runClientQuery(org, user.id, text, false);
    const result = records.slice(page * size, (page + 1) * size).map((row) => ({ record: recordJson(row) }));
    return { result, totalCount: params['getCount'] === true ? records.length : null };
}

function record(org: Org, user: RunningUser, params: Params): unknown {
    const id = normalizeId(String(params['recordId'])) ?? '';
    const describe = readable(org, user, org.schema.objectByKeyPrefix(id.slice(0, 3))?.name ?? '');
    const text = `SELECT ${visibleFields(org, user, describe)} FROM ${describe.name} WHERE Id = '${id}'`;
    const [row] = runClientQuery(org, user.id, text, false).records;
    if (!row)
        throw new ActionFault('You do not have the level of access necessary to perform the operation you requested.');
    return { record: recordJson(row) };
}

/** Objects that the guest may read, with their key prefixes. */
function config(org: Org, user: RunningUser): unknown {
    const permissions = org.data.permissionsOf(user.id);
    const objects = org.schema
        .objects()
        .filter(
            (describe) =>
                describe.keyPrefix !== null && describe.queryable && mayUseObject(permissions, describe, 'read')
        );
    return { apiNamesToKeyPrefixes: Object.fromEntries(objects.map(({ name, keyPrefix }) => [name, keyPrefix])) };
}

function readable(org: Org, user: RunningUser, name: string): SObjectDescribe {
    const describe = org.schema.object(name);
    if (!describe?.queryable || !mayUseObject(org.data.permissionsOf(user.id), describe, 'read'))
        throw new ActionFault(`You don't have access to the entity ${name}.`);
    return describe;
}

function visibleFields(org: Org, user: RunningUser, describe: SObjectDescribe): string {
    const permissions = org.data.permissionsOf(user.id);
    return describe.fields
        .filter((field) => field.type !== 'base64' && field.type !== 'address' && field.type !== 'location')
        .filter((field) => mayUseField(permissions, describe, field, 'read'))
        .map(({ name }) => name)
        .join(', ');
}

function recordJson(row: SObject): object {
    const values = row.describe.fields
        .filter(({ index }) => row.values[index] !== undefined)
        .map((field) => [field.name, fieldJson(field, row.values[field.index])]);
    return { ...(Object.fromEntries(values) as object), sobjectType: row.describe.name };
}
