import type { Org } from '../../org/index.ts';
import type { Call } from '../http/call.ts';
import { answerOf, requireAuthor } from '../apex/anonymousResource.ts';
import type { Session } from '../auth/session.ts';
import type { OrgResponse } from '../protocol.ts';
import type { DebugLogs } from '../tooling/debugLogs.ts';
import { APEX_NAMESPACE, readSoapCall, soapAnswer, SoapFault, tag } from './envelope.ts';

/** `/services/Soap/s/{version}/{orgId}`: executeAnonymous of the Apex API, with the debug log in the header of the answer. */
export class ApexService {
    private readonly org: Org;
    private readonly debugLogs: DebugLogs;
    private readonly sessionOf: (token: string) => Session | null;

    constructor(org: Org, debugLogs: DebugLogs, sessionOf: (token: string) => Session | null) {
        this.org = org;
        this.debugLogs = debugLogs;
        this.sessionOf = sessionOf;
    }

    call(call: Call): OrgResponse {
        try {
            return this.answer(call);
        } catch (fault) {
            if (fault instanceof SoapFault) return fault.toResponse();
            throw fault;
        }
    }

    private answer(call: Call): OrgResponse {
        const { operation, sessionId } = readSoapCall(call.request.body);
        const session = this.sessionOf(sessionId ?? '');
        if (!session)
            throw new SoapFault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
        if (operation.name !== 'executeAnonymous') {
            throw new SoapFault(
                'UNKNOWN_EXCEPTION',
                `LOC-002: The local org does not support ${operation.name} of the Apex API.`
            );
        }
        requireAuthor(this.org, session);
        const code = operation.rawTextOf('String') ?? operation.rawTextOf('apexcode') ?? '';
        const { user } = session;
        const { result, log } = this.debugLogs.whileRunning(this.org, user, code, () =>
            this.org.runAnonymous(user, code)
        );
        const header = tag('DebuggingInfo', { debugLog: log });
        const { column, compileProblem, compiled, exceptionMessage, exceptionStackTrace, line, success } =
            answerOf(result);
        const fields = { column, compileProblem, compiled, exceptionMessage, exceptionStackTrace, line, success };
        return soapAnswer(APEX_NAMESPACE, 'executeAnonymous', fields, header);
    }
}
