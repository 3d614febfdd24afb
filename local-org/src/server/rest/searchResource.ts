import { SoqlError } from '../../data/index.ts';
import { searchRecords } from '../../data/sosl/search.ts';
import type { Org } from '../../org/index.ts';
import type { ApexList } from '../../runtime/collections.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { parseSosl } from '../../syntax/index.ts';
import type { SoslQuery } from '../../syntax/soql.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { attributesOf, fieldJson } from './recordJson.ts';

/** `/search?q=FIND {…} IN … RETURNING …`, with the user's rights. */
export class SearchResource {
    private readonly org: Org;

    constructor(org: Org) {
        this.org = org;
    }

    search(api: ApiCall): OrgResponse {
        const text = api.call.query.get('q');
        if (!text?.trim()) throw new ApiFault(400, 'MALFORMED_SEARCH', 'A search string has to be specified');
        const { query, diagnostics } = parseSosl(text);
        if (!query) throw new ApiFault(400, 'MALFORMED_SEARCH', diagnostics[0]?.message ?? 'unexpected token: <EOF>');
        if (query.returning.length === 0) unsupported('searches by REST without RETURNING');
        return json(200, { searchRecords: this.found(api, query).map((record) => searchedJson(record, api.version)) });
    }

    private found({ session }: ApiCall, query: SoslQuery): SObject[] {
        try {
            const rights = { userId: session.user.id, withSharing: true, userMode: true };
            const lists = searchRecords(this.org.data, query, [], rights);
            return (lists.items as ApexList[]).flatMap((list) => list.items as SObject[]);
        } catch (error) {
            if (error instanceof SoqlError && error.code === 'MALFORMED_QUERY')
                throw new ApiFault(400, 'MALFORMED_SEARCH', error.message);
            throw error;
        }
    }
}

function searchedJson(record: SObject, version: string): Record<string, unknown> {
    const json: Record<string, unknown> = { attributes: attributesOf(record, version) };
    for (const field of record.describe.fields) {
        const value = record.values[field.index];
        if (value !== undefined) json[field.name] = fieldJson(field, value);
    }
    return json;
}
