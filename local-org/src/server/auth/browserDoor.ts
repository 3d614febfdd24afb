import { systemRows } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';
import { escapeXml } from '../http/markup.ts';
import { html, redirect } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { LoginRefused } from './logins.ts';
import type { Logins } from './logins.ts';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/i;
const UI = { loginType: 'Application', loginSubType: 'UiLoginPage', sessionType: 'UI', app: null } as const;
const HOME = '/';

/**
 * Keeps web pages of other sites out. A name that was made to point to 127.0.0.1 shows in Host (DNS rebinding); a page of another
 * site that posts here shows in Origin, one that only loads something in Sec-Fetch-Site (cross-site request forgery). Other ports of
 * this machine are `same-site` and get the cookie, so they are kept out as well. Following a link hither is nothing of that.
 * @throws ApiFault 403
 */
export function checkOrigin(call: Call): void {
    const host = call.header('host') ?? '';
    const origin = call.header('origin');
    if (!LOOPBACK.test(host))
        throw new ApiFault(403, 'INSUFFICIENT_ACCESS', 'The local org answers on loopback addresses only.');
    if ((origin !== null && origin !== `http://${host}`) || isLoadedByOtherSite(call)) {
        throw new ApiFault(403, 'INSUFFICIENT_ACCESS', 'The local org does not answer pages of other sites.');
    }
}

function isLoadedByOtherSite(call: Call): boolean {
    const site = call.header('sec-fetch-site');
    if (site !== 'cross-site' && site !== 'same-site') return false;
    return call.request.method !== 'GET' || call.header('sec-fetch-mode') !== 'navigate';
}

/** Ways of a browser into the local org and out of it. */
export class BrowserDoor {
    private readonly org: Org;
    private readonly logins: Logins;
    private readonly sessions: Sessions;

    constructor(org: Org, logins: Logins, sessions: Sessions) {
        this.org = org;
        this.logins = logins;
        this.sessions = sessions;
    }

    /** Lists the org's people. Who sits at the machine may be any of them: the stand-in of passwords and second factors. */
    page(call: Call, message: string | null = null): OrgResponse {
        const startUrl = ownPath(call.query.get('startURL'));
        const people = systemRows(this.org.data, 'User')
            .filter(
                (user) => user.UserType === 'Standard' && user.IsActive === true && !this.isApiOnly(user.Id as string)
            )
            .sort((a, b) => String(a.Name).localeCompare(String(b.Name)));
        const buttons = people.map(
            ({ Username: username, Name: name }) =>
                `<li><button name="username" value="${escapeXml(String(username))}"><b>${escapeXml(String(name))}</b><br>${escapeXml(String(username))}</button></li>`
        );
        const alert = message === null ? '' : `<p role="alert">${escapeXml(message)}</p>`;
        return html(
            message === null ? 200 : 403,
            pageOf(
                'Log in | Local org',
                `<h1>Who are you?</h1><p>This is a local org: choose whom to be.</p>${alert}<form method="post" action="/login">` +
                    `<input type="hidden" name="startURL" value="${escapeXml(startUrl)}"><ul>${buttons.join('')}</ul></form>`
            )
        );
    }

    /** Where a browser arrives that was sent nowhere else: the project's tabs. */
    home({ user }: Session): OrgResponse {
        const tabs = this.org.project.tabs.map(
            ({ name }) => `<li><a href="/lightning/n/${encodeURIComponent(name)}">${escapeXml(name)}</a></li>`
        );
        const body = `<h1>Local org</h1><p>Signed in as ${escapeXml(user.username)}. <a href="/login">Be somebody else</a></p><ul>${tabs.join('')}</ul>`;
        return html(200, pageOf('Local org', body));
    }

    logIn(call: Call): OrgResponse {
        const form = call.form();
        try {
            const { token } = this.logins.logIn(form.get('username') ?? '', true, UI, call.request);
            return redirect(ownPath(form.get('startURL')), { 'set-cookie': sessionCookie(token) });
        } catch (refusal) {
            if (refusal instanceof LoginRefused) return this.page(call, `Log-in was refused: ${refusal.status}.`);
            throw refusal;
        }
    }

    /** `/secur/frontdoor.jsp?sid=…&retURL=…`: makes a session of an API client one of the browser, but not an API-only user's. */
    frontdoor(call: Call): OrgResponse {
        const token = call.query.get('sid') ?? '';
        const target = ownPath(call.query.get('retURL') ?? call.query.get('startURL'));
        const session = this.sessions.find(token);
        if (!session || this.isApiOnly(session.user.id))
            return redirect(`/login?startURL=${encodeURIComponent(target)}`);
        return redirect(target, { 'set-cookie': sessionCookie(token) });
    }

    private isApiOnly(userId: string): boolean {
        return this.org.data.permissionsOf(userId).system.has('apiuseronly');
    }
}

function pageOf(title: string, body: string): string {
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

export function sessionCookie(token: string): string {
    return `sid=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Strict`;
}

export const NO_COOKIE = 'sid=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0';

/** A path of this org, never another site: `//host` and `/\host` lead elsewhere. A header can carry printable ASCII only. */
export function ownPath(path: string | null): string {
    return path !== null && /^\/(?!\/)[!-[\]-~]*$/.test(path) ? path : HOME;
}

const STYLE =
    'body{font:16px/1.5 system-ui,sans-serif;background:#f3f3f3;margin:0}main{max-width:28rem;margin:4rem auto;background:#fff;padding:2rem;border-radius:.25rem}' +
    'ul{list-style:none;padding:0}button{width:100%;text-align:left;padding:.75rem 1rem;margin:.25rem 0;font:inherit;background:#fff;border:1px solid #747474;border-radius:.25rem;cursor:pointer}' +
    'button:hover,button:focus{background:#f3f8fe;outline:2px solid #0176d3}h1{margin-top:0}';
