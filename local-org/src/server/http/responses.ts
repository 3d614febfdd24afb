import type { OrgResponse } from '../protocol.ts';
import { jsonText } from './jsonText.ts';

const JSON_TYPE = 'application/json;charset=UTF-8';

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): OrgResponse {
    return {
        status,
        headers: { 'content-type': JSON_TYPE, 'cache-control': 'no-store', ...headers },
        body: jsonText(body)
    };
}

export function noContent(): OrgResponse {
    return { status: 204, headers: {}, body: '' };
}

export function html(status: number, body: string, headers: Readonly<Record<string, string>> = {}): OrgResponse {
    const policy =
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    return {
        status,
        headers: {
            'content-type': 'text/html; charset=utf-8',
            'cache-control': 'no-store',
            'content-security-policy': policy,
            ...headers
        },
        body
    };
}

export function xml(status: number, body: string): OrgResponse {
    return { status, headers: { 'content-type': 'text/xml;charset=UTF-8', 'cache-control': 'no-store' }, body };
}

export function redirect(location: string, headers: Readonly<Record<string, string>> = {}): OrgResponse {
    return { status: 302, headers: { location, 'cache-control': 'no-store', ...headers }, body: '' };
}
