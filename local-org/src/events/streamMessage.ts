import { createHash } from 'node:crypto';
import type { Schema, SObjectDescribe } from '../project/index.ts';
import { ApexDate, ApexDatetime, ApexTime, calendarDay } from '../runtime/dates.ts';
import { Decimal } from '../runtime/decimal.ts';
import { isoDate, isoTime } from '../runtime/isoText.ts';
import type { BusEvent } from './busEvent.ts';
import { eventRecord } from './busEvent.ts';

/** An event as clients of the streaming API get it. */
export interface EventMessage {
    /** Changes when the fields of the event do. */
    readonly schema: string;
    /** Field values as in JSON of the REST API. */
    readonly payload: Readonly<Record<string, unknown>>;
    readonly event: { readonly replayId: number; readonly EventUuid: string };
}

const CHANNEL = /^\/event\/(\w+)$/;

/** The event behind `/event/Low_Ink__e`, null when there is none. */
export function eventOfChannel(schema: Schema, channel: string): SObjectDescribe | null {
    const name = CHANNEL.exec(channel)?.[1];
    const describe = name === undefined ? null : schema.object(name);
    return describe?.kind === 'platformEvent' ? describe : null;
}

export function streamMessage(event: BusEvent): EventMessage {
    const { describe, replayId, uuid } = event;
    const { values } = eventRecord(event);
    const shown = describe.fields.filter(({ name }) => name !== 'ReplayId' && name !== 'EventUuid' && name !== 'Id');
    return {
        schema: schemaId(describe),
        payload: Object.fromEntries(shown.map(({ name, index }) => [name, jsonValue(values[index] ?? null)])),
        event: { replayId, EventUuid: uuid }
    };
}

const schemaIds = new WeakMap<SObjectDescribe, string>();

function schemaId(describe: SObjectDescribe): string {
    let id = schemaIds.get(describe);
    if (id === undefined) {
        const shape = [describe.name, ...describe.fields.map(({ name, type }) => `${name}:${type}`)].join('|');
        id = createHash('sha256').update(shape).digest('base64url').slice(0, 22);
        schemaIds.set(describe, id);
    }
    return id;
}

function jsonValue(value: unknown): unknown {
    if (value instanceof ApexDatetime) return new Date(value.ms).toISOString();
    if (value instanceof ApexDate) return isoDate(calendarDay(value.days));
    if (value instanceof ApexTime) return `${isoTime(value.ms)}Z`;
    if (value instanceof Decimal) return value.toNumber();
    return typeof value === 'bigint' ? Number(value) : value;
}
