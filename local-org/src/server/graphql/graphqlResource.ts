import type { DocumentNode, FieldNode, SelectionSetNode, ValueNode } from 'graphql';
import { GraphQLError, parse, valueFromASTUntyped } from 'graphql';
import { SoqlError } from '../../data/index.ts';
import type { Monitoring } from '../../monitoring/index.ts';
import { PolicyRefusal } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObjectDescribe } from '../../project/index.ts';
import type { SObject } from '../../runtime/sobject.ts';
import type { ApiCall } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { runClientQuery } from '../rest/dataQuery.ts';
import { fieldJson } from '../rest/recordJson.ts';
import { requestFacts } from '../rest/requester.ts';
import { soqlCondition } from './graphqlFilter.ts';
import { GraphqlFault } from './graphqlFault.ts';

const DEFAULT_FIRST = 10;
const LARGEST_FIRST = 2000;

type Variables = Readonly<Record<string, unknown>>;

/** `POST /graphql`: the records of `uiapi { query { … } }`, each object a query of its own to monitoring. */
export class GraphqlResource {
    private readonly org: Org;
    private readonly monitoring: Monitoring;

    constructor(org: Org, monitoring: Monitoring) {
        this.org = org;
        this.monitoring = monitoring;
    }

    query(api: ApiCall): OrgResponse {
        const { query, variables } = api.call.jsonObject();
        try {
            const operation = queryOf(parse(String(query)));
            const given = (variables ?? {}) as Variables;
            return json(200, { data: this.level(api, operation, given, ['uiapi', 'query']), errors: [] });
        } catch (fault) {
            return json(200, { data: null, errors: [errorOf(fault)] });
        }
    }

    /** Goes down to the objects of `uiapi { query { … } }`. */
    private level(api: ApiCall, selection: SelectionSetNode, variables: Variables, names: readonly string[]): object {
        const [expected, ...rest] = names;
        const answers = fieldsOf(selection).map((field) => {
            if (expected === undefined) return [keyOf(field), this.records(api, field, variables)];
            if (field.name.value !== expected || !field.selectionSet)
                throw new GraphqlFault(`LOC-002: The local org does not support ${field.name.value} in GraphQL.`);
            return [keyOf(field), this.level(api, field.selectionSet, variables, rest)];
        });
        return Object.fromEntries(answers) as object;
    }

    /** `Account(first: 10, where: {…}, orderBy: {…}, after: "…") { edges { node { … } } pageInfo { … } totalCount }` */
    private records(api: ApiCall, node: FieldNode, variables: Variables): object {
        const describe = this.org.schema.object(node.name.value);
        if (!describe) throw new GraphqlFault(`Unknown object ${node.name.value}.`);
        const args = Object.fromEntries(
            (node.arguments ?? []).map(({ name, value }) => [
                name.value,
                valueFromASTUntyped(value as ValueNode, variables)
            ])
        );
        const unknown = Object.keys(args).find((name) => !['first', 'after', 'where', 'orderBy'].includes(name));
        if (unknown !== undefined)
            throw new GraphqlFault(`LOC-002: The local org does not support ${unknown} in GraphQL.`);
        const selected = node.selectionSet ? fieldsOf(node.selectionSet) : [];
        const nodeFields = selected
            .filter(({ name }) => name.value === 'edges')
            .flatMap(({ selectionSet }) => (selectionSet ? fieldsOf(selectionSet) : []))
            .filter(({ name }) => name.value === 'node')
            .flatMap(({ selectionSet }) => (selectionSet ? fieldsOf(selectionSet) : []));
        const text = soqlOf(describe, nodeFields, args);
        const { records: all, entities } = runClientQuery(this.org, api.session.user.id, text, false);
        const from = args['after'] === undefined ? 0 : positionOf(args['after']);
        const first = Math.min(LARGEST_FIRST, Math.max(1, Number(args['first'] ?? DEFAULT_FIRST)));
        const page = all.slice(from, from + first);
        this.monitoring.query(requestFacts(api), {
            operation: 'Query',
            query: text,
            entities,
            rowsProcessed: page.length,
            rowsReturned: page.length,
            elapsedMs: this.org.clock.now() - api.startedAt,
            recordIds: page.map(({ id }) => id!)
        });
        return Object.fromEntries(
            selected.map((field) => {
                switch (field.name.value) {
                    case 'edges':
                        return [keyOf(field), page.map((record) => ({ node: nodeJson(record, nodeFields) }))];
                    case 'totalCount':
                        return [keyOf(field), all.length];
                    case 'pageInfo':
                        return [
                            keyOf(field),
                            {
                                hasNextPage: from + page.length < all.length,
                                endCursor: Buffer.from(`v1:${from + page.length}`).toString('base64')
                            }
                        ];
                    default:
                        throw new GraphqlFault(
                            `LOC-002: The local org does not support ${field.name.value} in GraphQL.`
                        );
                }
            })
        );
    }
}

function soqlOf(
    describe: SObjectDescribe,
    nodeFields: readonly FieldNode[],
    args: Readonly<Record<string, unknown>>
): string {
    const names = nodeFields.map((field) => fieldName(describe, field));
    return [
        `SELECT ${[...new Set(['Id', ...names])].join(', ')} FROM ${describe.name}`,
        ...(args['where'] == null ? [] : [`WHERE ${soqlCondition(describe, args['where'])}`]),
        ...(args['orderBy'] == null ? [] : [`ORDER BY ${orderOf(describe, args['orderBy'])}`])
    ].join(' ');
}

function queryOf({ definitions }: DocumentNode): SelectionSetNode {
    const [definition, ...others] = definitions;
    if (definition?.kind !== 'OperationDefinition' || definition.operation !== 'query' || others.length > 0)
        throw new GraphqlFault('LOC-002: The local org supports one query without fragments in GraphQL.');
    return definition.selectionSet;
}

function fieldsOf({ selections }: SelectionSetNode): FieldNode[] {
    return selections.map((selection) =>
        selection.kind === 'Field' ? selection : refuse('LOC-002: The local org does not support fragments in GraphQL.')
    );
}

function refuse(message: string): never {
    throw new GraphqlFault(message);
}

function keyOf({ alias, name }: FieldNode): string {
    return alias?.value ?? name.value;
}

function fieldName(describe: SObjectDescribe, { name }: FieldNode): string {
    const field = describe.field(name.value);
    if (!field)
        throw new GraphqlFault(
            `LOC-002: ${describe.name} has no field ${name.value}, or it is a relationship, which the local org does not follow in GraphQL.`
        );
    return field.name;
}

/** Ids stand for themselves; every other field is an object with its value. */
function nodeJson(record: SObject, fields: readonly FieldNode[]): object {
    return Object.fromEntries(
        fields.map((node) => {
            const field = record.describe.field(node.name.value)!;
            const value = fieldJson(field, record.values[field.index]);
            if (field.name === 'Id') return [keyOf(node), value];
            const members = node.selectionSet ? fieldsOf(node.selectionSet) : [];
            return [
                keyOf(node),
                Object.fromEntries(
                    members.map((member) =>
                        member.name.value === 'value'
                            ? [keyOf(member), value]
                            : refuse(`LOC-002: The local org does not support ${member.name.value} in GraphQL.`)
                    )
                )
            ];
        })
    );
}

function orderOf(describe: SObjectDescribe, orderBy: unknown): string {
    return Object.entries(orderBy as Readonly<Record<string, { order?: string; nulls?: string }>>)
        .map(([name, { order = 'ASC', nulls = 'FIRST' }]) => {
            const field = describe.field(name);
            if (!field) throw new GraphqlFault(`Unknown field ${name} of ${describe.name}.`);
            return `${field.name} ${order === 'DESC' ? 'DESC' : 'ASC'} NULLS ${nulls === 'LAST' ? 'LAST' : 'FIRST'}`;
        })
        .join(', ');
}

function positionOf(cursor: unknown): number {
    const position = Number(/^v1:(\d+)$/.exec(Buffer.from(String(cursor), 'base64').toString('utf8'))?.[1] ?? NaN);
    return Number.isNaN(position) ? refuse('The cursor is none that was handed out.') : position;
}

function errorOf(fault: unknown): object {
    const entry = (message: string, errorType: string): object => ({
        message,
        locations: [],
        extensions: { ErrorType: errorType }
    });
    if (fault instanceof GraphqlFault) return entry(fault.message, fault.errorType);
    if (fault instanceof GraphQLError) return entry(fault.message, 'InvalidSyntax');
    if (fault instanceof PolicyRefusal || fault instanceof SoqlError) return entry(fault.message.trim(), fault.code);
    throw fault;
}
