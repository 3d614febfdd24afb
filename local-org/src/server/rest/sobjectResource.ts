import { mayUseField } from '../../data/index.ts';
import type { RowResult } from '../../dml/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObjectDescribe } from '../../project/index.ts';
import { parseJson } from '../../runtime/json/jsonTree.ts';
import { readTyped } from '../../runtime/json/deserialize.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { fieldType } from '../../runtime/stdlib/sobjectFields.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json, noContent } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { runClientQuery } from './dataQuery.ts';
import { RecordWriter } from './recordJson.ts';
import { readRecord } from './recordInput.ts';
import type { RecordWrites } from './recordWrites.ts';

/** `/sobjects/X`, `/sobjects/X/<id>` and `/sobjects/X/<external id field>/<value>`. */
export class SObjectResource {
    private readonly org: Org;
    private readonly writes: RecordWrites;

    constructor(org: Org, writes: RecordWrites) {
        this.org = org;
        this.writes = writes;
    }

    create(api: ApiCall): OrgResponse {
        const describe = this.writes.describe(api.call.params[0]!);
        const record = this.record(api, describe, 'create', null);
        const result = this.single(this.writes.write(api.session.user, 'insert', [record], { allOrNone: true }));
        return json(
            201,
            { id: result.id, success: true, errors: [] },
            { location: this.address(api, describe, result.id!) }
        );
    }

    retrieve(api: ApiCall): OrgResponse {
        const [object, id] = api.call.params;
        const describe = this.writes.describe(object!);
        const record = this.writes.existing(api.session.user, describe, id!);
        const permissions = this.org.data.permissionsOf(api.session.user.id);
        const wanted = api.call.query
            .get('fields')
            ?.split(',')
            .map((name) => name.trim());
        const names =
            wanted ??
            describe.fields
                .filter((field) => mayUseField(permissions, describe, field, 'read'))
                .map(({ name }) => name);
        const text = `SELECT ${names.join(', ')} FROM ${describe.name} WHERE Id = '${record.id}'`;
        const { query, records } = runClientQuery(this.org, api.session.user.id, text, false);
        if (!records[0]) throw notFound();
        return json(200, new RecordWriter(query, api.version, false).write(records[0]));
    }

    update(api: ApiCall): OrgResponse {
        const [object, id] = api.call.params;
        const describe = this.writes.describe(object!);
        const existing = this.writes.existing(api.session.user, describe, id!);
        const record = this.record(api, describe, 'update', existing.id);
        this.single(this.writes.write(api.session.user, 'update', [record], { allOrNone: true }));
        return noContent();
    }

    remove(api: ApiCall): OrgResponse {
        const [object, id] = api.call.params;
        const record = this.writes.existing(api.session.user, this.writes.describe(object!), id!);
        this.single(this.writes.write(api.session.user, 'delete', [record], { allOrNone: true }));
        return noContent();
    }

    upsert(api: ApiCall): OrgResponse {
        const [object, fieldName, value] = api.call.params;
        const describe = this.writes.describe(object!);
        const field = describe.field(fieldName!);
        if (!field?.externalId)
            throw new ApiFault(404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible');
        const record = this.record(api, describe, 'update', null);
        record.values[field.index] = readTyped({ kind: 'string', text: value!, start: 0 }, fieldType(field.apexType), {
            source: value!,
            strict: true
        });
        const result = this.single(
            this.writes.write(api.session.user, 'upsert', [record], { allOrNone: true, upsertField: field.name })
        );
        return json(result.created ? 201 : 200, { id: result.id, success: true, errors: [], created: result.created });
    }

    private record(
        api: ApiCall,
        describe: SObjectDescribe,
        operation: 'create' | 'update',
        id: string | null
    ): SObject {
        const source = api.call.request.body;
        const permissions = this.org.data.permissionsOf(api.session.user.id);
        return readRecord(describe, parseJson(source), { schema: this.org.schema, permissions, operation, source }, id);
    }

    /** @throws ApiFault with the first error of a record that failed */
    private single([result]: readonly RowResult[]): RowResult {
        const error = result!.errors[0];
        if (error) throw new ApiFault(statusOf(error.statusCode), error.statusCode, error.message, error.fields);
        return result!;
    }

    private address(api: ApiCall, describe: SObjectDescribe, id: string): string {
        return `/services/data/v${api.version}/sobjects/${describe.name}/${id}`;
    }
}

const FORBIDDEN: ReadonlySet<string> = new Set([
    'INSUFFICIENT_ACCESS_OR_READONLY',
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY'
]);

function statusOf(statusCode: string): number {
    if (FORBIDDEN.has(statusCode)) return 403;
    return statusCode === 'ENTITY_IS_DELETED' ? 404 : 400;
}
