import type { Org } from '../../org/index.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';
import { json, redirect } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { ownPath, sessionCookie } from './browserDoor.ts';
import { LoginRefused } from './logins.ts';
import type { Logins } from './logins.ts';
import { digestOf, randomSecret } from './secrets.ts';
import type { Session } from './session.ts';

/** How long a link waits to be opened. */
const LINK_LIFE_MS = 60_000;
const UI = { loginType: 'Application', loginSubType: 'UiLoginPage', sessionType: 'UI', app: null } as const;

/** Who a link lets in, and until when (milliseconds since 1970). */
export interface AccessLink {
    readonly username: string;
    readonly until: number;
}

/** `/services/oauth2/singleaccess`: links by which an API client opens one browser session. */
export class SingleAccess {
    private readonly org: Org;
    private readonly logins: Logins;
    private readonly links: Map<string, AccessLink>;

    /** @param links by the digest of their secret */
    constructor(org: Org, logins: Logins, links: Map<string, AccessLink>) {
        this.org = org;
        this.logins = logins;
        this.links = links;
    }

    link(call: Call, session: Session): OrgResponse {
        const target = call.query.get('redirect_uri') ?? call.form().get('redirect_uri') ?? '';
        if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//'))
            throw new ApiFault(400, 'INVALID_INPUT', 'redirect_uri must be a path of this org.');
        const secret = randomSecret(60);
        this.links.set(digestOf(secret), {
            username: session.user.username,
            until: this.org.clock.now() + LINK_LIFE_MS
        });
        const query = new URLSearchParams({ otp: secret, startURL: landing(target) });
        return json(200, { frontdoor_uri: `${call.origin}/secur/frontdoor.jsp?${query.toString()}` });
    }

    /** Opens the link; a second time it only leads to the login page. */
    open(call: Call): OrgResponse {
        const key = digestOf(call.query.get('otp') ?? '');
        const link = this.links.get(key);
        this.links.delete(key);
        const target = ownPath(call.query.get('startURL'));
        const login = redirect(`/login?startURL=${encodeURIComponent(target)}`);
        if (!link || link.until < this.org.clock.now()) return login;
        try {
            const { token } = this.logins.logIn(link.username, true, UI, call.request);
            return redirect(target, { 'set-cookie': sessionCookie(token) });
        } catch (refusal) {
            if (refusal instanceof LoginRefused) return login;
            throw refusal;
        }
    }
}

/** Setup and the app launcher are pages that only a real org has: their place takes the list of the org's own pages. */
function landing(target: string): string {
    const path = target.startsWith('/') ? target : `/${target}`;
    return /^\/lightning\/(?:n|cmp|r)\//.test(path) ? path : '/';
}
