import type { SalesforceCli } from '../cli.ts';
import { ToolError } from '../../toolError.ts';

/** How CI marks its scratch orgs in the Dev Hub. */
export const runMark = (runId: string): string => `firebreak-ci run ${runId}`;

const MARK = /^firebreak-ci run (\d+)$/;

/** A scratch org of a CI run, as the Dev Hub knows it. */
export interface CiOrg {
    /** Of the ActiveScratchOrg record; deleting it deletes the org. */
    readonly id: string;
    readonly runId: string;
}

interface SignUp {
    readonly SignupUsername: string;
    readonly Description: string | null;
}

interface ActiveScratchOrg {
    readonly Id: string;
    readonly SignupUsername: string;
}

/** @throws ToolError FB-ORG-012 when the Dev Hub cannot be asked */
export async function listCiOrgs(cli: SalesforceCli, devHub: string): Promise<CiOrg[]> {
    // Only the request knows the description, and only the active org can be deleted.
    const requests = await query<SignUp>(
        cli,
        devHub,
        "SELECT SignupUsername, Description FROM ScratchOrgInfo WHERE Status = 'Active'"
    );
    const runs = new Map(
        requests.flatMap(({ SignupUsername, Description }) => {
            const runId = MARK.exec(Description ?? '')?.[1];
            return runId === undefined ? [] : [[SignupUsername, runId] as const];
        })
    );
    const active = await query<ActiveScratchOrg>(cli, devHub, 'SELECT Id, SignupUsername FROM ActiveScratchOrg');
    return active.flatMap(({ Id: id, SignupUsername }) => {
        const runId = runs.get(SignupUsername);
        return runId === undefined ? [] : [{ id, runId }];
    });
}

async function query<T>(cli: SalesforceCli, devHub: string, soql: string): Promise<T[]> {
    const answer = await cli.ask(['data', 'query', '--target-org', devHub, '--query', soql]);
    if (answer.message !== null) throw new ToolError('FB-ORG-012', answer.message);
    return (answer.result as { records: T[] }).records;
}

/**
 * Deletes the scratch orgs of runs that have ended and go on with the next one when one cannot be deleted.
 * @param isAlive whether a run is still going, so that its org is in use
 * @returns the sentences to show, and how many could not be deleted
 */
export async function sweepOrphans(
    cli: SalesforceCli,
    devHub: string,
    isAlive: (runId: string) => Promise<boolean>,
    print: (line: string) => void
): Promise<{ readonly deleted: number; readonly failed: number }> {
    let deleted = 0;
    let failed = 0;
    for (const { id, runId } of await listCiOrgs(cli, devHub)) {
        if (await isAlive(runId)) {
            print(`The org of run ${runId} is in use.`);
            continue;
        }
        const answer = await cli.ask([
            ...['data', 'delete', 'record', '--sobject', 'ActiveScratchOrg'],
            ...['--record-id', id, '--target-org', devHub]
        ]);
        if (answer.message === null) deleted += 1;
        else failed += 1;
        print(`The org of run ${runId}, which has ended: ${answer.message ?? 'deleted'}`);
    }
    return { deleted, failed };
}
