import { parseArgs } from 'node:util';
import { SalesforceCli } from './org/cli.ts';
import { entry, toConsole, toTerminal } from './org/entry.ts';
import { deletePlan } from './org/plans/delete.ts';
import { runSteps } from './org/runSteps.ts';
import { orgAlias } from './org/settings.ts';

await entry('npm run org:delete -- [--alias NAME]', async () => {
    const { values } = parseArgs({ options: { alias: { type: 'string' } } });
    const plan = deletePlan(orgAlias(values.alias, process.env));
    const { completed } = await runSteps(plan, new SalesforceCli(toTerminal), toConsole);
    return completed ? 0 : 1;
});
