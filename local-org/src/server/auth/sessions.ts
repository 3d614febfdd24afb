import { deleteSystemRow, findSystemRow, insertSystemRow, systemRows } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import type { RequestSession } from '../../platform/session.ts';
import type { ApexDatetime } from '../../runtime/dates.ts';
import { digestOf, randomSecret } from './secrets.ts';
import type { Session } from './session.ts';
import { asPlatform } from '../../monitoring/index.ts';

/** Two hours without a request end a session: the default of a new org. */
const IDLE_SECONDS = 7200;

export interface SessionStart extends Omit<Session, 'id' | 'sessionKey' | 'loginKey'> {
    readonly loginKey?: string;
    readonly loginType: string;
    readonly loginSubType: string | null;
}

/** A token's session and when it was last used, in milliseconds since 1970. */
export interface SessionEntry {
    readonly session: Session;
    lastUsed: number;
}

/**
 * Access tokens and what they stand for. The AuthSession rows are the authority: whoever deletes a row, Apex included, has ended
 * the session. Tokens are found by their digest, so that the time of a lookup tells nothing about them.
 */
export class Sessions {
    private readonly org: Org;
    private readonly entries: Map<string, SessionEntry>;

    /** @param entries sessions of this process that go on, by digest of their tokens */
    constructor(org: Org, entries: Map<string, SessionEntry> = new Map()) {
        this.org = org;
        this.entries = entries;
        const going = new Set([...entries.values()].map(({ session }) => session.id));
        const left = systemRows(org.data, 'AuthSession').filter((row) => !going.has(row.Id as string));
        // Tokens are kept in memory only, so nobody can continue a session of an earlier run.
        if (left.length)
            asPlatform(org, () => left.forEach((row) => deleteSystemRow(org.data, 'AuthSession', row.Id as string)));
    }

    /** @returns the access token, `<org id>!<secret>` */
    start(start: SessionStart): { readonly token: string; readonly session: Session } {
        const { loginType, loginSubType, loginKey, ...facts } = start;
        const row = {
            UsersId: facts.user.id,
            NumSecondsValid: IDLE_SECONDS,
            UserType: 'Standard',
            SourceIp: facts.sourceIp,
            LoginType: loginType,
            SessionType: facts.type,
            SessionSecurityLevel: 'STANDARD',
            LoginHistoryId: facts.loginHistoryId,
            LoginSubType: loginSubType,
            IsCurrent: false,
            IsAssociatedWithJwtAccessToken: false
        };
        const id = asPlatform(this.org, () => insertSystemRow(this.org.data, 'AuthSession', row));
        const session = { ...facts, id, loginKey: loginKey ?? randomSecret(16), sessionKey: randomSecret(16) };
        const token = `${this.organizationId().slice(0, 15)}!${randomSecret(96)}`;
        this.entries.set(digestOf(token), { session, lastUsed: this.org.clock.now() });
        return { token, session };
    }

    /** The living session of a token, or null. */
    find(token: string): Session | null {
        const key = digestOf(token);
        const entry = this.entries.get(key);
        if (!entry) return null;
        const now = this.org.clock.now();
        if (!this.isAlive(entry.session) || now - entry.lastUsed > IDLE_SECONDS * 1000) {
            this.entries.delete(key);
            this.end(entry.session);
            return null;
        }
        entry.lastUsed = now;
        return entry.session;
    }

    /** Counts as a request of each: a page that listens asks by itself again and again, so its session never falls idle. */
    keepAwake(listening: ReadonlySet<Session>): void {
        for (const entry of this.entries.values())
            if (listening.has(entry.session)) entry.lastUsed = this.org.clock.now();
    }

    isAlive(session: Session): boolean {
        const { data } = this.org;
        if (!findSystemRow(data, 'AuthSession', session.id)) return false;
        if (session.oauthTokenId !== null && !findSystemRow(data, 'OauthToken', session.oauthTokenId)) return false;
        return findSystemRow(data, 'User', session.user.id)?.IsActive === true;
    }

    end(session: Session): void {
        if (!findSystemRow(this.org.data, 'AuthSession', session.id)) return;
        asPlatform(this.org, () => deleteSystemRow(this.org.data, 'AuthSession', session.id));
    }

    /** The session as Auth.SessionManagement tells it to Apex. */
    describe(session: Session): RequestSession | null {
        const row = findSystemRow(this.org.data, 'AuthSession', session.id);
        if (!row) return null;
        return {
            id: session.id,
            authSessionId: session.id,
            type: session.type,
            loginType: row.LoginType as string,
            securityLevel: 'STANDARD',
            sourceIp: session.sourceIp,
            userId: session.user.id,
            createdMs: (row.CreatedDate as ApexDatetime).ms,
            validSeconds: IDLE_SECONDS
        };
    }

    organizationId(): string {
        return systemRows(this.org.data, 'Organization')[0]!.Id as string;
    }
}
