import { EventBusKey, publish } from '../../events/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObjectDescribe } from '../../project/index.ts';
import type { JsonNode } from '../../runtime/json/jsonTree.ts';
import { parseJson } from '../../runtime/json/jsonTree.ts';
import { ApexException } from '../../runtime/exceptions.ts';
import { SObject } from '../../runtime/sobject.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { Session } from '../auth/session.ts';
import type { OrgResponse } from '../protocol.ts';
import { readRecord } from '../rest/recordInput.ts';
import { eventOfChannel, mayPublish, mayRead } from './channels.ts';
import { eventSchema } from './eventSchema.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface Published {
    readonly uuid: string | null;
    readonly replayId: number | null;
    readonly error: string | null;
}

/** `/local-org/topics`, `/schemas` and `/events`: what the Pub/Sub API asks the org, over the connection that the main thread holds. */
export class TopicResource {
    private readonly org: Org;

    constructor(org: Org) {
        this.org = org;
    }

    /** `?name=/event/X__e` @throws ApiFault UNKNOWN_CHANNEL, INSUFFICIENT_ACCESS */
    topic(call: Call, session: Session): OrgResponse {
        const topicName = call.query.get('name') ?? '';
        const describe = eventOfChannel(this.org, topicName);
        const canPublish = mayPublish(this.org, session, describe);
        const canSubscribe = mayRead(this.org, session, describe);
        if (!canPublish && !canSubscribe) throw noAccess(describe);
        return json(200, { topicName, canPublish, canSubscribe, schemaId: eventSchema(describe).id });
    }

    /** `?id=` @throws ApiFault NOT_FOUND for a schema of an event that the user has no access to as well */
    schema(call: Call, session: Session): OrgResponse {
        const id = call.query.get('id');
        const event = this.org.schema
            .objects()
            .find((describe) => describe.kind === 'platformEvent' && eventSchema(describe).id === id);
        if (!event || !(mayRead(this.org, session, event) || mayPublish(this.org, session, event)))
            throw notFound(`There is no schema ${id ?? ''}.`);
        return json(200, { schemaJson: eventSchema(event).json });
    }

    /** `{topic, events: [{id, fields}]}`: one result for each event. @throws ApiFault UNKNOWN_CHANNEL, INSUFFICIENT_ACCESS */
    publish(call: Call, session: Session): OrgResponse {
        const source = call.request.body;
        const { topic, events } = call.jsonObject() as { topic: string; events: readonly { id: string }[] };
        const describe = eventOfChannel(this.org, topic);
        if (!mayPublish(this.org, session, describe)) throw noAccess(describe);
        const nodes = memberOf(parseJson(source), 'events');
        const read =
            nodes?.kind === 'array' ? nodes.items.map((node) => this.read(describe, node, session, source)) : [];
        read.forEach((record, position) => setUuid(record, events[position]!.id));
        const published = this.send(
            session,
            read.filter((record) => record instanceof SObject)
        );
        return json(
            200,
            read.map((record): Published =>
                record instanceof SObject ? published.shift()! : { uuid: null, replayId: null, error: record.message }
            )
        );
    }

    private read(describe: SObjectDescribe, node: JsonNode, session: Session, source: string): SObject | Error {
        const permissions = this.org.data.permissionsOf(session.user.id);
        const fields = memberOf(node, 'fields')!;
        try {
            return readRecord(
                describe,
                fields,
                { schema: this.org.schema, permissions, operation: 'create', source },
                null
            );
        } catch (error) {
            if (error instanceof ApiFault || error instanceof ApexException) return error;
            throw error;
        }
    }

    private send({ user }: Session, records: readonly SObject[]): Published[] {
        if (records.length === 0) return [];
        const options = { userMode: true, keepEmptyText: true };
        const results = this.org.execute({ user, quiddity: 'SYNCHRONOUS', isAsync: false }, (transaction) =>
            publish(transaction, records, options)
        );
        const bus = this.org.services.get(EventBusKey);
        return results.map(({ isSuccess, operationId: uuid, errors }) =>
            isSuccess
                ? { uuid, replayId: uuid === null ? null : bus.replayIdOf(uuid), error: null }
                : { uuid: null, replayId: null, error: errors.map(({ error }) => error.message).join(' ') }
        );
    }
}

/** An event that its publisher has named keeps that name. */
function setUuid(record: SObject | Error, id: string): void {
    if (!(record instanceof SObject) || !UUID.test(id)) return;
    const field = record.describe.field('EventUuid');
    if (field) record.values[field.index] = id;
}

function noAccess({ name }: SObjectDescribe): ApiFault {
    return new ApiFault(403, 'INSUFFICIENT_ACCESS', `403::User doesn't have access to ${name}`);
}

function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
    return node?.kind === 'object' ? node.fields.find((field) => field.name === name)?.value : undefined;
}
