import type { Monitoring } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { guestUsername } from '../../org/index.ts';
import type { RunningUser } from '../../runtime/transaction.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { Call } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';
import { ActionFault, GUEST_ACTIONS } from './guestActions.ts';

const AURA = /^\/([\w-]+)\/s\/sfsites\/aura$/;

interface Action {
    readonly id?: unknown;
    readonly descriptor?: unknown;
    readonly params?: unknown;
}

/** `POST /{site}/s/sfsites/aura`: what the pages of a public site ask, and whoever pretends to be one. Needs no session: it runs as the guest. */
export class SiteDoor {
    private readonly org: Org;
    private readonly monitoring: Monitoring;

    constructor(org: Org, monitoring: Monitoring) {
        this.org = org;
        this.monitoring = monitoring;
    }

    /** Null for an address that is none of a site's. */
    answer(call: Call): OrgResponse | null {
        const path = AURA.exec(call.request.path)?.[1];
        const site = this.org.definition.sites.find((candidate) => candidate.path === path);
        const guest = site && this.org.users.named(guestUsername(site));
        if (!guest || call.request.method !== 'POST') return null;
        const startedAt = this.org.clock.now();
        const answers = actionsOf(call).map((action) => this.act(guest, action));
        const requester = {
            user: guest,
            sourceIp: call.request.remoteAddress,
            sessionKey: null,
            loginKey: '',
            loginHistoryId: null,
            connectedAppId: null
        };
        this.monitoring.notePage(requester, call.request.path, 200, this.org.clock.now() - startedAt);
        return json(200, { actions: answers, context: { mode: 'PROD', app: 'siteforce:communityApp' } });
    }

    private act(guest: RunningUser, { id, descriptor, params }: Action): object {
        const run = GUEST_ACTIONS[String(descriptor)];
        const failed = (message: string): object => ({
            id,
            state: 'ERROR',
            returnValue: null,
            error: [{ event: { attributes: { values: { message } } } }]
        });
        if (!run) return failed(`LOC-002: The local org does not support the action ${String(descriptor)} of guests.`);
        try {
            return {
                id,
                state: 'SUCCESS',
                returnValue: run(this.org, guest, (params ?? {}) as Record<string, unknown>),
                error: []
            };
        } catch (fault) {
            if (fault instanceof ActionFault) return failed(fault.message);
            throw fault;
        }
    }
}

/** The form field `message`: `{"actions":[{"id","descriptor","params"}]}` */
function actionsOf(call: Call): readonly Action[] {
    try {
        const { actions } = JSON.parse(call.form().get('message') ?? '') as { actions?: unknown };
        if (Array.isArray(actions)) return actions as Action[];
    } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
    }
    throw new ApiFault(400, 'INVALID_REQUEST', 'message must be a JSON object with a list of actions.');
}
