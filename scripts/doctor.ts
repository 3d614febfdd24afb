import { PROJECT } from './firebreakOrg.ts';
import { SalesforceCli } from './org/cli.ts';
import { checkDevHub } from './org/doctor/devHubChecks.ts';
import { isHealthy, printDiagnoses } from './org/doctor/diagnosis.ts';
import { thisMachine } from './org/doctor/machine.ts';
import { checkMachine } from './org/doctor/machineChecks.ts';
import { checkProjectRegistry } from './org/doctor/projectRegistry.ts';
import { checkProjectRules } from './org/doctor/rules.ts';
import { entry, toTerminal } from './org/entry.ts';
import { orgAlias } from './org/settings.ts';

// Ends with 0 when everything is there that the way without an org needs.
await entry('npm run doctor', async () => {
    const cli = new SalesforceCli(toTerminal);
    const diagnoses = [
        ...checkMachine(thisMachine),
        ...checkProjectRegistry(PROJECT),
        ...checkProjectRules(PROJECT),
        ...(await checkDevHub(cli, orgAlias(undefined, process.env)))
    ];
    console.log(printDiagnoses(diagnoses));
    console.log(
        isHealthy(diagnoses)
            ? 'Everything that npm start and npm test need is there. Notes matter only on the way to a real org.'
            : 'Mend what is missing and run npm run doctor again.'
    );
    return isHealthy(diagnoses) ? 0 : 1;
});
