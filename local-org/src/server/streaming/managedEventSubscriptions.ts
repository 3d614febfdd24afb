import type { ManagedSubscription, ManagedSubscriptions } from '../../events/index.ts';
import { ManagedSubscriptionsKey } from '../../events/index.ts';
import type { Org } from '../../org/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { ApiFault } from '../http/apiFault.ts';
import { eventOfChannel } from './channels.ts';
import type { ComponentKind, JsonObject } from '../tooling/componentResource.ts';
import { MetadataReader } from '../tooling/componentResource.ts';
import type { ToolingRow } from '../tooling/rowQuery.ts';

const KEY_PREFIX = '18x';
const MEMBERS = ['defaultReplay', 'errorRecoveryReplay', 'label', 'state', 'topicName'];
const PRESETS = ['LATEST', 'EARLIEST'] as const;
/** PAUSE is reserved for the platform's own use. */
const STATES = ['RUN', 'STOP'] as const;

/** Managed event subscriptions of the Pub/Sub API. */
export class ManagedEventSubscriptions implements ComponentKind {
    readonly object = 'ManagedEventSubscription';
    readonly fields = ['Id', 'DeveloperName', 'MasterLabel', 'FullName', 'Language', 'Metadata'];
    private readonly org: Org;

    constructor(org: Org) {
        this.org = org;
    }

    rows(): readonly ToolingRow[] {
        return this.subscriptions.all().map((subscription) => {
            const { id, developerName, label, topicName, defaultReplay, errorRecoveryReplay, state } = subscription;
            return {
                Id: id,
                DeveloperName: developerName,
                MasterLabel: label,
                FullName: developerName,
                Language: 'en_US',
                Metadata: { defaultReplay, errorRecoveryReplay, label, state, topicName }
            };
        });
    }

    create(developerName: string, given: JsonObject): string {
        const metadata = new MetadataReader(given, MEMBERS);
        const topicName = metadata.text('topicName');
        this.requireTopic(topicName);
        const id = this.newId();
        const initial: ManagedSubscription = {
            id,
            developerName,
            topicName,
            label: developerName,
            defaultReplay: 'LATEST',
            errorRecoveryReplay: 'LATEST',
            state: 'RUN',
            committed: null
        };
        this.subscriptions.put(changed(initial, metadata));
        return id;
    }

    update(id: string, given: JsonObject): void {
        const metadata = new MetadataReader(given, MEMBERS);
        const before = this.subscriptions.withId(id)!;
        if (metadata.text('topicName', before.topicName) !== before.topicName)
            unsupported('another topic for a managed subscription; create another one');
        this.subscriptions.put(changed(before, metadata));
    }

    remove(id: string): void {
        this.subscriptions.remove(id);
    }

    private requireTopic(topicName: string): void {
        if (/^\/data\/|__chn$/.test(topicName)) unsupported(`managed subscriptions to ${topicName}`);
        try {
            eventOfChannel(this.org, topicName);
        } catch (error) {
            if (!(error instanceof ApiFault)) throw error;
            throw new ApiFault(400, 'INVALID_INPUT', `topicName: there is no topic ${topicName}`, ['Metadata']);
        }
    }

    private newId(): string {
        const { ids } = this.org.data.store;
        for (const { id } of this.subscriptions.all()) ids.noteUsed(id);
        return ids.next(KEY_PREFIX);
    }

    private get subscriptions(): ManagedSubscriptions {
        return this.org.services.get(ManagedSubscriptionsKey);
    }
}

function changed(before: ManagedSubscription, metadata: MetadataReader): ManagedSubscription {
    return {
        ...before,
        label: metadata.text('label', before.label),
        defaultReplay: metadata.choice('defaultReplay', PRESETS, before.defaultReplay),
        errorRecoveryReplay: metadata.choice('errorRecoveryReplay', PRESETS, before.errorRecoveryReplay),
        state: metadata.choice('state', STATES, before.state)
    };
}
