import { DEV_HUB_ALIAS } from './org/ci/devHub.ts';
import { GitHubApi } from './org/ci/github.ts';
import { sweepOrphans } from './org/ci/orphans.ts';
import { SalesforceCli } from './org/cli.ts';
import { entry, toConsole, toTerminal } from './org/entry.ts';

// CI: deletes scratch orgs whose run has ended without deleting them.
await entry('org-sweep', async () => {
    const github = GitHubApi.fromJob(process.env);
    // A run that GitHub has forgotten is over.
    const isAlive = async (runId: string): Promise<boolean> => {
        const run = await github.request<{ status: string }>('GET', `/actions/runs/${runId}`);
        return run !== null && run.status !== 'completed';
    };
    const { deleted, failed } = await sweepOrphans(new SalesforceCli(toTerminal), DEV_HUB_ALIAS, isAlive, toConsole);
    console.log(`${deleted} deleted, ${failed} could not be deleted.`);
    return failed === 0 ? 0 : 1;
});
