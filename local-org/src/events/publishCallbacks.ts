import { ApexException } from '../runtime/exceptions.ts';
import { implementsPlatformType, symbolOf } from '../runtime/instances.ts';
import { ApexList } from '../runtime/collections.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { Apex, Transactions } from '../runtime/services.ts';
import type { ServiceRegistry } from '../runtime/transaction.ts';
import { platformSlot } from '../semantics/slots.ts';
import { STRING } from '../semantics/types.ts';
import { BusFailure } from './busFailure.ts';
import type { Outgoing } from './eventBus.ts';
import type { EventBusSettings } from './eventSettings.ts';

/** The callback learns which events it is about, not what they say. */
abstract class PublishResult {
    readonly uuids: readonly string[];

    constructor(uuids: readonly string[]) {
        this.uuids = uuids;
    }
}

class SuccessResult extends PublishResult {
    static readonly apexName = 'EventBus.SuccessResult';
}

class FailureResult extends PublishResult {
    static readonly apexName = 'EventBus.FailureResult';
}

for (const type of [SuccessResult, FailureResult]) {
    definePlatformType(type.apexName, {
        methods: { 'getEventUuids/0': (result: PublishResult) => new ApexList(STRING, [...result.uuids]) },
        isInstance: (value) => value instanceof type
    });
}

const CALLBACKS = {
    success: { interface: 'EventBus.EventPublishSuccessCallback', method: 'onSuccess', result: SuccessResult },
    failure: { interface: 'EventBus.EventPublishFailureCallback', method: 'onFailure', result: FailureResult }
} as const;

/** Tells publishers what became of their events: once for each callback object, as Automated Process. */
export function callBack(
    services: ServiceRegistry,
    settings: EventBusSettings,
    sent: readonly Outgoing[],
    outcome: keyof typeof CALLBACKS
): void {
    const uuids = new Map<object, string[]>();
    for (const { event, callback } of sent) {
        if (!callback) continue;
        const known = uuids.get(callback);
        if (known) known.push(event.uuid);
        else uuids.set(callback, [event.uuid]);
    }
    const wanted = CALLBACKS[outcome];
    const slot = platformSlot(wanted.interface, wanted.method, 1);
    for (const [callback, ids] of uuids) {
        const symbol = symbolOf(callback);
        if (!symbol || !implementsPlatformType(symbol, wanted.interface)) continue;
        const options = {
            user: settings.automatedProcess(),
            quiddity: 'PLATFORM_EVENT_PUBLISH_CALLBACK',
            isAsync: true
        } as const;
        try {
            services
                .get(Transactions)
                .run(options, () => services.get(Apex).callMethod(callback, slot, [new wanted.result(ids)]));
        } catch (error) {
            if (!(error instanceof ApexException)) throw error;
            settings.onFailure(new BusFailure(`Publish callback ${symbol.name}`, error));
        }
    }
}
