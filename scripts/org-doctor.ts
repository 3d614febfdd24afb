import { parseArgs } from 'node:util';
import { Connection } from 'jsforce';
import { SalesforceCli } from './org/cli.ts';
import { isHealthy, printDiagnoses } from './org/doctor/diagnosis.ts';
import { checkOrg } from './org/doctor/orgChecks.ts';
import { entry, toTerminal } from './org/entry.ts';
import { accessTo } from './org/logins.ts';
import { orgAlias } from './org/settings.ts';

// npm run org:doctor -- [--target-org ALIAS]
await entry(async () => {
    const { values } = parseArgs({ options: { 'target-org': { type: 'string' } } });
    const alias = orgAlias(values['target-org'], process.env);
    const { instanceUrl, accessToken } = await accessTo(new SalesforceCli(toTerminal), alias);
    const diagnoses = await checkOrg(new Connection({ instanceUrl, accessToken, version: '66.0' }), alias);
    console.log(printDiagnoses(diagnoses));
    return isHealthy(diagnoses) ? 0 : 1;
});
