import { deleteSystemRow, systemRowBy } from '../data/systemRows.ts';
import { transactionData } from '../dml/index.ts';
import { ApexMap } from '../runtime/collections.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import type { EnumValue } from '../runtime/enums.ts';
import { nullPointer, throwApex } from '../runtime/exceptions.ts';
import { definePlatformType } from '../runtime/platform.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { unsupported } from '../runtime/unsupported.ts';
import { STRING } from '../semantics/types.ts';
import { Sessions } from './session.ts';
import { currentOrg } from './settings.ts';

/** Keys as in the Apex Reference, "SessionManagement Class". */
function currentSession(): ApexMap {
    const session = currentTransaction().services.find(Sessions)?.current() ?? null;
    if (!session) return unsupported('Auth.SessionManagement.getCurrentSession without a session');
    const created = new ApexDatetime(session.createdMs).iso();
    return ApexMap.of(STRING, STRING, [
        ['SessionId', session.authSessionId],
        ['UserType', 'Standard'],
        ['ParentId', ''],
        ['NumSecondsValid', String(session.validSeconds)],
        ['LoginType', session.loginType],
        ['LoginDomain', ''],
        ['LoginHistoryId', ''],
        ['Username', currentTransaction().user.username],
        ['CreatedDate', created],
        ['LastModifiedDate', created],
        ['SessionType', session.type],
        ['UsersId', session.userId],
        ['LogoutUrl', ''],
        ['SessionSecurityLevel', session.securityLevel],
        ['SourceIp', session.sourceIp]
    ]);
}

/** Revoking with DELETE_TOKEN takes OauthToken.DeleteToken; the row goes, and with it the refresh token and its sessions. */
function revokeToken(type: EnumValue | null, token: string | null): boolean {
    if (token === null) nullPointer();
    if (type?.name !== 'DELETE_TOKEN') return unsupported(`Auth.OauthToken.revokeToken with ${type?.name ?? 'null'}`);
    const row = systemRowBy(currentOrg(), 'OauthToken', 'DeleteToken', token);
    if (!row) return false;
    const isOwn = row['UserId'] === currentTransaction().user.id;
    if (!isOwn && !currentOrg().permissionsOf(currentTransaction().user.id).system.has('manageusers')) {
        return throwApex('System.NoAccessException', 'Insufficient privileges to revoke the token of another user.');
    }
    deleteSystemRow(currentOrg(), 'OauthToken', row['Id'] as string);
    transactionData(currentTransaction()).markUncommitted();
    return true;
}

definePlatformType('Auth.SessionManagement', { statics: { 'getCurrentSession/0': currentSession } });
definePlatformType('Auth.OauthToken', { statics: { 'revokeToken/2': revokeToken } });
