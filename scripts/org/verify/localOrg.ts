import type { Connection } from 'jsforce';
import { connectAs, readCredentials, type LocalAddress } from '../../connection.ts';
import { ServiceUser } from './serviceUser.ts';
import { whoIs, type VerifyTarget } from './target.ts';
import { ToolError } from '../../toolError.ts';

const RESPONDER = 'responder@firebreak.example';
const COLLEAGUE = 'ada.admin@firebreak.example';
const SERVICE = { app: 'Drift Chat Agent', username: 'drift.agent@firebreak.example' };

/** The addresses under /local-org exist in no org of Salesforce. */
export async function isLocalOrg({ instanceUrl, accessToken }: Connection): Promise<boolean> {
    const answer = await fetch(`${instanceUrl}/local-org/viewer`, {
        headers: { authorization: `Bearer ${accessToken}` },
        redirect: 'manual'
    });
    return answer.ok && (answer.headers.get('content-type') ?? '').includes('json');
}

/** Everybody of the seeded org; the token that may be revoked is authorised for this run alone. */
export async function localTarget({ url, stateDir }: LocalAddress): Promise<VerifyTarget> {
    const [responder, colleague] = await Promise.all(
        [RESPONDER, COLLEAGUE].map((name) => connectAs(url, stateDir, name))
    );
    const app = readCredentials(stateDir).connectedApps[SERVICE.app]!;
    const { refreshToken } = await post<{ refreshToken: string }>(colleague!, 'authorizations', SERVICE);
    const login = { loginUrl: url, clientId: app.consumerKey, clientSecret: app.consumerSecret, refreshToken };
    const service = await ServiceUser.find(login);
    return {
        responder: responder!,
        responderName: RESPONDER,
        colleague: colleague!,
        service,
        makeThreatEvent: () => makeThreatEvent(colleague!, service),
        mayRevoke: true,
        isLocal: true
    };
}

/** @returns the identifier of the event, as a test event of Setup would have it */
export async function makeThreatEvent(admin: Connection, service: ServiceUser | null): Promise<string> {
    const fields = {
        UserId: service?.id ?? (await whoIs(admin)).id,
        Username: service?.username,
        SourceIp: '192.0.2.1',
        // Too low to open an incident.
        Score: 0.1
    };
    const { eventIdentifier } = await post<{ eventIdentifier: string }>(admin, 'threat-events', {
        type: 'ApiAnomalyEvent',
        fields
    });
    return eventIdentifier;
}

async function post<T>({ instanceUrl, accessToken }: Connection, name: string, body: unknown): Promise<T> {
    const answer = await fetch(`${instanceUrl}/local-org/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
        body: JSON.stringify(body)
    });
    if (!answer.ok) throw new ToolError('FB-ORG-016', name, await answer.text());
    return (await answer.json()) as T;
}
