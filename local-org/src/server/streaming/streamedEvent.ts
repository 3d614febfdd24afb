import type { BusEvent } from '../../events/index.ts';
import { eventRecord } from '../../events/index.ts';
import { fieldJson } from '../rest/recordJson.ts';
import type { StreamMessage } from '../protocol.ts';
import { RawNumber } from '../http/jsonText.ts';
import { ENVELOPE_FIELDS, eventSchema } from './eventSchema.ts';

/** An event as a streaming client gets it. */
export function streamedEvent(event: BusEvent): StreamMessage {
    const record = eventRecord(event);
    const payload: Record<string, unknown> = {};
    for (const field of record.describe.fields) {
        if (ENVELOPE_FIELDS.has(field.name)) continue;
        const value = fieldJson(field, record.values[field.index]);
        payload[field.name] = value instanceof RawNumber ? Number(value.text) : value;
    }
    const { id } = eventSchema(record.describe);
    return { schema: id, payload, event: { replayId: event.replayId, EventUuid: event.uuid } };
}
