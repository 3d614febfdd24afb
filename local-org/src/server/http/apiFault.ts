import type { OrgResponse } from '../protocol.ts';
import { json } from './responses.ts';

/** One entry of a REST error body. */
export interface ApiError {
    readonly message: string;
    readonly errorCode: string;
    readonly fields?: readonly string[];
}

/** A request that is refused with the platform's status and error code. */
export class ApiFault extends Error {
    readonly status: number;
    readonly errors: readonly ApiError[];

    constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
        super(message);
        this.name = 'ApiFault';
        this.status = status;
        this.errors = [fields === undefined ? { message, errorCode } : { message, errorCode, fields }];
    }

    toResponse(): OrgResponse {
        return json(this.status, this.errors);
    }
}

export function invalidSession(): ApiFault {
    return new ApiFault(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}

export function notFound(message = 'The requested resource does not exist'): ApiFault {
    return new ApiFault(404, 'NOT_FOUND', message);
}

export function methodNotAllowed(method: string, allowed: readonly string[]): ApiFault {
    return new ApiFault(
        405,
        'METHOD_NOT_ALLOWED',
        `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`
    );
}

/** A fault of OAuth endpoints, whose bodies have a shape of their own (RFC 6749, section 5.2). */
export class OauthFault extends Error {
    readonly error: string;

    constructor(error: string, description: string) {
        super(description);
        this.name = 'OauthFault';
        this.error = error;
    }

    toResponse(): OrgResponse {
        return json(400, { error: this.error, error_description: this.message });
    }
}
