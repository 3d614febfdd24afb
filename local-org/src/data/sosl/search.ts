import type { FieldDescribe, SObjectDescribe } from '../../project/index.ts';
import { ApexList } from '../../runtime/collections.ts';
import { unbox } from '../../runtime/boxes.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { listOf, SOBJECT, sobjectOf } from '../../semantics/types.ts';
import type { SoqlQuery, SoslQuery } from '../../syntax/soql.ts';
import type { OrgData } from '../orgData.ts';
import { mayUseField } from '../security/effectivePermissions.ts';
import { runQuery } from '../soql/runQuery.ts';
import { SoqlError } from '../soql/soqlError.ts';
import type { StoredRow } from '../store/table.ts';

const NAME_TYPES: ReadonlySet<string> = new Set(['string', 'textarea', 'email', 'phone', 'url', 'picklist']);
const MAX_ROWS = 2000;

export interface SearchRights {
    readonly userId: string;
    readonly withSharing: boolean;
    /** With the user's object and field permissions: fields that are hidden from him are not searched either. */
    readonly userMode: boolean;
}

/**
 * Search by words with `*` and `?` over the text fields of each RETURNING object. The platform's index knows languages and synonyms;
 * here every word of the search must be a word of one of the fields.
 */
export function searchRecords(
    org: OrgData,
    query: SoslQuery,
    binds: readonly unknown[],
    rights: SearchRights
): ApexList {
    if (query.withClauses.length) unsupported(`SOSL clause WITH ${query.withClauses[0]}`);
    const text =
        query.search.kind === 'Bind'
            ? unbox(binds[0] ?? null)
            : query.search.kind === 'String'
              ? query.search.value
              : null;
    if (typeof text !== 'string' || text.trim().length < 2) {
        throw new SoqlError(
            'MALFORMED_QUERY',
            'search term must be longer than one character',
            '',
            'System.SearchException'
        );
    }
    const words = text.trim().toLowerCase().split(/\s+/).map(wordPattern);
    const lists = query.returning.map((target) => {
        const describe = org.schema.object(target.object);
        if (!describe) throw new SoqlError('INVALID_TYPE', `sObject type '${target.object}' is not supported.`);
        const inner = asSoql(query, target);
        const { records } = runQuery(org, inner, {
            ...rights,
            binds: query.search.kind === 'Bind' ? binds.slice(1) : binds,
            countRows: () => undefined
        });
        const table = org.store.table(describe);
        const searched = searchedFields(describe, query.scope).filter(
            (field) => !rights.userMode || mayUseField(org.permissionsOf(rights.userId), describe, field, 'read')
        );
        const found = records.filter((record) => matches(searched, table.get(record.id!)!, words)).slice(0, MAX_ROWS);
        return new ApexList(sobjectOf(describe.name), found);
    });
    return new ApexList(listOf(SOBJECT), lists);
}

function asSoql(query: SoslQuery, target: SoslQuery['returning'][number]): SoqlQuery {
    if (target.limit || target.offset) unsupported('LIMIT and OFFSET inside RETURNING of a SOSL query');
    return {
        kind: 'SoqlQuery',
        span: query.span,
        text: query.text,
        select: target.fields,
        from: [{ path: { names: [target.object], span: query.span }, alias: null }],
        usingScope: null,
        where: target.where,
        withClause: null,
        groupBy: null,
        having: null,
        orderBy: target.orderBy,
        limit: null,
        offset: null,
        forClauses: [],
        allRows: false,
        updateStatistics: []
    };
}

function wordPattern(word: string): RegExp {
    const source = word
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*/g, '\\S*')
        .replace(/\?/g, '\\S');
    return new RegExp(`(?:^|[\\s@.,;:/-])${source}(?:$|[\\s@.,;:/-])`);
}

function searchedFields(describe: SObjectDescribe, scope: SoslQuery['scope']): FieldDescribe[] {
    return describe.fields.filter((field) => {
        if (scope === 'NAME') return field.nameField || field.compoundFieldName === 'Name';
        if (scope === 'EMAIL') return field.type === 'email';
        return scope === 'PHONE' ? field.type === 'phone' : NAME_TYPES.has(field.type);
    });
}

function matches(fields: readonly FieldDescribe[], row: StoredRow, words: readonly RegExp[]): boolean {
    const text = fields
        .map((field) => row.values[field.index])
        .filter((value) => typeof value === 'string')
        .join(' ')
        .toLowerCase();
    return words.every((word) => word.test(text));
}
