import { readTyped } from '../../runtime/json/deserialize.ts';
import { location } from '../../runtime/json/jsonError.ts';
import type { JsonField } from '../../runtime/json/jsonTree.ts';
import { parseJson } from '../../runtime/json/jsonTree.ts';
import type { MethodSymbol } from '../../semantics/symbols.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';

/**
 * Members of the JSON body by the names of the method's parameters.
 * @throws ApiFault UNSUPPORTED_MEDIA_TYPE, JSON_PARSER_ERROR for a member that is no parameter; System.JSONException
 */
export function restMembers(call: Call, method: MethodSymbol): ReadonlyMap<string, JsonField> {
    const members = new Map<string, JsonField>();
    if (method.params.length === 0) return members;
    requireJson(call);
    const source = call.request.body;
    const body = parseJson(source);
    if (body.kind !== 'object') throw parserError(`Unexpected ${body.kind}, expected an object`, source, body.start);
    for (const field of body.fields) {
        const isKnown = method.params.some(({ name }) => name === field.name);
        const unexpected = `Unexpected parameter encountered during deserialization: ${field.name}`;
        if (!isKnown) throw parserError(unexpected, source, field.start);
        members.set(field.name, field);
    }
    return members;
}

/** The arguments of an Apex REST method; null for parameters that the body does not have. @throws System.JSONException */
export function restArguments(
    members: ReadonlyMap<string, JsonField>,
    method: MethodSymbol,
    source: string
): unknown[] {
    return method.params.map(({ name, type }) => {
        const member = members.get(name);
        return member ? readTyped(member.value, type, { source, strict: true }) : null;
    });
}

function requireJson(call: Call): void {
    const type = (call.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
    if (type === 'application/json') return;
    if (type === 'application/xml' || type === 'text/xml') unsupported('XML bodies of Apex REST requests');
    throw new ApiFault(
        415,
        'UNSUPPORTED_MEDIA_TYPE',
        `Content-Type header specified in HTTP request is not supported: ${type}`
    );
}

function parserError(message: string, source: string, at: number): ApiFault {
    return new ApiFault(400, 'JSON_PARSER_ERROR', `${message} at ${location(source, at)}`);
}
