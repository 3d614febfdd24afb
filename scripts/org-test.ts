import { parseArgs } from 'node:util';
import { SalesforceCli } from './org/cli.ts';
import { entry, toConsole, toTerminal } from './org/entry.ts';
import { accessTo } from './org/logins.ts';
import { openOrg } from './org/openOrg.ts';
import { testPlan } from './org/plans/test.ts';
import { runSteps } from './org/runSteps.ts';
import { orgAlias, RESULTS } from './org/settings.ts';

await entry('npm run org:test -- [--target-org ALIAS]', async () => {
    const { values } = parseArgs({ options: { 'target-org': { type: 'string' } } });
    const org = orgAlias(values['target-org'], process.env);
    const cli = new SalesforceCli(toTerminal);
    // An org that nobody is logged in to, or that is gone, has no failed tests to mend.
    await openOrg(await accessTo(cli, org));
    const { completed } = await runSteps(testPlan(org), cli, toConsole);
    if (completed) console.log(`All Apex tests passed in ${org}, in both modes. Results: ${RESULTS}/`);
    return completed ? 0 : 1;
});
