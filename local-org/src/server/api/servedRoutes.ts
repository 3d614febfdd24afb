import { NO_COOKIE } from '../auth/browserDoor.ts';
import { soapLogin } from '../auth/soapLogin.ts';
import type { Call } from '../http/call.ts';
import { redirect } from '../http/responses.ts';
import type { Route } from '../http/routes.ts';
import type { OrgResponse } from '../protocol.ts';
import { requesterOf } from '../rest/requester.ts';
import { listVersions } from '../rest/versions.ts';
import type { Services } from './services.ts';

type Handle = (call: Call) => OrgResponse;
type ServedRoute = Route<Handle>;

const route = (method: string, pattern: string, handle: Handle): ServedRoute => ({ method, pattern, handle });

/** Every address outside of the data APIs, whose versions have addresses of their own. */
export function servedRoutes(services: Services): readonly ServedRoute[] {
    return [
        ...browserRoutes(services),
        ...oauthRoutes(services),
        ...soapRoutes(services),
        ...localOrgRoutes(services),
        route('GET', '/services/data', () => listVersions())
    ];
}

function browserRoutes(services: Services): ServedRoute[] {
    const { caller, door, singleAccess, loginAs, blobs, controllers } = services;
    return [
        route('GET', '', () => (caller.session ? door.home(caller.session) : redirect('/login'))),
        route('GET', '/login', (call) => door.page(call)),
        route('POST', '/login', (call) => door.logIn(call)),
        route('GET', '/secur/frontdoor.jsp', (call) =>
            call.query.has('otp') ? singleAccess.open(call) : door.frontdoor(call)
        ),
        route('GET', '/servlet/servlet.su', (call) => loginAs.become(call, caller.signedIn())),
        route('GET', '/secur/logout.jsp', (call) => logOut(services, call)),
        route('GET', '/sfc/servlet.shepherd/version/download/{}', (call) =>
            blobs.download(caller.signedIn(), call.request.remoteAddress, call.params[0]!)
        ),
        route('POST', '/apex/{}', (call) => controllers.call(call, caller.signedIn()))
    ];
}

function logOut({ caller, sessions, monitoring }: Services, call: Call): OrgResponse {
    const { session } = caller;
    if (session) {
        sessions.end(session);
        monitoring.logout(requesterOf(session, call.request.remoteAddress));
    }
    return redirect('/login', { 'set-cookie': NO_COOKIE });
}

function oauthRoutes({ caller, oauth, singleAccess }: Services): ServedRoute[] {
    return [
        route('POST', '/services/oauth2/token', (call) => oauth.token(call)),
        route('POST', '/services/oauth2/revoke', (call) => oauth.revoke(call)),
        route('GET', '/services/oauth2/revoke', (call) => oauth.revoke(call)),
        route('POST', '/services/oauth2/introspect', (call) => oauth.introspect(call)),
        route('GET', '/services/oauth2/userinfo', (call) => oauth.userInfo(call, caller.session)),
        route('GET', '/services/oauth2/singleaccess', (call) => singleAccess.link(call, caller.signedIn())),
        route('POST', '/services/oauth2/singleaccess', (call) => singleAccess.link(call, caller.signedIn())),
        route('GET', '/id/{}/{}', (call) => oauth.userInfo(call, caller.session))
    ];
}

function soapRoutes(services: Services): ServedRoute[] {
    const { apexService, metadataService } = services;
    const both = (api: string, handle: Handle): ServedRoute[] => [
        route('POST', `/services/Soap/${api}/{}`, handle),
        route('POST', `/services/Soap/${api}/{}/{}`, handle)
    ];
    return [
        ...both('u', (call) => partnerCall(services, call)),
        ...both('s', (call) => apexService.call(call)),
        ...(metadataService ? both('m', (call) => metadataService.call(call)) : [])
    ];
}

function partnerCall({ org, credentials, logins, sessions, partner }: Services, call: Call): OrgResponse {
    const isLogin = /<(?:\w+:)?login[\s>]/.test(call.request.body);
    return isLogin ? soapLogin({ org, credentials, logins, sessions }, call) : partner.call(call);
}

function localOrgRoutes(services: Services): ServedRoute[] {
    const { caller, local, topics, managed } = services;
    return [
        route('GET', '/local-org/session', () => local.session(caller.apiSession())),
        route('GET', '/local-org/topics', (call) => topics.topic(call, caller.apiSession())),
        route('GET', '/local-org/schemas', (call) => topics.schema(call, caller.apiSession())),
        route('POST', '/local-org/events', (call) => topics.publish(call, caller.apiSession())),
        route('GET', '/local-org/managed-subscriptions', (call) => managed.start(call, caller.apiSession())),
        route('POST', '/local-org/managed-subscriptions', (call) => managed.commit(call, caller.apiSession())),
        route('GET', '/local-org/viewer', () => local.viewer(caller.signedIn())),
        route('POST', '/local-org/authorizations', (call) => local.authorize(call, caller.signedIn())),
        route('POST', '/local-org/threat-events', (call) => local.injectThreat(call, caller.signedIn())),
        route('GET', '/local-org/clock', () => local.clock()),
        route('POST', '/local-org/clock', (call) => moveClock(services, call))
    ];
}

function moveClock({ caller, local, sessions, stream }: Services, call: Call): OrgResponse {
    const answer = local.moveClock(call, caller.signedIn());
    sessions.keepAwake(stream.listening());
    return answer;
}
