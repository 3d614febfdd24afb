import { STRING } from '../../semantics/types.ts';
import { ApexBlob } from '../blob.ts';
import { ApexList } from '../collections.ts';
import { throwApex } from '../exceptions.ts';
import { definePlatformType } from '../platform.ts';
import { methodsWithoutNull } from './arguments.ts';

/** Header fields of HTTP: names ignore case and keep the spelling they were set with. */
export class HttpHeaders {
    private readonly fields = new Map<string, { name: string; value: string }>();

    get(name: string): string | null {
        return this.fields.get(name.toLowerCase())?.value ?? null;
    }

    set(name: string, value: string): void {
        this.fields.set(name.toLowerCase(), { name, value });
    }

    names(): string[] {
        return [...this.fields.values()].map((field) => field.name);
    }

    *[Symbol.iterator](): IterableIterator<[name: string, value: string]> {
        for (const { name, value } of this.fields.values()) yield [name, value];
    }
}

/** Longest wait for an answer (Apex Developer Guide, "Callout Limits and Limitations"). */
const LONGEST_TIMEOUT = 120_000;

/** System.HttpRequest, as Http.send reads it. */
export class ApexHttpRequest {
    static readonly apexName = 'System.HttpRequest';
    readonly headers = new HttpHeaders();
    endpoint: string | null = null;
    method: string | null = null;
    body: ApexBlob | null = null;
    /** milliseconds */
    timeout = 10_000;
    compressed = false;
    clientCertificateName: string | null = null;

    apexToString(): string {
        return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
    }
}

/** System.HttpResponse */
export class ApexHttpResponse {
    static readonly apexName = 'System.HttpResponse';
    readonly headers = new HttpHeaders();
    status: string | null = null;
    statusCode = 0;
    body: ApexBlob | null = null;

    apexToString(): string {
        return `System.HttpResponse[Status=${this.status}, StatusCode=${this.statusCode}]`;
    }
}

type Message = ApexHttpRequest | ApexHttpResponse;

const body = {
    'getBody()': (message: Message) => message.body?.bytes.toString('utf8') ?? '',
    'getBodyAsBlob()': (message: Message) => message.body ?? new ApexBlob(Buffer.alloc(0)),
    'setBody(String)': (message: Message, text: string | null) => {
        message.body = text === null ? null : ApexBlob.ofText(text);
    },
    'setBodyAsBlob(Blob)': (message: Message, blob: ApexBlob | null) => {
        message.body = blob;
    },
    'toString()': (message: Message) => message.apexToString()
};

const headers = methodsWithoutNull({
    'getHeader(String)': (message: Message, name: string) => message.headers.get(name),
    'setHeader(String,String)': (message: Message, name: string, value: string) => message.headers.set(name, value)
});

definePlatformType('System.HttpRequest', {
    isInstance: (value) => value instanceof ApexHttpRequest,
    constructors: { '()': () => new ApexHttpRequest() },
    methods: {
        ...body,
        ...headers,
        'getCompressed()': (request: ApexHttpRequest) => request.compressed,
        'getEndpoint()': (request: ApexHttpRequest) => request.endpoint,
        'getMethod()': (request: ApexHttpRequest) => request.method,
        ...methodsWithoutNull({
            'setClientCertificateName(String)': (request: ApexHttpRequest, name: string) => {
                request.clientCertificateName = name;
            },
            'setCompressed(Boolean)': (request: ApexHttpRequest, compressed: boolean) => {
                request.compressed = compressed;
            },
            'setEndpoint(String)': (request: ApexHttpRequest, endpoint: string) => {
                request.endpoint = endpoint;
            },
            'setMethod(String)': (request: ApexHttpRequest, method: string) => {
                request.method = method;
            },
            'setTimeout(Integer)': (request: ApexHttpRequest, milliseconds: number) => {
                if (milliseconds < 1 || milliseconds > LONGEST_TIMEOUT) {
                    throwApex(
                        'System.CalloutException',
                        `Invalid timeout value: ${milliseconds}. Valid values are between 1 and ${LONGEST_TIMEOUT}.`
                    );
                }
                request.timeout = milliseconds;
            }
        })
    }
});

definePlatformType('System.HttpResponse', {
    isInstance: (value) => value instanceof ApexHttpResponse,
    constructors: { '()': () => new ApexHttpResponse() },
    methods: {
        ...body,
        ...headers,
        'getHeaderKeys()': (response: ApexHttpResponse) => new ApexList(STRING, response.headers.names()),
        'getStatus()': (response: ApexHttpResponse) => response.status,
        'getStatusCode()': (response: ApexHttpResponse) => response.statusCode,
        'setStatus(String)': (response: ApexHttpResponse, status: string | null) => {
            response.status = status;
        },
        ...methodsWithoutNull({
            'setStatusCode(Integer)': (response: ApexHttpResponse, code: number) => {
                response.statusCode = code;
            }
        })
    }
});
