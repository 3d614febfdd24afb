import { transactionData } from '../../dml/index.ts';
import { ApexList } from '../../runtime/collections.ts';
import { limitExceeded, nullPointer, throwApex } from '../../runtime/exceptions.ts';
import { definePlatformType } from '../../runtime/platform.ts';
import { currentTransaction } from '../../runtime/transaction.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { platformOf, STRING } from '../../semantics/types.ts';
import { definePlatformRecord, type PlatformRecord } from '../platformRecord.ts';
import { OrgOutbox } from './outbox.ts';

const ATTACHMENT = platformOf('Messaging.EmailFileAttachment');
const ERROR = platformOf('Messaging.SendEmailError');

const Email = definePlatformRecord('Messaging.Email', {
    properties: ['EmailPriority', 'ReplyTo', 'SenderDisplayName', 'Subject'],
    flags: ['BccSender', 'SaveAsActivity', 'UseSignature'],
    hasAccessors: true
});

const SingleEmailMessage = definePlatformRecord('Messaging.SingleEmailMessage', {
    extends: Email,
    properties: [
        'Charset',
        'HtmlBody',
        'InReplyTo',
        'OptOutPolicy',
        'OrgWideEmailAddressId',
        'PlainTextBody',
        'References',
        'TargetObjectId',
        'TemplateId',
        'TemplateName',
        'WhatId'
    ],
    flags: ['TreatBodiesAsTemplate', 'TreatTargetObjectAsRecipient', 'UserMail'],
    lists: {
        ToAddresses: STRING,
        CcAddresses: STRING,
        BccAddresses: STRING,
        EntityAttachments: STRING,
        FileAttachments: ATTACHMENT
    },
    hasAccessors: true
});

const SendEmailResult = definePlatformRecord('Messaging.SendEmailResult', {
    flags: ['Success'],
    lists: { Errors: ERROR },
    methods: {
        'isSuccess/0': (result: PlatformRecord) => result.get('Success'),
        'getErrors/0': (result: PlatformRecord) => result.get('Errors')
    }
});

/** Recorded when the transaction commits. Templates are refused, as they cannot be rendered. */
function sendEmail(emails: ApexList | null): ApexList {
    const transaction = currentTransaction();
    const { limits, limitCaps } = transaction;
    if (++limits.emailInvocations > limitCaps.emailInvocations)
        limitExceeded(`Too many Email Invocations: ${limits.emailInvocations}`);
    const outbox = transaction.services.get(OrgOutbox);
    const messages = ((emails ?? nullPointer()).items as PlatformRecord[]).map((email, i) => {
        if (!(email instanceof SingleEmailMessage))
            return unsupported('Messaging.sendEmail of anything but a SingleEmailMessage');
        if (email.get('TemplateId') !== null) unsupported('Messaging.sendEmail with a template');
        const addresses = (name: string): string[] => [...((email.get(name) as ApexList | null) ?? [])] as string[];
        const text = (name: string): string | null => email.get(name) as string | null;
        const message = {
            sentMs: transaction.now(),
            senderId: transaction.user.id,
            to: addresses('ToAddresses'),
            cc: addresses('CcAddresses'),
            bcc: addresses('BccAddresses'),
            targetObjectId: text('TargetObjectId'),
            subject: text('Subject'),
            plainTextBody: text('PlainTextBody'),
            htmlBody: text('HtmlBody')
        };
        if (message.to.length + message.cc.length + message.bcc.length === 0 && message.targetObjectId === null) {
            refuse(i, 'Add a recipient to send an email.');
        }
        if (message.plainTextBody === null && message.htmlBody === null) refuse(i, 'Email body is required.');
        return message;
    });
    const data = transactionData(transaction);
    data.markUncommitted();
    data.onCommit(() => outbox.emails.push(...messages));
    const results = messages.map(() => new SendEmailResult().set('Success', true));
    return new ApexList(platformOf('Messaging.SendEmailResult'), results);
}

function refuse(row: number, message: string): never {
    return throwApex(
        'System.EmailException',
        `SendEmail failed. First exception on row ${row}; first error: REQUIRED_FIELD_MISSING, ${message}: []`
    );
}

definePlatformType('System.Messaging', { statics: { 'sendEmail/1': sendEmail, 'sendEmail/2': sendEmail } });
