import { ApexBlob } from '../../runtime/blob.ts';
import { nullPointer, throwApex } from '../../runtime/exceptions.ts';
import { definePlatformType } from '../../runtime/platform.ts';
import type { CalloutResponse } from '../../runtime/services.ts';
import { Apex, Callouts } from '../../runtime/services.ts';
import type { ApexHttpRequest } from '../../runtime/stdlib/http.ts';
import { ApexHttpResponse } from '../../runtime/stdlib/http.ts';
import type { Transaction } from '../../runtime/transaction.ts';
import { currentTransaction } from '../../runtime/transaction.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { platformSlot } from '../../semantics/slots.ts';
import { currentTest } from '../testRun.ts';
import { admitCallout } from './calloutRules.ts';
import { ClientCredentials } from './clientCredentials.ts';
import { resolveEndpoint } from './namedCredentials.ts';
import { Secrets } from './principalSecrets.ts';

const MAX_BYTES = 6_000_000;
const MAX_BYTES_ASYNC = 12_000_000;

/** System.Http */
class ApexHttp {
    static readonly apexName = 'System.Http';
}

function send(_http: ApexHttp, request: ApexHttpRequest | null): ApexHttpResponse | null {
    if (request === null) nullPointer();
    const transaction = currentTransaction();
    admitCallout(transaction);
    return transaction.isTest ? mocked(transaction, request) : overTheWire(transaction, request);
}

function mocked(transaction: Transaction, request: ApexHttpRequest): ApexHttpResponse | null {
    const mock = currentTest('System.Http.send').mocks.get('HttpCalloutMock');
    if (!mock)
        return throwApex('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
    const slot = platformSlot('System.HttpCalloutMock', 'respond', 1);
    return transaction.services.get(Apex).callMethod(mock, slot, [request]) as ApexHttpResponse | null;
}

function overTheWire(transaction: Transaction, request: ApexHttpRequest): ApexHttpResponse {
    if (request.endpoint === null) return throwApex('System.CalloutException', 'no endpoint specified');
    if (request.method === null) return throwApex('System.CalloutException', 'no method specified');
    if (request.clientCertificateName !== null) unsupported('System.HttpRequest.setClientCertificateName');
    const { url, headers, principal } = resolveEndpoint(request.endpoint);
    const limit = transaction.isAsync ? MAX_BYTES_ASYNC : MAX_BYTES;
    const body = request.body?.bytes ?? null;
    if (body && body.length > limit) tooLarge('request', limit, body.length);
    const port = transaction.services.find(Callouts) ?? unsupported('callouts in an org that is not served');
    let response: CalloutResponse;
    try {
        const all = [...headers, ...request.headers];
        const order = { method: request.method, url, headers: all, body, timeoutMs: request.timeout };
        const secrets = transaction.services.get(Secrets);
        response = principal ? new ClientCredentials(port, secrets).send(order, principal) : port.send(order);
    } catch (error) {
        // Whatever kept the answer from coming is told by its message alone.
        return throwApex('System.CalloutException', error instanceof Error ? error.message : String(error));
    }
    if (response.body.length > limit) tooLarge('response', limit, response.body.length);
    return received(response);
}

function received(response: CalloutResponse): ApexHttpResponse {
    const answer = new ApexHttpResponse();
    answer.statusCode = response.statusCode;
    answer.status = response.status;
    for (const [name, value] of response.headers) answer.headers.set(name, value);
    answer.body = new ApexBlob(Buffer.from(response.body));
    return answer;
}

function tooLarge(what: string, limit: number, size: number): never {
    return throwApex('System.CalloutException', `Exceeded max size limit of ${limit} with ${what} size ${size}`);
}

definePlatformType('System.Http', {
    constructors: { '()': () => new ApexHttp() },
    methods: { 'send/1': send, 'toString/0': () => 'System.Http' },
    isInstance: (value) => value instanceof ApexHttp
});
