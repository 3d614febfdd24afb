import type { OrgData } from '../data/orgData.ts';
import { findSystemRow, systemRowBy } from '../data/systemRows.ts';
import type { FieldValues } from '../data/systemRows.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import { AUTOMATED_PROCESS_ALIAS } from './deployment/platformRows.ts';

/** The org's users as transactions run as them. */
export class RunningUsers {
    private readonly data: OrgData;

    constructor(data: OrgData) {
        this.data = data;
    }

    /** Active or not; null when nobody has that name. */
    named(username: string): RunningUser | null {
        return asRunningUser(systemRowBy(this.data, 'User', 'Username', username));
    }

    byId(id: string): RunningUser | null {
        return asRunningUser(findSystemRow(this.data, 'User', id));
    }

    /** The platform's own user: event triggers and publish callbacks run as it unless configured otherwise. */
    automatedProcess(): RunningUser {
        const user = asRunningUser(systemRowBy(this.data, 'User', 'Alias', AUTOMATED_PROCESS_ALIAS));
        if (!user) throw new Error('The org has no Automated Process user.');
        return user;
    }
}

/** Automated Process has no profile: its profile id is empty. */
function asRunningUser(row: FieldValues | null): RunningUser | null {
    return (
        row && {
            id: row.Id as string,
            username: row.Username as string,
            profileId: (row.ProfileId as string | null) ?? ''
        }
    );
}
