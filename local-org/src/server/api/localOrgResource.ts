import { findSystemRow, systemRows } from '../../data/index.ts';
import type { Monitoring } from '../../monitoring/index.ts';
import { BadThreatEvent } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import type { ConnectedApps } from '../auth/connectedApps.ts';
import type { AuthorizationCodes } from '../auth/authorizationCodes.ts';
import type { RefreshTokens } from '../auth/refreshTokens.ts';
import type { Session } from '../auth/session.ts';
import type { OrgResponse } from '../protocol.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';
import { json } from '../http/responses.ts';

/** `/local-org/…`: stand-ins for what a real org has pages or models for. Not part of the platform. */
export class LocalOrgResource {
    private readonly org: Org;
    private readonly apps: ConnectedApps;
    private readonly refreshTokens: RefreshTokens;
    private readonly codes: AuthorizationCodes;
    private readonly monitoring: Monitoring;

    constructor(
        org: Org,
        apps: ConnectedApps,
        refreshTokens: RefreshTokens,
        codes: AuthorizationCodes,
        monitoring: Monitoring
    ) {
        this.org = org;
        this.apps = apps;
        this.refreshTokens = refreshTokens;
        this.codes = codes;
        this.monitoring = monitoring;
    }

    /** Who is signed in, for the shell of Lightning pages. */
    viewer({ user }: Session): OrgResponse {
        const row = findSystemRow(this.org.data, 'User', user.id)!;
        const held = this.org.data.permissionsOf(user.id).custom;
        const names = systemRows(this.org.data, 'CustomPermission').map((permission) =>
            String(permission.DeveloperName)
        );
        return json(200, {
            userId: user.id,
            name: row.Name,
            username: user.username,
            customPermissions: names.filter((name) => held.has(name.toLowerCase())).sort()
        });
    }

    /** The session behind a request, for protocols whose connections the main thread holds. */
    session(session: Session): OrgResponse {
        return json(200, { sessionId: session.id, userId: session.user.id, organizationId: this.organizationId() });
    }

    /**
     * `POST /local-org/authorizations {app, username}`: the page on which a user lets an app in. Answers with a refresh token, as of an
     * app that has been at work for long, and a code that the app exchanges for its first access token.
     */
    authorize(call: Call, session: Session): OrgResponse {
        this.requireAdmin(session);
        const { app: appName, username } = call.jsonObject();
        const app = this.apps.named(String(appName));
        const user = this.org.users.named(String(username));
        if (!app) throw notFound(`There is no connected app ${String(appName)}.`);
        if (!user) throw notFound(`There is no user ${String(username)}.`);
        return json(201, { refreshToken: this.refreshTokens.issue(app, user), code: this.codes.issue(app, user) });
    }

    /** `POST /local-org/threat-events {type, fields}`: the button of Setup that makes a threat event for testing. */
    injectThreat(call: Call, session: Session): OrgResponse {
        this.requireAdmin(session);
        const { type, fields } = call.jsonObject();
        if (typeof fields !== 'object' || fields === null)
            throw new ApiFault(400, 'INVALID_FIELD', 'fields must be an object.');
        try {
            const eventIdentifier = this.monitoring.injectThreat(
                String(type),
                fields as Readonly<Record<string, unknown>>
            );
            return json(201, { eventIdentifier });
        } catch (error) {
            if (error instanceof BadThreatEvent) throw new ApiFault(400, 'INVALID_FIELD', error.message);
            throw error;
        }
    }

    /** `GET /local-org/clock` */
    clock(): OrgResponse {
        return json(200, { now: new Date(this.org.clock.now()).toISOString() });
    }

    /** `POST /local-org/clock {advanceMs}` or `{now}`: days pass at once, with the jobs that fall into them. */
    moveClock(call: Call, session: Session): OrgResponse {
        this.requireAdmin(session);
        this.org.passUntil(this.momentOf(call.jsonObject()));
        return this.clock();
    }

    private momentOf({ advanceMs, now, ...rest }: Readonly<Record<string, unknown>>): number {
        const current = this.org.clock.now();
        const moment =
            typeof now === 'string' && advanceMs === undefined ? Date.parse(now) : current + asNumber(advanceMs);
        if (Object.keys(rest).length > 0 || (now !== undefined && advanceMs !== undefined) || Number.isNaN(moment))
            throw new ApiFault(
                400,
                'INVALID_FIELD',
                'Give either advanceMs, in milliseconds, or now, as an ISO 8601 date-time.'
            );
        if (moment < current) throw new ApiFault(400, 'INVALID_FIELD', 'The clock of the org does not go back.');
        return moment;
    }

    private organizationId(): string {
        return systemRows(this.org.data, 'Organization')[0]!.Id as string;
    }

    private requireAdmin({ user }: Session): void {
        const { system } = this.org.data.permissionsOf(user.id);
        if (!system.has('manageusers') || !system.has('customizeapplication')) {
            throw new ApiFault(403, 'INSUFFICIENT_ACCESS', 'Only an administrator may do this.');
        }
    }
}

function asNumber(value: unknown): number {
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : NaN;
}
