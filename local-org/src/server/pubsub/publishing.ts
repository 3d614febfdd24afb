import { randomUUID } from 'node:crypto';
import type { CallerOrg, OutgoingEvent } from './callerOrg.ts';
import type { ProducerEvent, PublishRequest, PublishResponse, PublishResult } from './messages.ts';
import { replayIdBytes } from './messages.ts';
import { invalidArgument } from './pubSubFault.ts';
import type { Schemas } from './schemas.ts';

/** Publishes a batch; events that are bad are told in its results. @throws PubSubFault when nothing of it can be published */
export async function publishBatch(
    org: CallerOrg,
    schemas: Schemas,
    request: PublishRequest
): Promise<PublishResponse> {
    if (request.events.length === 0) throw invalidArgument('A publish request must have at least one event.');
    const { schemaId } = await org.topic(request.topicName);
    const codec = await schemas.codecOf(org, schemaId);
    const read = request.events.map((event): OutgoingEvent | string => {
        if (event.schemaId !== schemaId)
            return `The schema of ${request.topicName} is ${schemaId}, not ${event.schemaId}.`;
        try {
            return { id: event.id, fields: codec.decode(event.payload) };
        } catch (error) {
            // Whatever avsc finds wrong with the bytes is the publisher's.
            return `The payload does not fit the schema: ${(error as Error).message}`;
        }
    });
    const good = read.filter((event) => typeof event !== 'string');
    const published = (good.length === 0 ? [] : await org.publish(request.topicName, good))[Symbol.iterator]();
    const results = read.map((event, position): PublishResult => {
        const key = request.events[position]!;
        if (typeof event === 'string') return refused(key, event);
        const { error, replayId, uuid } = published.next().value!;
        if (error !== null) return refused(key, error);
        return { replayId: replayIdBytes(replayId ?? 0), error: null, correlationKey: key.id || (uuid ?? '') };
    });
    return { results, schemaId, rpcId: randomUUID() };
}

function refused({ id }: ProducerEvent, msg: string): PublishResult {
    return { replayId: Buffer.alloc(0), error: { code: 'PUBLISH', msg }, correlationKey: id };
}
