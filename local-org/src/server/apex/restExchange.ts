import { ApexBlob } from '../../runtime/blob.ts';
import { ApexRestRequest, ApexRestResponse } from '../../runtime/stdlib/rest.ts';
import type { Call } from '../http/call.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { OrgResponse } from '../protocol.ts';

const PREFIX = /^\/services\/apexrest/i;
/** Headers that carry the client's credentials or belong to the transport; Apex never sees them. */
const HIDDEN: ReadonlySet<string> = new Set(['authorization', 'cookie', 'content-length', 'connection']);
/** What RestResponse.statusCode may be (Apex Reference Guide, "RestResponse Class"). */
const STATUS_CODES: ReadonlySet<number> = new Set([
    200, 201, 202, 204, 206, 300, 301, 302, 304, 400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 414, 415, 417, 500,
    503
]);
const JSON_TYPE = 'application/json;charset=UTF-8';

/** The path below `/services/apexrest`. */
export function resourcePathOf(call: Call): string {
    return call.request.path.replace(PREFIX, '');
}

/**
 * RestContext.request. Header names are spelled `Content-Type`, whatever the client's spelling.
 * @param pattern the urlMapping of the resource @param withBody the body is left out when it is bound to parameters
 */
export function restRequestOf(call: Call, pattern: string, withBody: boolean): ApexRestRequest {
    const { method, body, headers, remoteAddress } = call.request;
    const request = new ApexRestRequest();
    request.httpMethod = method;
    request.remoteAddress = remoteAddress;
    request.requestURI = encodeURI(resourcePathOf(call));
    request.resourcePath = `/services/apexrest${pattern}`;
    request.requestBody = withBody ? ApexBlob.ofText(body) : null;
    for (const [name, value] of Object.entries(headers)) {
        if (!HIDDEN.has(name)) request.headers.put(headerName(name), value);
    }
    request.headers.put('X-Salesforce-SIP', remoteAddress);
    for (const [name, value] of call.query) request.params.put(name, value);
    return request;
}

/** What the client gets. @param result JSON of the returned value, null for a void method @throws ApiFault for a status that is none */
export function restAnswer(response: ApexRestResponse, result: string | null): OrgResponse {
    const status = response.statusCode ?? 200;
    if (!STATUS_CODES.has(status))
        throw new ApiFault(500, 'APEX_ERROR', `Invalid status code for HTTP response: ${status}`);
    const headers: Record<string, string> = { 'content-type': JSON_TYPE, 'cache-control': 'no-store' };
    for (const [name, value] of response.headers) {
        if (typeof value === 'string') headers[String(name).toLowerCase()] = value;
    }
    const body = result ?? response.responseBody?.bytes ?? '';
    return { status, headers, body: status === 204 || status === 304 ? '' : body };
}

function headerName(name: string): string {
    return name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}
