import { parseArgs } from 'node:util';
import { SalesforceCli } from './org/cli.ts';
import { isHealthy, printDiagnoses } from './org/doctor/diagnosis.ts';
import { checkOrg } from './org/doctor/orgChecks.ts';
import { entry, toTerminal } from './org/entry.ts';
import { accessTo } from './org/logins.ts';
import { openOrg } from './org/openOrg.ts';
import { orgAlias } from './org/settings.ts';

await entry('npm run org:doctor -- [--target-org ALIAS]', async () => {
    const { values } = parseArgs({ options: { 'target-org': { type: 'string' } } });
    const alias = orgAlias(values['target-org'], process.env);
    const org = await openOrg(await accessTo(new SalesforceCli(toTerminal), alias));
    const diagnoses = await checkOrg(org, alias);
    console.log(printDiagnoses(diagnoses));
    return isHealthy(diagnoses) ? 0 : 1;
});
