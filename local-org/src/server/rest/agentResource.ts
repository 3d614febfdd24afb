import type { FieldValues } from '../../data/index.ts';
import { findSystemRow, systemRows, updateSystemRow } from '../../data/index.ts';
import { asPlatform } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { Route } from '../http/routes.ts';
import type { OrgResponse } from '../protocol.ts';

const PATH = '/connect/bot-versions/{}/activation';
const ENTITLED = ['botmanagebots', 'botmanagebotstrainingdata'];

/** `/connect/bot-versions/<id>/activation`: whether a version of an agent is active. Agents hold no conversations here. */
export class AgentResource {
    private readonly org: Org;

    constructor(org: Org) {
        this.org = org;
    }

    routes(): readonly Route<(api: ApiCall) => OrgResponse>[] {
        return [
            { method: 'GET', pattern: PATH, handle: (api) => told(this.version(api)) },
            { method: 'POST', pattern: PATH, handle: (api) => this.activate(api) }
        ];
    }

    private activate(api: ApiCall): OrgResponse {
        const { Id, BotDefinitionId, Status } = this.version(api);
        const status = statusIn(api);
        if (status === 'Active' && Status !== 'Active') this.refuseSecond(BotDefinitionId);
        asPlatform(this.org, () => updateSystemRow(this.org.data, 'BotVersion', Id as string, { Status: status }));
        return told(this.version(api));
    }

    /** Only one version of an agent is active at once; what becomes of the other one is nowhere documented. */
    private refuseSecond(agentId: unknown): void {
        const isActive = ({ BotDefinitionId, Status }: FieldValues): boolean =>
            BotDefinitionId === agentId && Status === 'Active';
        if (systemRows(this.org.data, 'BotVersion').some(isActive))
            unsupported('activating a version of an agent of which another one is active; deactivate that one first');
    }

    private version({ call, session }: ApiCall): FieldValues {
        const { system } = this.org.data.permissionsOf(session.user.id);
        if (!ENTITLED.some((permission) => system.has(permission)))
            throw new ApiFault(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on entity');
        const row = findSystemRow(this.org.data, 'BotVersion', call.params[0]!);
        if (!row) throw notFound();
        return row;
    }
}

function statusIn({ call }: ApiCall): 'Active' | 'Inactive' {
    const status = call.query.get('status') ?? (call.request.body === '' ? null : call.jsonObject()['status']);
    if (status === 'Active' || status === 'Inactive') return status;
    throw new ApiFault(400, 'INVALID_INPUT', 'status must be Active or Inactive');
}

function told({ Status }: FieldValues): OrgResponse {
    return json(200, { isActivated: Status === 'Active', messages: [], success: true });
}
