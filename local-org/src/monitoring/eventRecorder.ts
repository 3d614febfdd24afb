import { randomUUID } from 'node:crypto';
import type { FieldValues } from '../data/index.ts';
import { insertSystemRow } from '../data/index.ts';
import { emitSystemEvent, EventBusKey } from '../events/index.ts';
import type { Org } from '../org/index.ts';
import type { SObjectDescribe } from '../project/index.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { Decimal } from '../runtime/decimal.ts';
import { SObject } from '../runtime/sobject.ts';
import { asPlatform } from './platformWrites.ts';
import type { Requester } from './requester.ts';

/** A kind of monitoring event: where it is stored, and on which channel it is streamed. */
export interface EventKind {
    readonly store: string;
    readonly stream: string | null;
}

export const API_QUERY: EventKind = { store: 'ApiEvent', stream: 'ApiEventStream' };
export const BULK_RESULT: EventKind = { store: 'BulkApiResultEventStore', stream: 'BulkApiResultEvent' };
export const LOGIN: EventKind = { store: 'LoginEvent', stream: 'LoginEventStream' };
export const LOGIN_AS: EventKind = { store: 'LoginAsEvent', stream: 'LoginAsEventStream' };
export const LOGOUT: EventKind = { store: 'LogoutEvent', stream: 'LogoutEventStream' };
export const REPORT: EventKind = { store: 'ReportEvent', stream: 'ReportEventStream' };
export const LIST_VIEW: EventKind = { store: 'ListViewEvent', stream: 'ListViewEventStream' };
export const FILE: EventKind = { store: 'FileEventStore', stream: 'FileEvent' };
export const PERMISSION_SET: EventKind = { store: 'PermissionSetEventStore', stream: 'PermissionSetEvent' };

/** Makes, stores and streams the events of real-time event monitoring. */
export class EventRecorder {
    private readonly org: Org;

    constructor(org: Org) {
        this.org = org;
    }

    /** The event as policies get it: a record of the storage object. Fields that the object lacks are left out. */
    record(kind: EventKind, requester: Requester, values: FieldValues): SObject {
        const describe = this.describe(kind.store);
        const record = new SObject(describe);
        const all: FieldValues = {
            EventIdentifier: randomUUID(),
            EventDate: this.org.clock.now(),
            CreatedDate: this.org.clock.now(),
            ...requesterFields(requester),
            ...values
        };
        for (const [name, value] of Object.entries(all)) {
            const field = describe.field(name);
            if (field) record.values[field.index] = fieldValue(field.apexType, value);
        }
        return record;
    }

    /** Keeps the event and streams it. */
    keep(kind: EventKind, record: SObject, outcome: FieldValues = {}): void {
        for (const [name, value] of Object.entries(outcome)) {
            const field = record.describe.field(name);
            if (field) record.values[field.index] = fieldValue(field.apexType, value);
        }
        const values = Object.fromEntries(
            record.describe.fields
                .filter(({ index }) => record.values[index] !== undefined)
                .map(({ name, index }) => [name, record.values[index]])
        );
        asPlatform(this.org, () => insertSystemRow(this.org.data, kind.store, values));
        if (kind.stream !== null) this.stream(kind.stream, values);
    }

    /** Puts an event on its channel; fields that the stream names differently or lacks are left out. */
    stream(name: string, values: FieldValues): void {
        const describe = this.describe(name);
        const known = Object.entries(values).filter(([field]) => describe.field(field) !== null && field !== 'Id');
        const { clock, services, users } = this.org;
        emitSystemEvent(
            services.get(EventBusKey),
            describe,
            Object.fromEntries(known),
            clock.now(),
            users.automatedProcess().id
        );
    }

    describe(object: string): SObjectDescribe {
        const describe = this.org.schema.object(object);
        if (!describe) throw new Error(`The schema has no object ${object}.`);
        return describe;
    }
}

function requesterFields({
    user,
    sourceIp,
    sessionKey,
    loginKey,
    loginHistoryId,
    connectedAppId
}: Requester): FieldValues {
    return {
        UserId: user.id,
        Username: user.username,
        ProfileId: user.profileId || null,
        SourceIp: sourceIp,
        SessionKey: sessionKey,
        LoginKey: loginKey,
        LoginHistoryId: loginHistoryId,
        ConnectedAppId: connectedAppId,
        SessionLevel: 'STANDARD'
    };
}

/** @param value a plain JavaScript value; datetimes as milliseconds */
export function fieldValue(apexType: string, value: unknown): unknown {
    if (typeof value !== 'number') return value ?? null;
    if (apexType === 'Decimal') return Decimal.of(value);
    return apexType === 'Datetime' ? new ApexDatetime(value) : value;
}
