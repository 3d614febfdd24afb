import { deleteSystemRow, insertSystemRow, systemRows, updateSystemRow } from '../../data/index.ts';
import { asPlatform } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { ComponentKind, JsonObject } from './componentResource.ts';
import { MetadataReader } from './componentResource.ts';
import type { ToolingRow } from './rowQuery.ts';

const OBJECT = 'EventRelayConfig';
const MEMBERS = ['destinationResourceName', 'eventChannel', 'label', 'relayOption', 'state'];
const DEFAULT_OPTION = '{"ReplayRecovery":"LATEST"}';

/** Event relays to Amazon EventBridge: what they are and their state. Nothing is relayed from this machine. */
export class EventRelays implements ComponentKind {
    readonly object = OBJECT;
    readonly fields = [
        'Id',
        'DeveloperName',
        'MasterLabel',
        'FullName',
        'DestinationResourceName',
        'EventChannel',
        'RelayOption',
        'State',
        'Metadata'
    ];
    private readonly org: Org;

    constructor(org: Org) {
        this.org = org;
    }

    rows(): readonly ToolingRow[] {
        return systemRows(this.org.data, OBJECT).map((row) => {
            const { Id, DeveloperName, MasterLabel, DestinationResourceName, EventChannel, RelayOption, State } = row;
            const metadata = {
                destinationResourceName: DestinationResourceName,
                eventChannel: EventChannel,
                label: MasterLabel,
                relayOption: RelayOption,
                state: State
            };
            return {
                ...{ Id, DeveloperName, MasterLabel, DestinationResourceName, EventChannel, RelayOption, State },
                FullName: DeveloperName,
                Metadata: metadata
            } as ToolingRow;
        });
    }

    /** A relay is made stopped. */
    create(developerName: string, given: JsonObject): string {
        const metadata = new MetadataReader(given, MEMBERS);
        const destination = metadata.text('destinationResourceName');
        const channel = metadata.text('eventChannel');
        if (!this.isCredential(destination))
            throw wrong('destinationResourceName', 'callout: and the name of a named credential', destination);
        if (!/^\w+__chn$/.test(channel)) throw wrong('eventChannel', 'the full name of a channel', channel);
        const values = {
            DeveloperName: developerName,
            MasterLabel: metadata.text('label', developerName),
            DestinationResourceName: destination,
            EventChannel: channel,
            RelayOption: relayOption(metadata, DEFAULT_OPTION),
            State: metadata.choice('state', ['STOP'], 'STOP'),
            Language: 'en_US'
        };
        return asPlatform(this.org, () => insertSystemRow(this.org.data, OBJECT, values));
    }

    /** The platform updates these two members alone, and says of no other whether it may be sent unchanged. */
    update(id: string, given: JsonObject): void {
        const metadata = new MetadataReader(given, MEMBERS);
        const fixed = ['destinationResourceName', 'eventChannel', 'label'].find((member) => metadata.has(member));
        if (fixed !== undefined)
            throw new ApiFault(400, 'FIELD_INTEGRITY_EXCEPTION', `${fixed} of an event relay cannot be updated`, [
                'Metadata'
            ]);
        const values = {
            ...(metadata.has('state') ? { State: metadata.choice('state', ['RUN', 'PAUSE', 'STOP'], 'STOP') } : {}),
            ...(metadata.has('relayOption') ? { RelayOption: relayOption(metadata, DEFAULT_OPTION) } : {})
        };
        asPlatform(this.org, () => updateSystemRow(this.org.data, OBJECT, id, values));
    }

    remove(id: string): void {
        asPlatform(this.org, () => deleteSystemRow(this.org.data, OBJECT, id));
    }

    private isCredential(destination: string): boolean {
        const [, name] = /^callout:(\w+)$/.exec(destination) ?? [];
        return this.org.project.namedCredentials.some((credential) => credential.name === name);
    }
}

function relayOption(metadata: MetadataReader, fallback: string): string {
    const option = metadata.text('relayOption', fallback);
    if (!/^\s*\{\s*"ReplayRecovery"\s*:\s*"(?:LATEST|EARLIEST)"\s*\}\s*$/.test(option))
        throw wrong('relayOption', '{"ReplayRecovery":"LATEST"} or {"ReplayRecovery":"EARLIEST"}', option);
    return option;
}

function wrong(member: string, expected: string, found: string): ApiFault {
    return new ApiFault(400, 'INVALID_INPUT', `${member} must be ${expected}, not ${found}`, ['Metadata']);
}
