import type { Connection } from 'jsforce';
import { ToolError } from '../toolError.ts';

/**
 * Keeps what disturbs work out of orgs where somebody works.
 * @param disturbs what would happen there
 * @throws ToolError FB-ORG-017 in an org that is neither a sandbox nor a trial
 */
export async function requireTrialOrg(admin: Connection, disturbs: string): Promise<void> {
    const { records } = await admin.query<{ IsSandbox: boolean; TrialExpirationDate: string | null }>(
        'SELECT IsSandbox, TrialExpirationDate FROM Organization'
    );
    const [org] = records;
    // Scratch orgs are sandboxes too; a Developer Edition is neither, and holds real users.
    if (!org!.IsSandbox && org!.TrialExpirationDate === null)
        throw new ToolError('FB-ORG-017', 'This is no trial org.', `Sandboxes and scratch orgs only: ${disturbs}.`);
}
