import { ApexDatetime } from '../../runtime/dates.ts';
import { findSystemRow, insertSystemRow, systemRowBy, updateSystemRow } from '../../data/index.ts';
import type { Monitoring } from '../../monitoring/index.ts';
import { asPlatform, PolicyRefusal } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import type { RunningUser } from '../../runtime/transaction.ts';
import type { OrgRequest } from '../protocol.ts';
import type { ConnectedApp } from './connectedApps.ts';
import { isInLoginRanges } from './loginRanges.ts';
import type { Session, SessionType } from './session.ts';
import type { Sessions } from './sessions.ts';
import { randomSecret } from './secrets.ts';

/** Why somebody may not log in, in the words of the login history. */
export type LoginStatus =
    | 'Success'
    | 'Invalid Password'
    | 'User is Inactive'
    | 'User is Frozen'
    | 'Restricted IP'
    | 'API only user'
    | 'Blocked by policy';

/** A login that was refused. The client is told as little as the platform tells it. */
export class LoginRefused extends Error {
    readonly status: LoginStatus;

    constructor(status: LoginStatus, message: string) {
        super(message);
        this.name = 'LoginRefused';
        this.status = status;
    }
}

/** A way to log in, in the words of the login history. */
export interface LoginWay {
    readonly loginType: 'Application' | 'OauthRemoteAccess2' | 'Partner';
    readonly loginSubType:
        'OauthUsernamePassword' | 'OauthClientCredential' | 'OauthRefreshToken' | 'UiLoginPage' | null;
    readonly sessionType: SessionType;
    readonly app: ConnectedApp | null;
}

/** Everything that stands between a proven identity and a session. */
export class Logins {
    private readonly org: Org;
    private readonly sessions: Sessions;
    private readonly monitoring: Monitoring;

    constructor(org: Org, sessions: Sessions, monitoring: Monitoring) {
        this.org = org;
        this.sessions = sessions;
        this.monitoring = monitoring;
    }

    /**
     * Logs a user in who has proved to be one, and leaves the traces that a login leaves.
     * @param isProven false for a wrong password: leaves the trace of a failed login @throws LoginRefused
     */
    logIn(
        username: string,
        isProven: boolean,
        way: LoginWay,
        request: OrgRequest
    ): { token: string; session: Session } {
        const user = this.org.users.named(username);
        if (!user) throw new LoginRefused('Invalid Password', 'authentication failure');
        const status = isProven ? this.obstacle(user, way, request.remoteAddress) : 'Invalid Password';
        const loginKey = randomSecret(16);
        const loginHistoryId = this.note(user, status, way, request);
        const facts = {
            user,
            loginKey,
            loginHistoryId,
            sourceIp: request.remoteAddress,
            loginType: way.loginType,
            loginSubType: way.loginSubType,
            application: applicationOf(way),
            loginUrl: request.headers['host'] ?? null,
            httpMethod: request.method,
            path: request.path
        };
        if (status !== 'Success') {
            this.monitoring.login({ ...facts, status });
            throw new LoginRefused(status, descriptionOf(status) ?? 'authentication failure');
        }
        try {
            this.monitoring.login({ ...facts, status });
        } catch (refusal) {
            if (!(refusal instanceof PolicyRefusal)) throw refusal;
            this.setStatus(loginHistoryId, 'Blocked by policy');
            throw new LoginRefused('Blocked by policy', 'authentication failure');
        }
        return this.sessions.start({
            user,
            type: way.sessionType,
            app: way.app,
            oauthTokenId: null,
            loginHistoryId,
            loginKey,
            sourceIp: request.remoteAddress,
            loginType: way.loginType,
            loginSubType: way.loginSubType
        });
    }

    /**
     * A new session out of a refresh token. Leaves neither login history nor login event: the platform records the login that
     * made the token, not its reuse. @throws LoginRefused
     */
    renew(
        user: RunningUser,
        app: ConnectedApp,
        oauthTokenId: string,
        request: OrgRequest
    ): { token: string; session: Session } {
        const way: LoginWay = {
            loginType: 'OauthRemoteAccess2',
            loginSubType: 'OauthRefreshToken',
            sessionType: 'Oauth2',
            app
        };
        const status = this.obstacle(user, way, request.remoteAddress);
        if (status !== 'Success') throw new LoginRefused(status, descriptionOf(status) ?? 'inactive user');
        return this.sessions.start({
            user,
            type: way.sessionType,
            app,
            oauthTokenId,
            loginHistoryId: null,
            sourceIp: request.remoteAddress,
            loginType: way.loginType,
            loginSubType: way.loginSubType
        });
    }

    private obstacle(user: RunningUser, way: LoginWay, sourceIp: string): LoginStatus {
        const { data } = this.org;
        const { IsActive, UserType } = findSystemRow(data, 'User', user.id) ?? {};
        // Nobody logs in as the guest of a site.
        if (IsActive !== true || UserType === 'Guest') return 'User is Inactive';
        if (systemRowBy(data, 'UserLogin', 'UserId', user.id)?.IsFrozen === true) return 'User is Frozen';
        if (!isInLoginRanges(this.org, user.profileId, sourceIp)) return 'Restricted IP';
        if (way.sessionType === 'UI' && data.permissionsOf(user.id).system.has('apiuseronly')) return 'API only user';
        return 'Success';
    }

    private note(user: RunningUser, status: LoginStatus, way: LoginWay, request: OrgRequest): string {
        const { data, clock } = this.org;
        const row = {
            UserId: user.id,
            LoginTime: new ApexDatetime(clock.now()),
            LoginType: way.loginType,
            LoginSubType: way.loginSubType,
            SourceIp: request.remoteAddress,
            LoginUrl: request.headers['host'] ?? null,
            Status: status,
            Browser: 'Unknown',
            Platform: 'Unknown',
            Application: applicationOf(way),
            ApiType: 'N/A',
            ApiVersion: 'N/A',
            ClientVersion: 'N/A',
            OptionsIsPost: request.method === 'POST',
            OptionsIsGet: request.method === 'GET'
        };
        return asPlatform(this.org, () => insertSystemRow(data, 'LoginHistory', row));
    }

    private setStatus(loginHistoryId: string, status: LoginStatus): void {
        asPlatform(this.org, () => updateSystemRow(this.org.data, 'LoginHistory', loginHistoryId, { Status: status }));
    }
}

/** Obstacles that the client is told by name. */
function descriptionOf(status: LoginStatus): string | null {
    return status === 'Restricted IP' ? 'ip restricted' : status === 'User is Inactive' ? 'inactive user' : null;
}

function applicationOf(way: LoginWay): string {
    return way.app?.name ?? (way.sessionType === 'UI' ? 'Browser' : 'N/A');
}
