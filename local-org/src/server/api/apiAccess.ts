import type { Org } from '../../org/index.ts';
import type { Session } from '../auth/session.ts';
import { ApiFault } from '../http/apiFault.ts';

/** @throws ApiFault API_DISABLED_FOR_ORG for users without "API Enabled" */
export function requireApiAccess(org: Org, { user }: Session): void {
    if (org.data.permissionsOf(user.id).system.has('apienabled')) return;
    throw new ApiFault(403, 'API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.');
}
