import { normalizeId } from '../../data/index.ts';
import type { RowResult } from '../../dml/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObjectDescribe } from '../../project/index.ts';
import type { JsonNode } from '../../runtime/json/jsonTree.ts';
import { parseJson } from '../../runtime/json/jsonTree.ts';
import { SObject } from '../../runtime/sobject.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { runClientQuery } from './dataQuery.ts';
import { readRecord } from './recordInput.ts';
import { RecordWriter } from './recordJson.ts';
import type { RecordWrites } from './recordWrites.ts';

const MAX_RECORDS = 200;
const MAX_RETRIEVED = 2000;

/** `/composite/sobjects`: up to 200 records in one call. */
export class CollectionResource {
    private readonly org: Org;
    private readonly writes: RecordWrites;

    constructor(org: Org, writes: RecordWrites) {
        this.org = org;
        this.writes = writes;
    }

    create(api: ApiCall): OrgResponse {
        const { records, allOrNone } = this.read(api, 'create');
        return answer(this.writes.write(api.session.user, 'insert', records, { allOrNone }));
    }

    update(api: ApiCall): OrgResponse {
        const { records, allOrNone } = this.read(api, 'update');
        return answer(this.writes.write(api.session.user, 'update', records, { allOrNone }));
    }

    upsert(api: ApiCall): OrgResponse {
        const { records, allOrNone } = this.read(api, 'update');
        const results = this.writes.write(api.session.user, 'upsert', records, {
            allOrNone,
            upsertField: api.call.params[1]!
        });
        return json(
            200,
            results.map((result) => ({ ...resultJson(result), created: result.created }))
        );
    }

    remove(api: ApiCall): OrgResponse {
        const { query } = api.call;
        const records = (query.get('ids') ?? '')
            .split(',')
            .filter(Boolean)
            .map((text) => this.recordOf(text));
        checkCount(records.length);
        return answer(
            this.writes.write(api.session.user, 'delete', records, { allOrNone: query.get('allOrNone') === 'true' })
        );
    }

    /** `POST {ids, fields}` or `GET ?ids=&fields=`: the records in the order of the ids, null for those that are not there. */
    retrieve(api: ApiCall): OrgResponse {
        const { describe, ids, fields } = this.wanted(api);
        const list = ids.map((id) => `'${id}'`).join(',');
        const text = `SELECT ${['Id', ...fields].join(', ')} FROM ${describe.name} WHERE Id IN (${list})`;
        const { query, records } = runClientQuery(this.org, api.session.user.id, text, false);
        const writer = new RecordWriter(query, api.version, false);
        const byId = new Map(records.map((record) => [record.id, writer.write(record)]));
        return json(
            200,
            ids.map((id) => byId.get(id) ?? null)
        );
    }

    private wanted(api: ApiCall): { describe: SObjectDescribe; ids: string[]; fields: string[] } {
        const { call } = api;
        const listed = (name: string): unknown =>
            call.request.method === 'GET' ? call.query.get(name)?.split(',') : call.jsonObject()[name];
        const [ids, fields] = [listed('ids'), listed('fields')].map((value) =>
            Array.isArray(value) && value.every((item) => typeof item === 'string')
                ? value.map((item) => item.trim())
                : []
        ) as [string[], string[]];
        checkCount(ids.length, MAX_RETRIEVED);
        if (fields.length === 0) throw new ApiFault(400, 'REQUIRED_FIELD_MISSING', 'The request names no fields.');
        if (fields.some((field) => !/^[\w.]+$/.test(field)))
            throw new ApiFault(400, 'INVALID_FIELD', `No such column '${fields.join(', ')}'`);
        const describe = this.writes.describe(call.params[0]!);
        return {
            describe,
            fields: fields.filter((field) => field.toLowerCase() !== 'id'),
            ids: ids.map((id) => normalizeId(id) ?? malformed(id))
        };
    }

    private read(api: ApiCall, operation: 'create' | 'update'): { records: SObject[]; allOrNone: boolean } {
        const source = api.call.request.body;
        const body = parseJson(source);
        const permissions = this.org.data.permissionsOf(api.session.user.id);
        const items = memberOf(body, 'records');
        if (items?.kind !== 'array')
            throw new ApiFault(400, 'JSON_PARSER_ERROR', 'The body must have a list of records at [line:1, column:1]');
        checkCount(items.items.length);
        const records = items.items.map((item) => {
            const type = memberOf(memberOf(item, 'attributes'), 'type');
            const describe = type?.kind === 'string' ? this.org.schema.object(type.text) : null;
            if (!describe)
                throw new ApiFault(
                    400,
                    'INVALID_TYPE',
                    `sObject type '${type?.kind === 'string' ? type.text : ''}' is not supported.`
                );
            return readRecord(describe, item, { schema: this.org.schema, permissions, operation, source }, null);
        });
        const allOrNone = memberOf(body, 'allOrNone');
        return { records, allOrNone: allOrNone?.kind === 'boolean' && allOrNone.text === 'true' };
    }

    private recordOf(text: string): SObject {
        const id = normalizeId(text);
        const describe = id && this.org.schema.objectByKeyPrefix(id.slice(0, 3));
        if (!describe) return malformed(text);
        const record = new SObject(describe);
        record.values[describe.field('Id')!.index] = id;
        return record;
    }
}

function malformed(id: string): never {
    throw new ApiFault(400, 'MALFORMED_ID', `malformed id ${id}`);
}

function checkCount(count: number, most = MAX_RECORDS): void {
    if (count === 0) throw new ApiFault(400, 'REQUIRED_FIELD_MISSING', 'The request has no records.');
    if (count > most)
        throw new ApiFault(
            400,
            'EXCEEDED_ID_LIMIT',
            `record limit reached. cannot submit more than ${most} records into this call`
        );
}

function answer(results: readonly RowResult[]): OrgResponse {
    return json(200, results.map(resultJson));
}

function resultJson({ id, errors }: RowResult): Record<string, unknown> {
    const told = errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields }));
    return errors.length ? { success: false, errors: told } : { id, success: true, errors: [] };
}

function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
    return node?.kind === 'object' ? node.fields.find((field) => field.name === name)?.value : undefined;
}
