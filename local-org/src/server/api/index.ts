import { Monitoring } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { Sessions as SessionsKey } from '../../platform/session.ts';
import { ApexRest } from '../apex/apexRest.ts';
import { Controllers } from '../apex/controllers.ts';
import { BrowserDoor, checkOrigin, NO_COOKIE } from '../auth/browserDoor.ts';
import { BatchJobs } from '../bulk/batchJobs.ts';
import { ConnectedApps } from '../auth/connectedApps.ts';
import { Credentials } from '../auth/credentials.ts';
import { LoginAs } from '../auth/loginAs.ts';
import { Logins } from '../auth/logins.ts';
import { AuthorizationCodes } from '../auth/authorizationCodes.ts';
import { OauthEndpoints } from '../auth/oauthEndpoints.ts';
import { RefreshTokens } from '../auth/refreshTokens.ts';
import type { Session } from '../auth/session.ts';
import { Sessions } from '../auth/sessions.ts';
import { SingleAccess } from '../auth/singleAccess.ts';
import { soapLogin } from '../auth/soapLogin.ts';
import type { Deployments } from '../metadata/deployments.ts';
import type { OrgRequest, OrgResponse, StreamMessage } from '../protocol.ts';
import { BlobResource } from '../rest/blobResource.ts';
import { requesterOf } from '../rest/requester.ts';
import { listVersions } from '../rest/versions.ts';
import { ApexService } from '../soap/apexService.ts';
import { MetadataService } from '../soap/metadataService.ts';
import { SiteDoor } from '../sites/siteDoor.ts';
import { PartnerService } from '../soap/partnerService.ts';
import { EventStream } from '../streaming/eventStream.ts';
import { ReportExport } from '../views/reportExport.ts';
import { ReportRuns } from '../views/reportRuns.ts';
import { ManagedSubscriptionResource } from '../streaming/managedSubscriptionResource.ts';
import { TopicResource } from '../streaming/topicResource.ts';
import { requireApiAccess } from './apiAccess.ts';
import { invalidSession } from '../http/apiFault.ts';
import { Call } from '../http/call.ts';
import { DataApi } from './dataApi.ts';
import { faultResponse } from '../http/faultResponse.ts';
import { LocalOrgResource } from './localOrgResource.ts';
import { redirect } from '../http/responses.ts';
import type { ApiFault } from '../http/apiFault.ts';
import type { Route } from '../http/routes.ts';
import { matchRoute } from '../http/routes.ts';
import { ServedState } from './servedState.ts';

export interface OrgApiOptions {
    /** Folder for generated secrets. */
    readonly stateDir: string;
    /** Told what no client may be told, e.g. the details of an internal error. */
    print(line: string): void;
    /** What goes on when the org behind the API is another one; new unless given. */
    readonly state?: ServedState;
    /** null for an org into which nothing can be deployed. */
    readonly deployments?: Deployments | null;
}

/** What hears of a subscription. */
export interface Subscriber {
    accepted(): void;
    refused(refusal: OrgResponse): void;
    push(message: StreamMessage): void;
    /** Its session is over, or it cannot go on; nothing follows. */
    ended(): void;
}

/** The org behind HTTP. One request after another; what takes its time (test runs) is answered later. */
export interface OrgApi {
    /** Answers every request; never throws, never rejects. */
    handle(request: OrgRequest): OrgResponse | Promise<OrgResponse>;
    /**
     * `GET /events?channel=&replayId=`
     * @param push gets retained messages before this returns
     * @param ended called when the session is over (null) or when something else ends it; nothing follows
     */
    subscribe(
        request: OrgRequest,
        push: (message: StreamMessage) => void,
        ended?: (refusal: OrgResponse | null) => void
    ): { refusal: OrgResponse } | { unsubscribe(): void };
    close(): void;
}

/**
 * Addresses of API clients, who show their token in a header. A browser sends the cookie along with whatever a page on another port of
 * this machine asks for, an image that is no image included, and some of these addresses change data by GET.
 */
const OF_CLIENTS = /^\/services\/(?!data\/v[\d.]+\/ui-api\/)/i;

/** The address of a record or a report, by its id. */
const IS_RECORD = /^\/[a-z0-9]{15}(?:[a-z0-9]{3})?$/i;

/** Addresses that a page or a click on one asks for; those of clients and of the local org itself are none. */
const IS_PAGE = /^\/(?!services\/|local-org\/|id\/)/i;

/** Serves an org: sessions and tokens, the data APIs, controllers of Lightning components, streaming. */
export function createOrgApi(org: Org, options: OrgApiOptions): OrgApi {
    const { print, state = new ServedState(), deployments = null } = options;
    const monitoring = new Monitoring(org, state.logLines);
    const credentials = new Credentials(org, options.stateDir);
    const apps = new ConnectedApps(org, credentials);
    credentials.complete(apps.all().map(({ name }) => name));
    const sessions = new Sessions(org, state.sessions);
    const refreshTokens = new RefreshTokens(org, options.stateDir);
    issueAgreedTokens(org, apps, credentials, refreshTokens);
    const logins = new Logins(org, sessions, monitoring);
    const codes = new AuthorizationCodes();
    const oauth = new OauthEndpoints({ org, apps, credentials, sessions, refreshTokens, codes, logins });
    const door = new BrowserDoor(org, logins, sessions);
    const partner = new PartnerService(org, monitoring, sessions);
    const sites = new SiteDoor(org, monitoring);
    const batchJobs = new BatchJobs(org, monitoring, sessions);
    const loginAs = new LoginAs(org, sessions, monitoring);
    const apexRest = new ApexRest(org);
    const singleAccess = new SingleAccess(org, logins, state.accessLinks);
    state.debugLogs.attach(org);
    const dataApi = new DataApi({ org, monitoring, state, deployments, print });
    const sessionOf = (token: string): Session | null => sessions.find(token);
    const apexService = new ApexService(org, state.debugLogs, sessionOf);
    const metadataService = deployments && new MetadataService({ org, deployments, state, sessionOf });
    const controllers = new Controllers(org, print);
    const local = new LocalOrgResource(org, apps, refreshTokens, codes, monitoring);
    const reportExport = new ReportExport(org, new ReportRuns(org, monitoring));
    const blobs = new BlobResource(org, monitoring);
    const stream = new EventStream(org, sessions, state);
    const topics = new TopicResource(org);
    const managed = new ManagedSubscriptionResource(org);
    let current: Session | null = null;
    org.services.provide(SessionsKey, { current: () => current && sessions.describe(current) });

    const signedIn = (): Session => {
        if (!current) throw invalidSession();
        return current;
    };
    const apiSession = (): Session => {
        requireApiAccess(org, signedIn());
        return signedIn();
    };
    const route = (
        method: string,
        pattern: string,
        handle: (call: Call) => OrgResponse
    ): Route<(call: Call) => OrgResponse> => ({ method, pattern, handle });
    const routes = [
        route('GET', '', () => (current ? door.home(current) : redirect('/login'))),
        route('GET', '/login', (call) => door.page(call)),
        route('POST', '/login', (call) => door.logIn(call)),
        route('GET', '/secur/frontdoor.jsp', (call) =>
            call.query.has('otp') ? singleAccess.open(call) : door.frontdoor(call)
        ),
        route('GET', '/servlet/servlet.su', (call) => loginAs.become(call, signedIn())),
        route('GET', '/secur/logout.jsp', (call) => logOut(call)),
        route('POST', '/services/oauth2/token', (call) => oauth.token(call)),
        route('POST', '/services/oauth2/revoke', (call) => oauth.revoke(call)),
        route('GET', '/services/oauth2/revoke', (call) => oauth.revoke(call)),
        route('POST', '/services/oauth2/introspect', (call) => oauth.introspect(call)),
        route('GET', '/services/oauth2/userinfo', (call) => oauth.userInfo(call, current)),
        route('GET', '/services/oauth2/singleaccess', (call) => singleAccess.link(call, signedIn())),
        route('POST', '/services/oauth2/singleaccess', (call) => singleAccess.link(call, signedIn())),
        route('GET', '/id/{}/{}', (call) => oauth.userInfo(call, current)),
        route('POST', '/services/Soap/u/{}', (call) => partnerCall(call)),
        route('POST', '/services/Soap/u/{}/{}', (call) => partnerCall(call)),
        route('POST', '/services/Soap/s/{}', (call) => apexService.call(call)),
        route('POST', '/services/Soap/s/{}/{}', (call) => apexService.call(call)),
        ...(metadataService
            ? [
                  route('POST', '/services/Soap/m/{}', (call) => metadataService.call(call)),
                  route('POST', '/services/Soap/m/{}/{}', (call) => metadataService.call(call))
              ]
            : []),
        route('GET', '/services/data', () => listVersions()),
        route('GET', '/sfc/servlet.shepherd/version/download/{}', (call) =>
            blobs.download(signedIn(), call.request.remoteAddress, call.params[0]!)
        ),
        route('POST', '/apex/{}', (call) => controllers.call(call, signedIn())),
        route('GET', '/local-org/session', () => local.session(apiSession())),
        route('GET', '/local-org/topics', (call) => topics.topic(call, apiSession())),
        route('GET', '/local-org/schemas', (call) => topics.schema(call, apiSession())),
        route('POST', '/local-org/events', (call) => topics.publish(call, apiSession())),
        route('GET', '/local-org/managed-subscriptions', (call) => managed.start(call, apiSession())),
        route('POST', '/local-org/managed-subscriptions', (call) => managed.commit(call, apiSession())),
        route('GET', '/local-org/viewer', () => local.viewer(signedIn())),
        route('POST', '/local-org/authorizations', (call) => local.authorize(call, signedIn())),
        route('POST', '/local-org/threat-events', (call) => local.injectThreat(call, signedIn())),
        route('GET', '/local-org/clock', () => local.clock()),
        route('POST', '/local-org/clock', (call) => moveClock(call))
    ];

    function moveClock(call: Call): OrgResponse {
        const answer = local.moveClock(call, signedIn());
        sessions.keepAwake(stream.listening());
        return answer;
    }

    function callerOf(call: Call): Session | null {
        const bearer = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(call.header('authorization') ?? '')?.[1];
        const token = bearer ?? (OF_CLIENTS.test(call.request.path) ? null : call.cookie('sid'));
        return token ? sessions.find(token) : null;
    }

    function partnerCall(call: Call): OrgResponse {
        const isLogin = /<(?:\w+:)?login[\s>]/.test(call.request.body);
        return isLogin ? soapLogin({ org, credentials, logins, sessions }, call) : partner.call(call);
    }

    function logOut(call: Call): OrgResponse {
        if (current) {
            sessions.end(current);
            monitoring.logout(requesterOf(current, call.request.remoteAddress));
        }
        return redirect('/login', { 'set-cookie': NO_COOKIE });
    }

    function answer(request: OrgRequest): OrgResponse | Promise<OrgResponse> {
        const call = new Call(request, []);
        checkOrigin(call);
        current = callerOf(call);
        if (/^\/services\/data\/v/i.test(request.path)) return dataApi.handle(request, current, invalidSession());
        const guestAnswer = sites.answer(call);
        if (guestAnswer) return guestAnswer;
        if (/^\/services\/async\//i.test(request.path)) return batchJobs.call(call);
        if (/^\/services\/apexrest\//i.test(request.path)) return apexRest.call(call, apiSession());
        if (!current && request.method === 'GET' && IS_RECORD.test(request.path))
            return redirect(`/login?startURL=${encodeURIComponent(request.path)}`);
        return current && IS_PAGE.test(request.path) ? page(call, current) : routed(request);
    }

    function routed(request: OrgRequest): OrgResponse {
        const { handle, params } = matchRoute(routes, request.method, request.path);
        return handle(new Call(request, params));
    }

    /** What a user does in the browser is told in the event log files. */
    function page(call: Call, session: Session): OrgResponse {
        const { request } = call;
        const startedAt = org.clock.now();
        const exported = request.method === 'GET' ? reportExport.export(call, session) : null;
        const answered = exported ?? routed(request);
        const requester = requesterOf(session, request.remoteAddress);
        monitoring.notePage(requester, request.path, answered.status, org.clock.now() - startedAt);
        return answered;
    }

    return {
        handle(request) {
            const outer = current;
            try {
                const response = answer(request);
                return response instanceof Promise
                    ? response.catch((error: unknown) => faultResponse(error, print))
                    : response;
            } catch (error) {
                return faultResponse(error, print);
            } finally {
                current = outer;
            }
        },
        subscribe(request, push, ended = () => undefined) {
            try {
                const call = new Call(request, []);
                checkOrigin(call);
                const session = callerOf(call);
                if (!session) throw invalidSession();
                const listener = {
                    push,
                    ended: (refusal: ApiFault | null) => ended(refusal && faultResponse(refusal, print))
                };
                return { unsubscribe: stream.subscribe(call, session, listener) };
            } catch (error) {
                return { refusal: faultResponse(error, print) };
            }
        },
        close: () => org.close()
    };
}

/** Tokens for the users whose consent the org definition takes as given; what was revoked since stays revoked. */
function issueAgreedTokens(
    org: Org,
    apps: ConnectedApps,
    credentials: Credentials,
    refreshTokens: RefreshTokens
): void {
    for (const app of apps.all()) {
        if (!app.scopes.includes('refresh_token')) continue;
        for (const username of app.authorizedUsers) {
            const user = org.users.named(username);
            if (!user)
                throw new Error(
                    `The connected app ${app.name} names the user ${username}, whom the org does not have.`
                );
            if (!credentials.hasRefreshToken(app, username))
                credentials.noteRefreshToken(app, username, refreshTokens.issue(app, user));
        }
    }
}
