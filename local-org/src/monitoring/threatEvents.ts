import { randomUUID } from 'node:crypto';
import type { FieldValues } from '../data/index.ts';
import { insertSystemRow } from '../data/index.ts';
import type { Org } from '../org/index.ts';
import type { FieldDescribe, SObjectDescribe } from '../project/index.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { scalarValue } from '../runtime/json/scalars.ts';
import type { EventRecorder } from './eventRecorder.ts';
import { asPlatform } from './platformWrites.ts';

/** Events whose detection is a model of the platform's own: they cannot be computed here, only put in. */
export const THREAT_EVENTS: readonly string[] = [
    'ApiAnomalyEvent',
    'CredentialStuffingEvent',
    'GuestUserAnomalyEvent',
    'LoginAnomalyEvent',
    'ReportAnomalyEvent',
    'SessionHijackingEvent'
];

/** A field of the event that does not exist or has no fitting value. */
export class BadThreatEvent extends Error {}

/** Stores a threat event and puts it on its channel. @param values JSON scalars by field name @throws BadThreatEvent */
export function injectThreatEvent(org: Org, recorder: EventRecorder, name: string, values: FieldValues): string {
    if (!THREAT_EVENTS.includes(name)) throw new BadThreatEvent(`${name} is none of ${THREAT_EVENTS.join(', ')}.`);
    const stream = recorder.describe(name);
    const identifier = randomUUID();
    const now = new ApexDatetime(org.clock.now());
    const event: FieldValues = {
        EventIdentifier: identifier,
        EventDate: now,
        CreatedDate: now,
        ...typedValues(stream, values)
    };
    const store = recorder.describe(`${name}Store`);
    const stored = Object.fromEntries(Object.entries(event).filter(([field]) => store.field(field) !== null));
    asPlatform(org, () => insertSystemRow(org.data, store.name, stored));
    recorder.stream(name, event);
    return identifier;
}

function typedValues(describe: SObjectDescribe, values: FieldValues): FieldValues {
    return Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
            const field = describe.field(name);
            if (!field) throw new BadThreatEvent(`${describe.name} has no field ${name}.`);
            return [field.name, value === null ? null : typedValue(field, value)];
        })
    );
}

function typedValue(field: FieldDescribe, value: unknown): unknown {
    if (typeof value === 'object') throw new BadThreatEvent(`The value of ${field.name} is no scalar.`);
    const type = field.apexType;
    if (type === 'Address' || type === 'Location' || type === 'Object')
        throw new BadThreatEvent(`${field.name} cannot be given.`);
    return scalarValue(String(value), type);
}
