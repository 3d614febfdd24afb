import type { Org } from '../../org/index.ts';
import type { CalloutPort, CalloutRequest } from '../../runtime/services.ts';
import { currentTransaction } from '../../runtime/transaction.ts';
import type { LogLine } from './evidence.ts';

/** Lets callouts through and notes each, with its address but without its query string, which may hold data. */
export function loggedCallouts(port: CalloutPort, org: Org, note: (line: LogLine) => void): CalloutPort {
    return {
        send(request) {
            const startedAt = org.clock.now();
            let statusCode: number | null = null;
            let responseSize = 0;
            try {
                const response = port.send(request);
                statusCode = response.statusCode;
                responseSize = response.body.length;
                return response;
            } finally {
                note(calloutLine(request, startedAt, org.clock.now(), statusCode, responseSize));
            }
        }
    };
}

function calloutLine(
    request: CalloutRequest,
    startedAt: number,
    endedAt: number,
    statusCode: number | null,
    responseSize: number
): LogLine {
    const { user, requestId } = currentTransaction();
    const url = request.url.replace(/[?#].*$/, '');
    return {
        type: 'ApexCallout',
        at: startedAt,
        requester: {
            user,
            sourceIp: '',
            sessionKey: null,
            loginKey: '',
            loginHistoryId: null,
            connectedAppId: null
        },
        requestId,
        values: {
            RUN_TIME: endedAt - startedAt,
            TYPE: 'REST',
            METHOD: request.method,
            SUCCESS: statusCode !== null && statusCode < 400,
            STATUS_CODE: statusCode,
            TIME: endedAt - startedAt,
            REQUEST_SIZE: request.body?.length ?? 0,
            RESPONSE_SIZE: responseSize,
            URL: url
        }
    };
}
