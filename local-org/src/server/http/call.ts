import type { OrgRequest } from '../protocol.ts';
import type { Session } from '../auth/session.ts';
import { ApiFault } from './apiFault.ts';

/** A request on its way to the handler of its route. */
export class Call {
    readonly request: OrgRequest;
    /** Parts of the path that the route leaves open. */
    readonly params: readonly string[];
    readonly query: URLSearchParams;

    constructor(request: OrgRequest, params: readonly string[]) {
        this.request = request;
        this.params = params;
        this.query = new URLSearchParams(request.search);
    }

    header(name: string): string | null {
        return this.request.headers[name] ?? null;
    }

    /** Address under which the client reached the org: `http://127.0.0.1:8585`. */
    get origin(): string {
        return `http://${this.header('host') ?? '127.0.0.1'}`;
    }

    /** Fields of a form body. */
    form(): URLSearchParams {
        return new URLSearchParams(this.request.body);
    }

    /** The JSON body as an object. @throws ApiFault JSON_PARSER_ERROR */
    jsonObject(): Readonly<Record<string, unknown>> {
        let value: unknown;
        try {
            value = JSON.parse(this.request.body);
        } catch (error) {
            if (!(error instanceof SyntaxError)) throw error;
            throw new ApiFault(400, 'JSON_PARSER_ERROR', `${error.message} at [line:1, column:1]`);
        }
        if (typeof value !== 'object' || value === null || Array.isArray(value)) {
            throw new ApiFault(400, 'JSON_PARSER_ERROR', 'A JSON object is expected at [line:1, column:1]');
        }
        return value as Readonly<Record<string, unknown>>;
    }

    /** Value of a `name=value` part of a header such as `Sforce-Call-Options: client=x, defaultNamespace=y`. */
    option(header: string, name: string): string | null {
        for (const part of (this.header(header) ?? '').split(/[,;]/)) {
            const [key, ...rest] = part.split('=');
            if (key?.trim().toLowerCase() === name) return rest.join('=').trim();
        }
        return null;
    }

    cookie(name: string): string | null {
        for (const part of (this.header('cookie') ?? '').split(';')) {
            const [key, ...rest] = part.trim().split('=');
            if (key === name) return decoded(rest.join('='));
        }
        return null;
    }
}

/** Null for an escape that is not UTF-8: nobody here wrote that. */
function decoded(text: string): string | null {
    try {
        return decodeURIComponent(text);
    } catch (error) {
        if (error instanceof URIError) return null;
        throw error;
    }
}

/** A call of the data APIs by a client with a living session. */
export interface ApiCall {
    readonly call: Call;
    readonly session: Session;
    /** `66.0` */
    readonly version: string;
    /** By the org's clock, when the request arrived. */
    readonly startedAt: number;
}
