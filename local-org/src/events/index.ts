/** The event bus: publishing, retention, replay, delivery to triggers, flows and clients. */

import './deliveryContext.ts';
import './members.ts';

export { eventRecord, type BusEvent } from './busEvent.ts';
export { BusFailure } from './busFailure.ts';
export { ALL_EVENTS, InvalidReplayId, NEW_EVENTS, type Listener } from './channel.ts';
export { EventBus, EventBusKey } from './eventBus.ts';
export { HOURLY_ALLOCATION, MAX_BATCH_SIZE, type EventBusSettings } from './eventSettings.ts';
export {
    ManagedSubscriptions,
    ManagedSubscriptionsKey,
    type ManagedSubscription,
    type ReplayPreset,
    type SubscriptionEnd,
    type SubscriptionNote
} from './managedSubscriptions.ts';
export { TestBroker, testBroker } from './members.ts';
export { emitSystemEvent, publish, type PublishOptions } from './publish.ts';
export type { SubscriberDefinition, SubscriptionStatus } from './subscription.ts';
export { triggerSubscriber, type EventTrigger } from './triggerSubscriber.ts';
