import { insertSystemRow, normalizeId } from '../../data/index.ts';
import type { Monitoring } from '../../monitoring/index.ts';
import { asPlatform, PolicyRefusal } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import type { Call } from '../http/call.ts';
import { escapeXml } from '../http/markup.ts';
import { html, redirect } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { requesterOf } from '../rest/requester.ts';
import { ownPath, sessionCookie } from './browserDoor.ts';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

/** `/servlet/servlet.su?oid=…&suorgadminid=…&targetURL=…`: the link "Login" beside a user, by which an administrator becomes him. */
export class LoginAs {
    private readonly org: Org;
    private readonly sessions: Sessions;
    private readonly monitoring: Monitoring;

    constructor(org: Org, sessions: Sessions, monitoring: Monitoring) {
        this.org = org;
        this.sessions = sessions;
        this.monitoring = monitoring;
    }

    become(call: Call, session: Session): OrgResponse {
        const user = this.org.users.byId(normalizeId(call.query.get('suorgadminid') ?? '') ?? '');
        const { system } = this.org.data.permissionsOf(session.user.id);
        const mayBe = system.has('manageusers') && system.has('modifyalldata');
        if (!user || !mayBe) return refused('Insufficient Privileges');
        const sourceIp = call.request.remoteAddress;
        const targetUrl = ownPath(call.query.get('targetURL'));
        const organizationId = this.sessions.organizationId();
        try {
            this.monitoring.loginAs(requesterOf(session, sourceIp), { user, organizationId, targetUrl });
        } catch (refusal) {
            if (refusal instanceof PolicyRefusal) return refused(refusal.message);
            throw refusal;
        }
        asPlatform(this.org, () =>
            insertSystemRow(this.org.data, 'SetupAuditTrail', {
                Action: 'suOrgAdminLogin',
                Section: 'Manage Users',
                Display: `Logged in using Login-As access for ${user.username}`,
                CreatedById: session.user.id,
                DelegateUser: session.user.username
            })
        );
        const { token } = this.sessions.start({
            user,
            type: 'UI',
            app: null,
            oauthTokenId: null,
            loginHistoryId: null,
            loginKey: session.loginKey,
            sourceIp,
            loginType: 'Application',
            loginSubType: 'UiLoginPage'
        });
        return redirect(targetUrl, { 'set-cookie': sessionCookie(token) });
    }
}

function refused(reason: string): OrgResponse {
    return html(403, `<!doctype html><title>Insufficient Privileges</title><p>${escapeXml(reason)}</p>`);
}
