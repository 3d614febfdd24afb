import { parseQueryText } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import type { SoqlQuery } from '../../syntax/soql.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json, noContent } from '../http/responses.ts';
import type { Route } from '../http/routes.ts';
import type { OrgResponse } from '../protocol.ts';
import type { ToolingRow } from './rowQuery.ts';
import { queryRows } from './rowQuery.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A kind of component that clients create and change by its `FullName` and `Metadata`. */
export interface ComponentKind {
    readonly object: string;
    readonly fields: readonly string[];
    /** With Id, DeveloperName, FullName and Metadata at least. */
    rows(): readonly ToolingRow[];
    /** @returns its id @throws ApiFault */
    create(developerName: string, metadata: JsonObject): string;
    /** @param metadata what is not in it stays @throws ApiFault */
    update(id: string, metadata: JsonObject): void;
    remove(id: string): void;
}

const DEVELOPER_NAME = /^[a-z](?:_?[a-z0-9])*$/i;
/** Fields that the platform makes of the whole component: they are to be had of one row at a time. */
const WHOLE: ReadonlySet<string> = new Set(['fullname', 'metadata']);

/** `/tooling/sobjects/<kind>` and queries over the kinds. */
export class ComponentResource {
    private readonly org: Org;
    private readonly kinds: readonly ComponentKind[];

    constructor(org: Org, kinds: readonly ComponentKind[]) {
        this.org = org;
        this.kinds = kinds;
    }

    routes(): readonly Route<(api: ApiCall) => OrgResponse>[] {
        return this.kinds.flatMap((kind) => {
            const path = `/tooling/sobjects/${kind.object}`;
            return [
                { method: 'POST', pattern: path, handle: (api) => this.create(kind, api) },
                { method: 'GET', pattern: `${path}/{}`, handle: (api) => this.read(kind, api) },
                { method: 'PATCH', pattern: `${path}/{}`, handle: (api) => this.update(kind, api) },
                { method: 'DELETE', pattern: `${path}/{}`, handle: (api) => this.remove(kind, api) }
            ] satisfies Route<(api: ApiCall) => OrgResponse>[];
        });
    }

    /** `/tooling/query` over a kind; null for a query over another object. */
    query(api: ApiCall): OrgResponse | null {
        const query = parseQueryText(this.org.data, api.call.query.get('q') ?? '');
        const name = query.from[0]!.path.names[0]!.toLowerCase();
        const kind = this.kinds.find(({ object }) => object.toLowerCase() === name);
        if (!kind) return null;
        this.require(api, 'viewsetup');
        const { size, records } = queryRows(kind.object, kind.fields, kind.rows(), query);
        if (size > 1 && selectsWhole(query))
            throw new ApiFault(
                400,
                'MALFORMED_QUERY',
                'When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than ' +
                    `one row for retrieval. Result size: ${size}`
            );
        const entityTypeName = kind.object;
        return json(200, { size, totalSize: size, done: true, queryLocator: null, entityTypeName, records });
    }

    private create(kind: ComponentKind, api: ApiCall): OrgResponse {
        this.require(api, 'customizeapplication');
        const { FullName: name } = api.call.jsonObject();
        if (typeof name !== 'string') throw missing('FullName');
        if (!DEVELOPER_NAME.test(name))
            throw new ApiFault(400, 'INVALID_FULL_NAME', `${name} is no developer name.`, ['FullName']);
        if (kind.rows().some(({ DeveloperName }) => String(DeveloperName).toLowerCase() === name.toLowerCase()))
            throw new ApiFault(400, 'DUPLICATE_VALUE', `duplicate value found: DeveloperName`, ['DeveloperName']);
        const id = kind.create(name, metadataOf(api));
        return json(201, { id, success: true, errors: [], warnings: [], infos: [] });
    }

    private read(kind: ComponentKind, api: ApiCall): OrgResponse {
        this.require(api, 'viewsetup');
        return json(200, rowOf(kind, api));
    }

    private update(kind: ComponentKind, api: ApiCall): OrgResponse {
        this.require(api, 'customizeapplication');
        const { Id, FullName } = rowOf(kind, api);
        const { FullName: name = FullName } = api.call.jsonObject();
        if (name !== FullName) unsupported(`renaming of ${kind.object} by the Tooling API`);
        kind.update(String(Id), metadataOf(api));
        return noContent();
    }

    private remove(kind: ComponentKind, api: ApiCall): OrgResponse {
        this.require(api, 'customizeapplication');
        kind.remove(String(rowOf(kind, api).Id));
        return noContent();
    }

    private require({ session }: ApiCall, permission: string): void {
        if (this.org.data.permissionsOf(session.user.id).system.has(permission)) return;
        throw new ApiFault(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on entity');
    }
}

/** The `Metadata` of a request. @throws ApiFault REQUIRED_FIELD_MISSING */
export function metadataOf(api: ApiCall): JsonObject {
    const { Metadata: metadata } = api.call.jsonObject();
    if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) throw missing('Metadata');
    return metadata as JsonObject;
}

/** Members of a component's metadata, each one of some values; what is absent has its default. @throws ApiFault */
export class MetadataReader {
    private readonly metadata: JsonObject;

    /** @param known names of all members */
    constructor(metadata: JsonObject, known: readonly string[]) {
        this.metadata = metadata;
        const other = Object.keys(metadata).find((name) => !known.includes(name));
        if (other !== undefined)
            throw new ApiFault(400, 'JSON_PARSER_ERROR', `Unrecognized field "${other}"`, ['Metadata']);
    }

    has(member: string): boolean {
        return this.metadata[member] != null;
    }

    text(member: string, fallback?: string): string {
        const value = this.metadata[member] ?? fallback;
        if (value === undefined) throw missing(member);
        if (typeof value === 'string') return value;
        throw new ApiFault(400, 'INVALID_FIELD', `${member} must be a text`, ['Metadata']);
    }

    choice<T extends string>(member: string, allowed: readonly T[], fallback: T): T {
        const value = this.text(member, fallback);
        const choice = allowed.find((candidate) => candidate === value);
        if (choice !== undefined) return choice;
        throw new ApiFault(400, 'INVALID_INPUT', `${member} must be one of ${allowed.join(', ')}, not ${value}`, [
            'Metadata'
        ]);
    }
}

function rowOf(kind: ComponentKind, api: ApiCall): ToolingRow {
    const id = api.call.params[0]!;
    const row = kind.rows().find(({ Id }) => String(Id).slice(0, 15) === id.slice(0, 15));
    if (!row) throw notFound();
    return row;
}

function selectsWhole({ select }: SoqlQuery): boolean {
    return select.some((item) => item.kind === 'Field' && WHOLE.has(item.field.names[0]!.toLowerCase()));
}

function missing(field: string): ApiFault {
    return new ApiFault(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${field}]`, [field]);
}
