import { mayUseObject } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { SObjectDescribe } from '../../project/index.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { Session } from '../auth/session.ts';

const CHANNEL = /^\/event\/(\w+)$/;
const MONITORING_STREAM = /(?:EventStream|Event)$/;

/** The event of a channel: `/event/X__e`. @throws ApiFault UNKNOWN_CHANNEL */
export function eventOfChannel(org: Org, channel: string): SObjectDescribe {
    const describe = org.schema.object(CHANNEL.exec(channel)?.[1] ?? '');
    if (describe?.kind === 'platformEvent') return describe;
    throw new ApiFault(400, 'UNKNOWN_CHANNEL', `404::The channel specified is not valid: ${channel}`);
}

/** Streams of event monitoring need a permission of their own. */
export function mayRead(org: Org, { user }: Session, describe: SObjectDescribe): boolean {
    const permissions = org.data.permissionsOf(user.id);
    return !describe.custom && MONITORING_STREAM.test(describe.name)
        ? permissions.system.has('viewplatformevents')
        : mayUseObject(permissions, describe, 'read');
}

/** Only custom events can be published by clients. */
export function mayPublish(org: Org, { user }: Session, describe: SObjectDescribe): boolean {
    return describe.custom && mayUseObject(org.data.permissionsOf(user.id), describe, 'create');
}

/** The event of a channel that the user may listen to. @throws ApiFault UNKNOWN_CHANNEL, INSUFFICIENT_ACCESS */
export function readableChannel(org: Org, session: Session, channel: string): SObjectDescribe {
    const describe = eventOfChannel(org, channel);
    if (mayRead(org, session, describe)) return describe;
    throw new ApiFault(403, 'INSUFFICIENT_ACCESS', `403::User doesn't have read access to ${describe.name}`);
}
