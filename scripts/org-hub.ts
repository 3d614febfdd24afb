import { signIn, secretsFrom } from './org/ci/devHub.ts';
import { notice, setOutput } from './org/ci/github.ts';
import { SalesforceCli } from './org/cli.ts';
import { entry, toConsole, toTerminal } from './org/entry.ts';
import { ToolError } from './toolError.ts';

// CI: logs in to the Dev Hub with the secrets of the job and sets the output `available`.
await entry('org-hub', async () => {
    const keyFolder = process.env.RUNNER_TEMP;
    if (!keyFolder) throw new ToolError('FB-ORG-011');
    const available = await signIn(new SalesforceCli(toTerminal), secretsFrom(process.env), keyFolder, toConsole);
    setOutput('available', String(available));
    console.log(
        available
            ? 'Logged in to the Dev Hub.'
            : notice(
                  'No Dev Hub',
                  'This run has no Dev Hub secrets (a fork has none), so nothing was tried in a scratch org. The no-org gate still decides.'
              )
    );
    return 0;
});
