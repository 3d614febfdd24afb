import { findSystemRow } from '../../data/systemRows.ts';
import { transactionData } from '../../dml/index.ts';
import type { ApexSet } from '../../runtime/collections.ts';
import { nullPointer, throwApex } from '../../runtime/exceptions.ts';
import { definePlatformType } from '../../runtime/platform.ts';
import { currentTransaction } from '../../runtime/transaction.ts';
import type { PlatformRecord } from '../platformRecord.ts';
import { definePlatformRecord } from '../platformRecord.ts';
import { currentOrg } from '../settings.ts';
import { OrgOutbox } from './outbox.ts';

const MAX_RECIPIENTS = 500;
const FIELDS = ['NotificationTypeId', 'SenderId', 'Title', 'Body', 'TargetId', 'TargetPageRef', 'ActionGroup'];

/** Sent when the transaction commits. */
function send(notification: PlatformRecord, users: ApexSet | null): void {
    const recipients = [...(users ?? nullPointer())] as string[];
    const text = (name: string): string | null => notification.get(name) as string | null;
    const [typeId, title, body] = ['NotificationTypeId', 'Title', 'Body'].map(
        (name) => text(name) ?? refuse(`${name} is required.`)
    );
    if (text('TargetId') === null && text('TargetPageRef') === null) refuse('TargetId or TargetPageRef is required.');
    if (recipients.length > MAX_RECIPIENTS) refuse(`A notification has at most ${MAX_RECIPIENTS} recipients.`);
    if (!findSystemRow(currentOrg(), 'CustomNotificationType', typeId!))
        refuse(`There is no notification type ${typeId}.`);
    const transaction = currentTransaction();
    const outbox = transaction.services.get(OrgOutbox);
    const sent = {
        sentMs: transaction.now(),
        typeId: typeId!,
        title: title!,
        body: body!,
        targetId: text('TargetId'),
        targetPageRef: text('TargetPageRef'),
        recipients
    };
    transactionData(transaction).onCommit(() => outbox.notifications.push(sent));
}

function refuse(message: string): never {
    return throwApex('System.IllegalArgumentException', message);
}

const CustomNotification = definePlatformRecord('Messaging.CustomNotification', {
    properties: FIELDS,
    hasAccessors: true,
    methods: { 'send/1': send }
});

definePlatformType('Messaging.CustomNotification', {
    constructors: {
        '/6': (...values: unknown[]) => {
            const made = new CustomNotification();
            ['NotificationTypeId', 'SenderId', 'Title', 'Body', 'TargetId', 'TargetPageRef'].forEach((name, i) =>
                made.set(name, values[i])
            );
            return made;
        }
    }
});
