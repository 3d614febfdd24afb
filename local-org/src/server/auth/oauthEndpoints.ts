import { createHmac } from 'node:crypto';
import { findSystemRow } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { invalidSession, OauthFault } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import type { AuthorizationCodes } from './authorizationCodes.ts';
import type { ConnectedApp, ConnectedApps } from './connectedApps.ts';
import type { Credentials } from './credentials.ts';
import { LoginRefused } from './logins.ts';
import type { Logins } from './logins.ts';
import type { RefreshTokens } from './refreshTokens.ts';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

export interface OauthParts {
    readonly org: Org;
    readonly apps: ConnectedApps;
    readonly credentials: Credentials;
    readonly sessions: Sessions;
    readonly refreshTokens: RefreshTokens;
    readonly codes: AuthorizationCodes;
    readonly logins: Logins;
}

/** What a grant of OAuth gives; the refresh token only where the app gets a new one. */
interface Granted {
    readonly token: string;
    readonly session: Session;
    readonly refreshToken?: string;
}

/** `/services/oauth2/…` and `/id/…`. */
export class OauthEndpoints {
    private readonly parts: OauthParts;

    constructor(parts: OauthParts) {
        this.parts = parts;
    }

    token(call: Call): OrgResponse {
        const form = call.form();
        const app = this.clientOf(call, form);
        try {
            return this.tokenAnswer(call, app, this.grant(call, form, app));
        } catch (refusal) {
            if (refusal instanceof LoginRefused) throw new OauthFault('invalid_grant', refusal.message);
            throw refusal;
        }
    }

    /** Ends what the token stands for: a refresh token with all its sessions, or one session. */
    revoke(call: Call): OrgResponse {
        const token = call.form().get('token') ?? call.query.get('token');
        if (!token) throw new OauthFault('invalid_request', 'must supply token');
        const { sessions, refreshTokens } = this.parts;
        const session = sessions.find(token);
        if (session) sessions.end(session);
        else if (!refreshTokens.revoke(token))
            throw new OauthFault('unsupported_token_type', 'this token type is not supported');
        return { status: 200, headers: {}, body: '' };
    }

    introspect(call: Call): OrgResponse {
        const form = call.form();
        const app = this.clientOf(call, form);
        const session = this.parts.sessions.find(form.get('token') ?? '');
        if (!session || session.app?.id !== app.id) return json(200, { active: false });
        const { consumerKey } = this.parts.credentials.keysOf(app.name);
        return json(200, {
            active: true,
            scope: app.scopes.join(' '),
            client_id: consumerKey,
            username: session.user.username,
            sub: this.identityUrl(call, session),
            token_type: 'access_token'
        });
    }

    userInfo(call: Call, session: Session | null): OrgResponse {
        if (!session) throw invalidSession();
        const user = findSystemRow(this.parts.org.data, 'User', session.user.id)!;
        return json(200, {
            sub: this.identityUrl(call, session),
            user_id: session.user.id,
            organization_id: this.parts.sessions.organizationId(),
            preferred_username: session.user.username,
            nickname: user.CommunityNickname,
            name: user.Name,
            email: user.Email,
            email_verified: true,
            given_name: user.FirstName,
            family_name: user.LastName,
            zoneinfo: user.TimeZoneSidKey,
            user_type: 'STANDARD',
            language: user.LanguageLocaleKey,
            locale: user.LocaleSidKey,
            active: user.IsActive,
            urls: {
                rest: `${call.origin}/services/data/v{version}/`,
                query: `${call.origin}/services/data/v{version}/query/`
            }
        });
    }

    private grant(call: Call, form: URLSearchParams, app: ConnectedApp): Granted {
        const { logins, credentials } = this.parts;
        switch (form.get('grant_type')) {
            case 'password': {
                const username = form.get('username') ?? '';
                const isProven = credentials.isPassword(username, form.get('password') ?? '');
                return logins.logIn(username, isProven, oauthWay(app, 'OauthUsernamePassword'), call.request);
            }
            case 'client_credentials':
                if (app.clientCredentialsUser === null)
                    throw new OauthFault('invalid_grant', 'no client credentials user enabled');
                return logins.logIn(
                    app.clientCredentialsUser,
                    true,
                    oauthWay(app, 'OauthClientCredential'),
                    call.request
                );
            case 'authorization_code':
                return this.letIn(call, form.get('code') ?? '', app);
            case 'refresh_token':
                return this.renew(call, form.get('refresh_token') ?? '', app);
            default:
                throw new OauthFault('unsupported_grant_type', 'grant type not supported');
        }
    }

    /** The app keeps the access beyond its session, where its scopes say so. */
    private letIn(call: Call, code: string, app: ConnectedApp): Granted {
        const { codes, logins, refreshTokens } = this.parts;
        const user = codes.take(code, app);
        if (!user) throw new OauthFault('invalid_grant', 'expired authorization code');
        const granted = logins.logIn(user.username, true, oauthWay(app, null), call.request);
        return app.scopes.includes('refresh_token')
            ? { ...granted, refreshToken: refreshTokens.issue(app, user) }
            : granted;
    }

    private renew(call: Call, token: string, app: ConnectedApp): Granted {
        const { refreshTokens, logins, org } = this.parts;
        const grant = refreshTokens.find(token);
        const user = grant?.appName === app.name ? org.users.byId(grant.userId) : null;
        if (!grant || !user) throw new OauthFault('invalid_grant', 'expired access/refresh token');
        const renewed = logins.renew(user, app, grant.tokenId, call.request);
        refreshTokens.noteUse(grant);
        return renewed;
    }

    private tokenAnswer(call: Call, app: ConnectedApp, { token, session, refreshToken }: Granted): OrgResponse {
        const id = this.identityUrl(call, session);
        const issuedAt = String(this.parts.org.clock.now());
        const signature = createHmac('sha256', this.parts.apps.secretOf(app))
            .update(id + issuedAt)
            .digest('base64');
        return json(200, {
            access_token: token,
            ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
            signature,
            scope: app.scopes.join(' '),
            instance_url: call.origin,
            id,
            token_type: 'Bearer',
            issued_at: issuedAt
        });
    }

    /** Client id and secret come in the body, or as a Basic header. */
    private clientOf(call: Call, form: URLSearchParams): ConnectedApp {
        const basic = /^Basic\s+(\S+)$/i.exec(call.header('authorization') ?? '')?.[1];
        const [id, secret] = basic
            ? Buffer.from(basic, 'base64').toString('utf8').split(':')
            : [form.get('client_id'), form.get('client_secret')];
        return this.parts.apps.authenticate(id ?? null, secret ?? null);
    }

    private identityUrl(call: Call, session: Session): string {
        return `${call.origin}/id/${this.parts.sessions.organizationId()}/${session.user.id}`;
    }
}

function oauthWay(app: ConnectedApp, loginSubType: 'OauthUsernamePassword' | 'OauthClientCredential' | null) {
    return { loginType: 'OauthRemoteAccess2', loginSubType, sessionType: 'Oauth2', app } as const;
}
