import { runApex } from '../../../connection.ts';
import { apexText, recordingFailure, rehearse } from '../../../anonymousApex.ts';
import { broken, held, judged, notApplicable, type Finding } from '../finding.ts';
import type { ServiceUser } from '../serviceUser.ts';
import { refusalOf, rows, waitFor, whoIs, type VerifyStep, type VerifyTarget } from '../target.ts';

const PATIENCE_MS = 30_000;
const QUERY = 'SELECT Id FROM Contact LIMIT 1';

const withService = (
    act: (target: VerifyTarget, service: ServiceUser) => Promise<Finding>
): ((target: VerifyTarget) => Promise<Finding>) => {
    return async (target) =>
        target.service
            ? act(target, target.service)
            : notApplicable('No login of a service user was given: --service-org ALIAS.');
};

/** Number 4: the responder may freeze a user from Apex. Taken back in the same transaction. */
export const freezeUser: VerifyStep = {
    id: 'freeze-user',
    run: withService(async ({ responder, responderName }, service) => {
        const seen = await rehearse<{ failure?: string; frozen?: boolean }>(
            responder,
            recordingFailure(
                `UserLogin login = UserAccess.instance().login(${apexText(service.id)});
                 UserAccess.instance().setFrozen(login.Id, true);
                 answer.put('frozen', UserAccess.instance().login(${apexText(service.id)}).IsFrozen);`
            )
        );
        return judged(
            seen.frozen === true,
            seen.failure ??
                `${service.username} was frozen by ${responderName}${seen.frozen ? ', and let go again' : ', without effect'}.`
        );
    })
};

/** Number 5: a session that the responder deletes is dead within seconds. Ends only a session of its own. */
export const deleteSession: VerifyStep = {
    id: 'delete-session',
    run: withService(async ({ responder }, service) => {
        const sessions = (): Promise<{ Id: string }[]> =>
            rows(responder, `SELECT Id FROM AuthSession WHERE UsersId = ${apexText(service.id)}`);
        const before = new Set((await sessions()).map(({ Id }) => Id));
        const client = await service.open();
        await client.query(QUERY);
        const own = (await sessions()).filter(({ Id }) => !before.has(Id));
        if (own.length === 0)
            return notApplicable('The login opened no session of its own, and others are left alone.');
        const ids = own.map(({ Id }) => apexText(Id)).join(', ');
        await runApex(responder, `UserAccess.instance().endSessions(new List<Id>{ ${ids} });`);
        const started = Date.now();
        const refusal = await waitFor(PATIENCE_MS, () => refusalOf(() => client.query(QUERY)));
        return judged(
            refusal === 'INVALID_SESSION_ID',
            `A request with the deleted session was ${refusal ? `refused with ${refusal}` : 'still answered'} after ${Date.now() - started} ms.`
        );
    })
};

/** Number 6: revoking a token ends the login of the app that holds it. Cannot be taken back, so only on demand. */
export const revokeToken: VerifyStep = {
    id: 'revoke-token',
    run: withService(async ({ responder, mayRevoke }, service) => {
        if (!mayRevoke)
            return notApplicable(
                'A revoked token cannot be given back: say --revoke-service-token, and log the service user in again afterwards.'
            );
        await service.open();
        const [token] = await rows<{ Id: string; AppName: string }>(
            responder,
            `SELECT Id, AppName FROM OauthToken WHERE UserId = ${apexText(service.id)} ORDER BY LastUsedDate DESC NULLS LAST LIMIT 1`
        );
        if (!token) return broken(`The responder sees no OauthToken of ${service.username}.`);
        await runApex(responder, `UserAccess.instance().revokeTokens(new List<Id>{ ${apexText(token.Id)} });`);
        const failure = await waitFor(PATIENCE_MS, () =>
            service.open().then(
                () => null,
                (fault: Error) => fault.name
            )
        );
        return judged(
            failure === 'invalid_grant',
            `After the token of ${token.AppName} was revoked, a new session was ${failure ? `refused with ${failure}` : 'still opened'}.`
        );
    })
};

/** Number 7: the responder may abort a job that somebody else started. Leaves the row of an aborted job that did nothing. */
export const abortJob: VerifyStep = {
    id: 'abort-job',
    async run({ responder, colleague }) {
        if (!colleague)
            return notApplicable('No login of a second person who may run Apex was given: --colleague-org ALIAS.');
        const { id: owner } = await whoIs(colleague);
        // Without keys the job would do nothing; it waits ten minutes, the longest delay there is.
        await runApex(colleague, 'System.enqueueJob(new BreakerMirrorJob(new Set<String>()), 10);');
        const job = async (): Promise<{ Id: string; Status: string }> => {
            const [newest] = await rows<{ Id: string; Status: string }>(
                responder,
                `SELECT Id, Status FROM AsyncApexJob WHERE ApexClass.Name = 'BreakerMirrorJob'
                 AND CreatedById = ${apexText(owner)} ORDER BY CreatedDate DESC, Id DESC LIMIT 1`
            );
            return newest!;
        };
        const { Id: id } = await job();
        const failure = await runApex(responder, `System.abortJob(${apexText(id)});`).then(
            () => null,
            (fault: Error) => fault.message
        );
        if (failure) {
            await runApex(colleague, `System.abortJob(${apexText(id)});`);
            return broken(failure);
        }
        const aborted = await waitFor(PATIENCE_MS, async () => ((await job()).Status === 'Aborted' ? true : null));
        return judged(aborted === true, `The job of somebody else is ${(await job()).Status}.`);
    }
};

/** Number 8: a permission set that is taken away is missing at the next request of a running session. Given back afterwards. */
export const removePermissionSets: VerifyStep = {
    id: 'remove-permission-sets',
    run: withService(async ({ responder }, service) => {
        const granting = `SELECT ParentId FROM ObjectPermissions WHERE SobjectType = 'Contact' AND PermissionsRead = TRUE`;
        const assigned = await rows<Assignment>(
            responder,
            `SELECT Id, PermissionSetId, ExpirationDate, PermissionSetGroupId, PermissionSet.IsOwnedByProfile FROM PermissionSetAssignment
             WHERE AssigneeId = ${apexText(service.id)} AND PermissionSetId IN (${granting})`
        );
        const lasting = assigned.filter(
            (row) => row.PermissionSetGroupId !== null || row.PermissionSet.IsOwnedByProfile
        );
        if (lasting.length > 0 || assigned.length === 0)
            return notApplicable(
                `${service.username} does not read contacts by a permission set alone, so there is nothing to take away.`
            );
        const client = await service.open();
        await client.query(QUERY);
        const ids = assigned.map(({ Id }) => apexText(Id)).join(', ');
        await runApex(responder, `UserAccess.instance().unassign(new List<Id>{ ${ids} });`);
        try {
            const refusal = await refusalOf(() => client.query(QUERY));
            return refusal
                ? held(`The next request of the running session was refused with ${refusal}.`)
                : broken('The next request of the running session was still answered.');
        } finally {
            await runApex(
                responder,
                `insert as system new List<PermissionSetAssignment>{ ${assigned.map(again(service)).join(', ')} };`
            );
        }
    })
};

interface Assignment {
    readonly Id: string;
    readonly PermissionSetId: string;
    readonly PermissionSetGroupId: string | null;
    readonly ExpirationDate: string | null;
    readonly PermissionSet: { readonly IsOwnedByProfile: boolean };
}

const again =
    (service: ServiceUser) =>
    ({ PermissionSetId, ExpirationDate }: Assignment): string => {
        const until = ExpirationDate ? `, ExpirationDate = Datetime.newInstance(${Date.parse(ExpirationDate)}L)` : '';
        return `new PermissionSetAssignment(AssigneeId = ${apexText(service.id)}, PermissionSetId = ${apexText(PermissionSetId)}${until})`;
    };
