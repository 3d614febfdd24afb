import type { ApiRequestFacts, Requester } from '../../monitoring/index.ts';
import type { ApiCall } from '../http/call.ts';
import type { Session } from '../auth/session.ts';

export function requesterOf(session: Session, sourceIp: string): Requester {
    return {
        user: session.user,
        sourceIp,
        sessionKey: session.sessionKey,
        loginKey: session.loginKey,
        loginHistoryId: session.loginHistoryId,
        // Empty when the app's token was active already, which a renewal by refresh token is.
        connectedAppId: session.oauthTokenId === null ? (session.app?.id.slice(0, 15) ?? null) : null
    };
}

export function requestFacts({ call, session, version }: ApiCall): ApiRequestFacts {
    return {
        requester: requesterOf(session, call.request.remoteAddress),
        apiType: 'REST',
        apiVersion: version,
        client: call.option('sforce-call-options', 'client'),
        userAgent: call.header('user-agent'),
        additionalInfo: additionalInfo(call.request.headers)
    };
}

const INFO_HEADER = /^x-sfdc-addinfo-(\w{2,29})$/;
const INFO_VALUE = /^[\w-]{1,255}$/;
const MAX_INFOS = 30;

/** Headers by which a client adds to the event (Platform Events Developer Guide, field AdditionalInfo of ApiEvent). */
function additionalInfo(headers: Readonly<Record<string, string>>): string {
    const infos = Object.entries(headers).flatMap(([header, value]) => {
        const name = INFO_HEADER.exec(header)?.[1];
        return name !== undefined && INFO_VALUE.test(value) ? [[name, value] as const] : [];
    });
    return JSON.stringify(Object.fromEntries(infos.slice(0, MAX_INFOS)));
}
