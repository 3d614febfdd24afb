import { ServiceKey } from '../../runtime/transaction.ts';

export interface SentEmail {
    readonly sentMs: number;
    readonly senderId: string;
    readonly to: readonly string[];
    readonly cc: readonly string[];
    readonly bcc: readonly string[];
    readonly targetObjectId: string | null;
    readonly subject: string | null;
    readonly plainTextBody: string | null;
    readonly htmlBody: string | null;
}

export interface SentNotification {
    readonly sentMs: number;
    readonly typeId: string;
    readonly title: string;
    readonly body: string;
    readonly targetId: string | null;
    readonly targetPageRef: string | null;
    /** Ids of users, groups, queues or records whose team is meant. */
    readonly recipients: readonly string[];
}

/** Mail and notifications that an org has sent; nothing leaves the local org. */
export class Outbox {
    readonly emails: SentEmail[] = [];
    readonly notifications: SentNotification[] = [];
}
export const OrgOutbox = new ServiceKey<Outbox>('Outbox');
