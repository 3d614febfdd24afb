import type { AnonymousOutcome, Org } from '../../org/index.ts';
import type { ApexException } from '../../runtime/exceptions.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import type { Session } from '../auth/session.ts';
import { json } from '../http/responses.ts';
import type { OrgResponse } from '../protocol.ts';

/** `/tooling/executeAnonymous/?anonymousBody=`. Needs "Author Apex". */
export function executeAnonymous(org: Org, { call, session }: ApiCall): OrgResponse {
    requireAuthor(org, session);
    const text = call.query.get('anonymousBody');
    if (text === null) throw new ApiFault(400, 'MISSING_ARGUMENT', 'anonymousBody is missing');
    return json(200, answerOf(org.runAnonymous(session.user, text)));
}

/** @throws ApiFault for users without "Author Apex" */
export function requireAuthor(org: Org, { user }: Session): void {
    if (org.data.permissionsOf(user.id).system.has('authorapex')) return;
    throw new ApiFault(403, 'INSUFFICIENT_ACCESS', 'You need the Author Apex permission to run anonymous Apex.');
}

/** What became of a block, in the shape of ExecuteAnonymousResult. */
export function answerOf({ problem, exception }: AnonymousOutcome): Record<string, string | number | boolean | null> {
    return {
        line: problem?.line ?? (exception ? (exception.apexStack()[0]?.line ?? 1) : -1),
        column: problem?.column ?? (exception ? 1 : -1),
        compiled: problem === null,
        success: problem === null && exception === null,
        compileProblem: problem?.message ?? null,
        exceptionMessage: exception && `${exception.typeName}: ${exception.apexMessage ?? ''}`,
        exceptionStackTrace: exception && stackTraceOf(exception)
    };
}

function stackTraceOf(exception: ApexException): string {
    return exception
        .apexStack()
        .map(({ place, line }) => `${place}: line ${line}, column 1`)
        .join('\n');
}
