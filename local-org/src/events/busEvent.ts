import type { SObjectDescribe } from '../project/index.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { SObject } from '../runtime/sobject.ts';

/** An event message on the bus. */
export interface BusEvent {
    readonly describe: SObjectDescribe;
    /** Rises within one channel, not always by one on the platform. */
    readonly replayId: number;
    readonly uuid: string;
    /** Milliseconds since 1970. */
    readonly publishedAt: number;
    readonly publisherId: string;
    /** By FieldDescribe.index. */
    readonly values: readonly unknown[];
}

/** An event that has left its publisher and has no place in its channel yet. */
export type SentEvent = Omit<BusEvent, 'replayId'>;

/** The event as a record: what triggers, flows and clients get. Each subscriber has his own copy. */
export function eventRecord(event: BusEvent): SObject {
    const record = new SObject(event.describe);
    const set = (name: string, value: unknown): void => {
        const field = event.describe.field(name);
        if (field) record.values[field.index] = value;
    };
    for (const field of event.describe.fields) record.values[field.index] = event.values[field.index] ?? null;
    set('ReplayId', String(event.replayId));
    set('EventUuid', event.uuid);
    set('CreatedDate', new ApexDatetime(Math.floor(event.publishedAt / 1000) * 1000));
    set('CreatedById', event.publisherId);
    return record;
}
