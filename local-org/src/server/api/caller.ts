import type { Org } from '../../org/index.ts';
import type { Session } from '../auth/session.ts';
import type { Sessions } from '../auth/sessions.ts';
import { invalidSession } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';
import { requireApiAccess } from './apiAccess.ts';

/**
 * Addresses of API clients, who show their token in a header. A browser sends the cookie along with whatever a page on another port of
 * this machine asks for, an image that is no image included, and some of these addresses change data by GET.
 */
const OF_CLIENTS = /^\/services\/(?!data\/v[\d.]+\/ui-api\/)/i;

/** Whose request is being answered: one at a time, but an answer may lead to another request. */
export class Caller {
    private readonly org: Org;
    private readonly sessions: Sessions;
    private current: Session | null = null;

    constructor(org: Org, sessions: Sessions) {
        this.org = org;
        this.sessions = sessions;
    }

    /** The session of the request; null for somebody who shows none, or one that is over. */
    get session(): Session | null {
        return this.current;
    }

    /** @throws ApiFault INVALID_SESSION_ID for somebody without a session */
    signedIn(): Session {
        if (!this.current) throw invalidSession();
        return this.current;
    }

    /** @throws ApiFault also API_DISABLED_FOR_ORG for users without "API Enabled" */
    apiSession(): Session {
        const session = this.signedIn();
        requireApiAccess(this.org, session);
        return session;
    }

    /** The session that a request shows. */
    of(call: Call): Session | null {
        const bearer = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(call.header('authorization') ?? '')?.[1];
        const token = bearer ?? (OF_CLIENTS.test(call.request.path) ? null : call.cookie('sid'));
        return token ? this.sessions.find(token) : null;
    }

    /** Answers a call in the name of whoever makes it; then whoever was answered before is the caller again. */
    answering<T>(call: Call, answer: () => T): T {
        const outer = this.current;
        this.current = this.of(call);
        try {
            return answer();
        } finally {
            this.current = outer;
        }
    }
}
