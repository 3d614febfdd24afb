import type { RunningUser } from '../../runtime/transaction.ts';
import type { ConnectedApp } from './connectedApps.ts';

/** `Setup > Session Management`: what a session is for. */
export type SessionType = 'UI' | 'API' | 'Oauth2';

/** A signed-in client. Lives as long as its AuthSession row. */
export interface Session {
    /** AuthSession id. */
    readonly id: string;
    readonly user: RunningUser;
    readonly type: SessionType;
    /** The app that signed in; null for the login page and SOAP. */
    readonly app: ConnectedApp | null;
    /** The OauthToken row that the session was renewed from; the session dies with it. */
    readonly oauthTokenId: string | null;
    /** Renewals by refresh token leave no login history. */
    readonly loginHistoryId: string | null;
    readonly loginKey: string;
    readonly sessionKey: string;
    readonly sourceIp: string;
}
