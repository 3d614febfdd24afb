import { ApiFault } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { Call } from '../http/call.ts';
import type { OrgResponse } from '../protocol.ts';

/** Answers a request within a request as if it had come by itself; faults are answers too. */
export type Dispatch = (api: ApiCall, path: string) => OrgResponse | Promise<OrgResponse>;

/** One request within a composite one. */
export interface Subrequest {
    readonly method: string;
    /** With the query string, as the client wrote it. */
    readonly url: string;
    readonly body: unknown;
    readonly headers: Readonly<Record<string, string>>;
}

/** `v66.0/…` after the part that all data resources begin with. */
const VERSIONED = /^v([\d.]+)(\/.*)?$/;
/** Requests that hold requests do not hold one another, nor what takes longer than a request. */
const BARRED = /^\/(?:composite(?:\/(?:batch|tree|graph)\b|$)|tooling\/runTests|metadata\b|jobs\b)/i;

/** @param rest of the address behind `/services/data/` */
export function runSubrequest(
    api: ApiCall,
    dispatch: Dispatch,
    { method, body, headers }: Subrequest,
    rest: string
): OrgResponse {
    const [path = '', search = ''] = splitOnce(rest, '?');
    const [, version, resource = ''] = VERSIONED.exec(decoded(path)) ?? [];
    if (version === undefined)
        throw new ApiFault(400, 'INVALID_URL', `The url is not one of the data resources: ${rest}`);
    if (BARRED.test(resource))
        throw new ApiFault(
            400,
            'INVALID_HTTP_REQUEST',
            `Requests to ${resource} are not allowed within a composite request`
        );
    const outer = api.call.request;
    const request = {
        ...outer,
        method,
        path: `/services/data/v${version}${resource}`,
        search,
        headers: { ...outer.headers, ...headers },
        body: body === undefined ? '' : JSON.stringify(body)
    };
    const answer = dispatch({ ...api, call: new Call(request, []), version }, resource);
    if (answer instanceof Promise) throw new Error(`${resource} has no answer at once.`);
    return answer;
}

/** The string members of an object, names in lower case; nothing for anything else. */
export function headersOf(value: unknown): Record<string, string> {
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
        Object.entries(value).flatMap(([name, text]) =>
            typeof text === 'string' ? [[name.toLowerCase(), text] as const] : []
        )
    );
}

function splitOnce(text: string, separator: string): [string, string] {
    const at = text.indexOf(separator);
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(path: string): string {
    try {
        return decodeURIComponent(path);
    } catch (error) {
        if (error instanceof URIError) return path;
        throw error;
    }
}
