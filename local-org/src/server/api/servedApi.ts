import type { Org } from '../../org/index.ts';
import { checkOrigin } from '../auth/browserDoor.ts';
import type { Session } from '../auth/session.ts';
import type { ApiFault } from '../http/apiFault.ts';
import { invalidSession } from '../http/apiFault.ts';
import { Call } from '../http/call.ts';
import { faultResponse } from '../http/faultResponse.ts';
import { redirect } from '../http/responses.ts';
import { matchRoute } from '../http/routes.ts';
import type { OrgRequest, OrgResponse, StreamMessage } from '../protocol.ts';
import { requesterOf } from '../rest/requester.ts';
import type { OrgApi, OrgApiOptions } from './orgApi.ts';
import { servedRoutes } from './servedRoutes.ts';
import type { Services } from './services.ts';
import { createServices } from './services.ts';

/** The address of a record or a report, by its id. */
const IS_RECORD = /^\/[a-z0-9]{15}(?:[a-z0-9]{3})?$/i;

/** Addresses that a page or a click on one asks for; those of clients and of the local org itself are none. */
const IS_PAGE = /^\/(?!services\/|local-org\/|id\/)/i;

/** Serves an org: sessions and tokens, the data APIs, controllers of Lightning components, streaming. */
export class ServedApi implements OrgApi {
    private readonly services: Services;
    private readonly routes: ReturnType<typeof servedRoutes>;

    constructor(org: Org, options: OrgApiOptions) {
        this.services = createServices(org, options);
        this.routes = servedRoutes(this.services);
    }

    handle(request: OrgRequest): OrgResponse | Promise<OrgResponse> {
        try {
            const call = new Call(request, []);
            checkOrigin(call);
            const response = this.services.caller.answering(call, () => this.answer(call));
            return response instanceof Promise ? response.catch((error: unknown) => this.fault(error)) : response;
        } catch (error) {
            return this.fault(error);
        }
    }

    subscribe(
        request: OrgRequest,
        push: (message: StreamMessage) => void,
        ended: (refusal: OrgResponse | null) => void = () => undefined
    ): { refusal: OrgResponse } | { unsubscribe(): void } {
        const { caller, stream } = this.services;
        try {
            const call = new Call(request, []);
            checkOrigin(call);
            const session = caller.of(call);
            if (!session) throw invalidSession();
            const listener = { push, ended: (refusal: ApiFault | null) => ended(refusal && this.fault(refusal)) };
            return { unsubscribe: stream.subscribe(call, session, listener) };
        } catch (error) {
            return { refusal: this.fault(error) };
        }
    }

    close(): void {
        this.services.org.close();
    }

    private answer(call: Call): OrgResponse | Promise<OrgResponse> {
        const { caller, dataApi, sites, batchJobs, apexRest } = this.services;
        const { method, path } = call.request;
        if (/^\/services\/data\/v/i.test(path)) return dataApi.handle(call.request, caller.session, invalidSession());
        const guestAnswer = sites.answer(call);
        if (guestAnswer) return guestAnswer;
        if (/^\/services\/async\//i.test(path)) return batchJobs.call(call);
        if (/^\/services\/apexrest\//i.test(path)) return apexRest.call(call, caller.apiSession());
        if (!caller.session && method === 'GET' && IS_RECORD.test(path))
            return redirect(`/login?startURL=${encodeURIComponent(path)}`);
        return caller.session && IS_PAGE.test(path) ? this.page(call, caller.session) : this.routed(call.request);
    }

    private routed(request: OrgRequest): OrgResponse {
        const { handle, params } = matchRoute(this.routes, request.method, request.path);
        return handle(new Call(request, params));
    }

    /** What a user does in the browser is told in the event log files. */
    private page(call: Call, session: Session): OrgResponse {
        const { org, monitoring, reportExport } = this.services;
        const { request } = call;
        const startedAt = org.clock.now();
        const exported = request.method === 'GET' ? reportExport.export(call, session) : null;
        const answered = exported ?? this.routed(request);
        const requester = requesterOf(session, request.remoteAddress);
        monitoring.notePage(requester, request.path, answered.status, org.clock.now() - startedAt);
        return answered;
    }

    private fault(error: unknown): OrgResponse {
        return faultResponse(error, this.services.print);
    }
}
