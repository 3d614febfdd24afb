import { parseArgs } from 'node:util';
import { SalesforceCli } from './org/cli.ts';
import { entry, toConsole, toTerminal } from './org/entry.ts';
import { accessTo } from './org/logins.ts';
import { openOrg } from './org/openOrg.ts';
import { deployPlan } from './org/plans/deploy.ts';
import { runSteps } from './org/runSteps.ts';
import { testClassesOf } from './org/settings.ts';
import { responderFrom, terminal } from './org/usernames.ts';
import { ToolError } from './toolError.ts';

const PACKAGES = ['force-app/core', 'force-app/shield', 'force-app/agentforce'];

await entry('npm run org:deploy -- --target-org ALIAS [--base] [--agentforce]', async () => {
    const { values } = parseArgs({
        options: {
            'target-org': { type: 'string' },
            base: { type: 'boolean', default: false },
            agentforce: { type: 'boolean', default: false }
        }
    });
    const org = values['target-org'];
    if (!org) throw new ToolError('FB-ORG-008');
    const cli = new SalesforceCli(toTerminal);
    const access = await accessTo(cli, org);
    await openOrg(access);
    const responder = await responderFrom(process.env, terminal());
    console.log(`Deploying to ${access.instanceUrl} as ${access.username}; the response will run as ${responder}.`);
    const tests = Object.fromEntries(PACKAGES.map((folder) => [folder, testClassesOf(folder)]));
    const plan = deployPlan({
        org,
        edition: values.base ? 'base' : 'shield',
        hasModels: values.agentforce,
        responder,
        tests
    });
    const { completed } = await runSteps(plan, cli, toConsole);
    if (!completed) return 1;
    console.log(`
Firebreak is in ${org}. Next:

  npm run org:doctor -- --target-org ${org}    what is still missing
  npm run org:verify -- --target-org ${org}    in a sandbox only: what this org settles
`);
    return 0;
});
