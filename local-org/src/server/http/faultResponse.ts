import { randomInt } from 'node:crypto';
import { SoqlError } from '../../data/index.ts';
import { ApexException } from '../../runtime/exceptions.ts';
import type { DmlErrorRow } from '../../runtime/members/exceptions.ts';
import { UnsupportedFeature } from '../../runtime/unsupported.ts';
import { PolicyRefusal } from '../../monitoring/index.ts';
import type { OrgResponse } from '../protocol.ts';
import { ApiFault, OauthFault } from './apiFault.ts';
import { json } from './responses.ts';

/**
 * The answer to a request that failed. What the platform has no words for is told by an error id only: the details go to the
 * log of the org, never to the client.
 */
export function faultResponse(fault: unknown, log: (line: string) => void): OrgResponse {
    if (fault instanceof ApiFault || fault instanceof OauthFault) return fault.toResponse();
    if (fault instanceof PolicyRefusal) return json(403, [{ message: fault.message, errorCode: fault.code }]);
    if (fault instanceof SoqlError) return json(400, [soqlError(fault)]);
    if (fault instanceof ApexException) return json(400, apexErrors(fault));
    if (fault instanceof UnsupportedFeature) {
        return json(501, [{ message: `${fault.code}: ${fault.message}`, errorCode: 'FUNCTIONALITY_NOT_ENABLED' }]);
    }
    const errorId = `${randomInt(1_000_000_000)}-${randomInt(100_000)} (-${randomInt(1_000_000_000)})`;
    log(`LOC-001: error ${errorId}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
    const message = `An unexpected error occurred. Please include this ErrorId if you contact support: ${errorId}`;
    return json(500, [{ message, errorCode: 'UNKNOWN_EXCEPTION' }]);
}

/** REST hides objects from users without access as if they did not exist. */
function soqlError(fault: SoqlError): { message: string; errorCode: string } {
    const hidden = fault.apexType === 'System.SecurityException' ? /'(\w+)'/.exec(fault.reason)?.[1] : undefined;
    if (hidden === undefined) return { message: fault.message, errorCode: fault.code };
    return { message: `sObject type '${hidden}' is not supported.`, errorCode: 'INVALID_TYPE' };
}

function apexErrors(fault: ApexException): { message: string; errorCode: string; fields?: readonly string[] }[] {
    if (fault.typeName === 'System.JSONException') return [{ message: fault.message, errorCode: 'JSON_PARSER_ERROR' }];
    if (fault.typeName === 'System.QueryException') return [{ message: fault.message, errorCode: 'MALFORMED_QUERY' }];
    const failures = fault.typeName === 'System.DmlException' ? (fault.detail as readonly DmlErrorRow[] | null) : null;
    if (failures?.length) {
        return failures.map(({ message, statusCode, fields }) => ({
            message,
            errorCode: statusCode,
            fields: fields.map(({ name }) => name)
        }));
    }
    return [{ message: `${fault.typeName}: ${fault.message}`, errorCode: 'APEX_ERROR' }];
}
