import { randomUUID } from 'node:crypto';
import type { FieldValues } from '../data/index.ts';
import { insertSystemRow } from '../data/index.ts';
import type { Org } from '../org/index.ts';
import type { FieldDescribe, SObjectDescribe } from '../project/index.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { scalarValue } from '../runtime/json/scalars.ts';
import { SObject } from '../runtime/sobject.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import type { EventRecorder } from './eventRecorder.ts';
import { fieldValue } from './eventRecorder.ts';
import { asPlatform } from './platformWrites.ts';
import type { TransactionSecurity } from './transactionSecurity.ts';

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

/** Asks the policies about a threat event, stores it and puts it on its channel. @param values JSON scalars by field name @throws BadThreatEvent */
export function injectThreatEvent(
    org: Org,
    recorder: EventRecorder,
    security: TransactionSecurity,
    name: string,
    values: FieldValues
): string {
    if (!THREAT_EVENTS.includes(name)) throw new BadThreatEvent(`${name} is none of ${THREAT_EVENTS.join(', ')}.`);
    if (!org.definition.features.includes('EventMonitoring'))
        throw new BadThreatEvent(`${name} does not exist in an org without Event Monitoring.`);
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
    const judged = new SObject(store);
    for (const [field, value] of Object.entries(event)) {
        const slot = store.field(field)?.index;
        if (slot !== undefined) judged.values[slot] = value;
    }
    const { fields } = security.decide(judged, suspectOf(org, event));
    const outcome = Object.fromEntries(
        Object.entries(fields).map(([field, value]) => [field, fieldValue(store.field(field)!.apexType, value)])
    );
    const decided: FieldValues = { ...event, ...outcome };
    const stored = Object.fromEntries(Object.entries(decided).filter(([field]) => store.field(field) !== null));
    asPlatform(org, () => insertSystemRow(org.data, store.name, stored));
    recorder.stream(name, decided);
    return identifier;
}

/** A policy is asked as the user whom the event accuses, if it accuses one of the org's. */
function suspectOf(org: Org, { UserId }: FieldValues): RunningUser {
    return (typeof UserId === 'string' ? org.users.byId(UserId) : null) ?? org.users.automatedProcess();
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
