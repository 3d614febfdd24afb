import { implementsPlatformType, symbolOf } from '../runtime/instances.ts';
import { ApexList } from '../runtime/collections.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { Apex, Transactions } from '../runtime/services.ts';
import type { ServiceRegistry } from '../runtime/transaction.ts';
import { platformSlot } from '../semantics/slots.ts';
import { STRING } from '../semantics/types.ts';
import type { Outgoing } from './eventBus.ts';
import type { EventBusSettings } from './eventSettings.ts';

/** EventBus.SuccessResult and EventBus.FailureResult: the callback learns which events it is about, not what they say. */
export class PublishResult {
    static readonly apexName = 'EventBus.SuccessResult';
    readonly uuids: readonly string[];
    constructor(uuids: readonly string[]) {
        this.uuids = uuids;
    }
}

for (const name of ['EventBus.SuccessResult', 'EventBus.FailureResult']) {
    definePlatformType(name, {
        methods: { 'getEventUuids/0': (result: PublishResult) => new ApexList(STRING, [...result.uuids]) },
        isInstance: (value) => value instanceof PublishResult
    });
}

const CALLBACKS = {
    success: { interface: 'EventBus.EventPublishSuccessCallback', method: 'onSuccess' },
    failure: { interface: 'EventBus.EventPublishFailureCallback', method: 'onFailure' }
} as const;

/** Tells publishers what became of their events: once for each callback object, as Automated Process. */
export function callBack(services: ServiceRegistry, settings: EventBusSettings, sent: readonly Outgoing[], outcome: 'success' | 'failure'): void {
    const uuids = new Map<object, string[]>();
    for (const { event, callback } of sent) {
        if (!callback) continue;
        const known = uuids.get(callback);
        if (known) known.push(event.uuid);
        else uuids.set(callback, [event.uuid]);
    }
    const wanted = CALLBACKS[outcome];
    for (const [callback, ids] of uuids) {
        const symbol = symbolOf(callback);
        if (!symbol || !implementsPlatformType(symbol, wanted.interface)) continue;
        services
            .get(Transactions)
            .run({ user: settings.automatedProcess(), quiddity: 'PLATFORM_EVENT_PUBLISH_CALLBACK', isAsync: true }, () =>
                services.get(Apex).callMethod(callback, platformSlot(wanted.interface, wanted.method, 1), [new PublishResult(ids)])
            );
    }
}
