import type { Connection } from 'jsforce';
import type { Finding } from './finding.ts';
import type { ServiceUser } from './serviceUser.ts';

/** The org that is looked at, and everybody who takes part. */
export interface VerifyTarget {
    /** Logged in as the responder, or as an admin who holds its permission set. */
    readonly responder: Connection;
    readonly responderName: string;
    /** Somebody else who may run Apex; null when no such login was given. */
    readonly colleague: Connection | null;
    /** The service user of an integration; null when no such login was given. */
    readonly service: ServiceUser | null;
    /** In the local org a threat event can be made by a request; in a real one only by a button in Setup. */
    readonly makeThreatEvent: (() => Promise<string>) | null;
    /** Whether the service user's token may be revoked, which cannot be taken back. */
    readonly mayRevoke: boolean;
    readonly isLocal: boolean;
}

export interface VerifyStep {
    /** As in the column "Script" of docs/verify-in-org.md. */
    readonly id: string;
    run(target: VerifyTarget): Promise<Finding>;
}

const POLL_MS = 250;

/** Asks until the answer is there. @returns null when it is not after `patienceMs` */
export async function waitFor<T>(patienceMs: number, ask: () => Promise<T | null>): Promise<T | null> {
    const until = Date.now() + patienceMs;
    for (;;) {
        const answer = await ask();
        if (answer !== null || Date.now() > until) return answer;
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
}

/** All rows of a query; the queries here read few. */
export async function rows<T extends object>(connection: Connection, soql: string): Promise<T[]> {
    const { records } = await connection.query<T>(soql.replace(/\s+/g, ' ').trim());
    return records;
}

/** The code with which the org refused a request; null when it answered. @throws what is no answer of the org */
export async function refusalOf(request: () => PromiseLike<unknown>): Promise<string | null> {
    try {
        await request();
        return null;
    } catch (fault) {
        const code = (fault as { errorCode?: string }).errorCode;
        if (code === undefined) throw fault;
        return code;
    }
}

/** The user of a session. */
export async function whoIs(connection: Connection): Promise<{ readonly id: string; readonly username: string }> {
    const user = await connection.requestGet<{ user_id: string; preferred_username: string }>(
        `${connection.instanceUrl}/services/oauth2/userinfo`
    );
    return { id: user.user_id, username: user.preferred_username };
}
