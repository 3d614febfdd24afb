import type { SalesforceCli } from '../cli.ts';

/** How CI marks its scratch orgs in the Dev Hub. */
export const runMark = (runId: string): string => `firebreak-ci run ${runId}`;

const MARK = /^firebreak-ci run (\d+)$/;

/** A scratch org of a CI run, as the Dev Hub knows it. */
export interface CiOrg {
    /** Of the ActiveScratchOrg record; deleting it deletes the org. */
    readonly id: string;
    readonly runId: string;
}

interface ActiveScratchOrg {
    readonly Id: string;
    readonly ScratchOrgInfo: { readonly Description: string | null } | null;
}

/** @throws Error FB-ORG-012 when the Dev Hub cannot be asked */
export async function listCiOrgs(cli: SalesforceCli, devHub: string): Promise<CiOrg[]> {
    const answer = await cli.ask([
        ...['data', 'query', '--target-org', devHub, '--query'],
        'SELECT Id, ScratchOrgInfo.Description FROM ActiveScratchOrg'
    ]);
    if (answer.message !== null) throw new Error(`FB-ORG-012: the Dev Hub could not be asked: ${answer.message}`);
    return (answer.result as { records: ActiveScratchOrg[] }).records.flatMap((record) => {
        // The description is no field to filter by, so everything of other people is left out here.
        const runId = MARK.exec(record.ScratchOrgInfo?.Description ?? '')?.[1];
        return runId === undefined ? [] : [{ id: record.Id, runId }];
    });
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
