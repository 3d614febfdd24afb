import { STRING } from '../../semantics/types.ts';
import type { ApexBlob } from '../blob.ts';
import { ApexMap } from '../collections.ts';
import { definePlatformType } from '../platform.ts';
import type { PlatformFunction } from '../platform.ts';
import type { Transaction } from '../transaction.ts';
import { currentTransaction } from '../transaction.ts';

/** System.RestRequest */
export class ApexRestRequest {
    static readonly apexName = 'System.RestRequest';
    headers = new ApexMap(STRING, STRING);
    params = new ApexMap(STRING, STRING);
    httpMethod: string | null = null;
    remoteAddress: string | null = null;
    requestBody: ApexBlob | null = null;
    requestURI: string | null = null;
    resourcePath: string | null = null;
}

/** System.RestResponse */
export class ApexRestResponse {
    static readonly apexName = 'System.RestResponse';
    headers = new ApexMap(STRING, STRING);
    responseBody: ApexBlob | null = null;
    statusCode: number | null = null;
}

interface RestExchange {
    request: ApexRestRequest | null;
    response: ApexRestResponse | null;
}

const exchanges = new WeakMap<Transaction, RestExchange>();

/** What RestContext shows in a transaction; both null until someone sets them. */
function restExchange(transaction: Transaction): RestExchange {
    let exchange = exchanges.get(transaction);
    if (!exchange) exchanges.set(transaction, (exchange = { request: null, response: null }));
    return exchange;
}

/** What a call by HTTP brings along. */
export function enterRest(transaction: Transaction, request: ApexRestRequest, response: ApexRestResponse): void {
    exchanges.set(transaction, { request, response });
}

function properties<T extends object>(
    ...names: readonly (keyof T & string)[]
): Record<string, { get: PlatformFunction; set: PlatformFunction }> {
    return Object.fromEntries(
        names.map((name) => [
            name,
            {
                get: (object: T) => object[name],
                set: (object: T, value: T[typeof name]) => {
                    object[name] = value;
                }
            }
        ])
    );
}

function contextProperty<K extends keyof RestExchange>(name: K): { get: PlatformFunction; set: PlatformFunction } {
    return {
        get: () => restExchange(currentTransaction())[name],
        set: (value: RestExchange[K]) => {
            restExchange(currentTransaction())[name] = value;
        }
    };
}

definePlatformType('System.RestRequest', {
    isInstance: (value) => value instanceof ApexRestRequest,
    constructors: { '()': () => new ApexRestRequest() },
    methods: {
        'addHeader/2': (request: ApexRestRequest, name: string, value: string | null) =>
            void request.headers.put(name, value),
        'addParameter/2': (request: ApexRestRequest, name: string, value: string | null) =>
            void request.params.put(name, value)
    },
    properties: properties<ApexRestRequest>(
        'headers',
        'params',
        'httpMethod',
        'remoteAddress',
        'requestBody',
        'requestURI',
        'resourcePath'
    )
});

definePlatformType('System.RestResponse', {
    isInstance: (value) => value instanceof ApexRestResponse,
    constructors: { '()': () => new ApexRestResponse() },
    methods: {
        'addHeader/2': (response: ApexRestResponse, name: string, value: string | null) =>
            void response.headers.put(name, value)
    },
    properties: properties<ApexRestResponse>('headers', 'responseBody', 'statusCode')
});

definePlatformType('System.RestContext', {
    staticProperties: { request: contextProperty('request'), response: contextProperty('response') }
});
