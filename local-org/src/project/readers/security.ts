import type { ElementReader } from '../elementReader.ts';
import type {
    EventSubscriberConfig,
    ExternalCredentialDefinition,
    NamedCredentialDefinition,
    TransactionSecurityPolicyDefinition
} from '../model.ts';

/** Named credentials of the current kind keep their settings in parameters, legacy ones in elements of their own. */
export function readNamedCredential(reader: ElementReader, name: string): NamedCredentialDefinition {
    const parameters = reader.all('namedCredentialParameters');
    const ofType = (type: string): ElementReader[] =>
        parameters.filter((parameter) => parameter.optional('parameterType') === type);
    const type = reader.choice('namedCredentialType', ['SecuredEndpoint', 'PrivateEndpoint', 'Legacy']) ?? 'Legacy';
    const url =
        type === 'Legacy' ? reader.optional('endpoint') : (ofType('Url')[0]?.optional('parameterValue') ?? null);
    if (url === null) {
        reader.reportMissing(type === 'Legacy' ? 'endpoint' : 'namedCredentialParameters of type Url');
    }
    return {
        name,
        path: reader.path,
        label: reader.required('label'),
        type,
        url: url?.replace(/\/+$/, '') ?? null,
        externalCredential: ofType('Authentication')[0]?.optional('externalCredential') ?? null,
        calloutStatus: reader.choice('calloutStatus', ['Enabled', 'Disabled']) ?? 'Enabled',
        generateAuthorizationHeader: reader.flag('generateAuthorizationHeader', true),
        allowMergeFieldsInBody: reader.flag('allowMergeFieldsInBody'),
        allowMergeFieldsInHeader: reader.flag('allowMergeFieldsInHeader'),
        headers: ofType('HttpHeader').map((header) => ({
            name: header.required('parameterName'),
            value: header.optional('parameterValue') ?? ''
        }))
    };
}

export function readExternalCredential(reader: ElementReader, name: string): ExternalCredentialDefinition {
    const parameters = reader.all('externalCredentialParameters');
    const valueOf = (type: string): string | null =>
        parameters.find((parameter) => parameter.optional('parameterType') === type)?.optional('parameterValue') ??
        null;
    return {
        name,
        path: reader.path,
        label: reader.required('label'),
        authenticationProtocol: reader.required('authenticationProtocol'),
        variant: valueOf('AuthProtocolVariant'),
        tokenUrl: valueOf('AuthProviderUrl'),
        scope: valueOf('AuthParameter'),
        principals: parameters
            .filter((parameter) => /Principal$/.test(parameter.optional('parameterType') ?? ''))
            .map((parameter) => ({
                name: parameter.optional('parameterGroup') ?? parameter.required('parameterName'),
                type: parameter.required('parameterType'),
                sequence: parameter.integer('sequenceNumber', 1)
            })),
        headers: parameters
            .filter((parameter) => parameter.optional('parameterType') === 'AuthHeader')
            .map((parameter) => ({
                name: parameter.required('parameterName'),
                value: parameter.optional('parameterValue') ?? ''
            }))
    };
}

export function readTransactionSecurityPolicy(
    reader: ElementReader,
    name: string
): TransactionSecurityPolicyDefinition {
    const action = reader.one('action');
    if (action === null) {
        reader.reportMissing('action');
    }
    const type = reader.choice('type', ['CustomApexPolicy', 'CustomConditionBuilderPolicy']) ?? 'CustomApexPolicy';
    const condition = type === 'CustomApexPolicy' ? 'apexClass' : 'flow';
    reader.required(condition);
    return {
        name,
        path: reader.path,
        label: reader.required('masterLabel'),
        active: reader.flag('active'),
        type,
        eventName: reader.required('eventName'),
        apexClass: reader.optional('apexClass'),
        flow: reader.optional('flow'),
        block: action?.flag('block') ?? false,
        twoFactorAuthentication: action?.flag('twoFactorAuthentication') ?? false,
        blockMessage: reader.optional('blockMessage'),
        notifications: (action?.all('notifications') ?? []).map((notification) => ({
            user: notification.required('user'),
            inApp: notification.flag('inApp'),
            email: notification.flag('sendEmail')
        }))
    };
}

/** Limits of the platform: 1 to 2,000 events a batch, 1 to 10 partitions. */
export function readEventSubscriberConfig(reader: ElementReader, name: string): EventSubscriberConfig {
    const batchSize = reader.integer('batchSize', 2000);
    if (batchSize < 1 || batchSize > 2000) {
        reader.report('invalid-value', `batchSize must be between 1 and 2000, but was ${batchSize}`);
    }
    return {
        name,
        path: reader.path,
        label: reader.required('masterLabel'),
        consumer: reader.required('platformEventConsumer'),
        batchSize,
        user: reader.optional('user'),
        numPartitions: reader.integer('numPartitions', 1),
        partitionKey: reader.optional('partitionKey')
    };
}
