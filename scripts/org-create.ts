import { parseArgs } from 'node:util';
import { signInAgain } from './org/ci/devHub.ts';
import { notice, setOutput } from './org/ci/github.ts';
import { SalesforceCli } from './org/cli.ts';
import { entry, toConsole, toTerminal } from './org/entry.ts';
import { listLogins } from './org/logins.ts';
import { createPlan, REGISTER_SERVICE_USER, signUpRefused, type CreateOptions } from './org/plans/create.ts';
import { runSteps } from './org/runSteps.ts';
import { editionOf, orgAlias } from './org/settings.ts';
import { ToolError } from './toolError.ts';

const NO_DRILL =
    'The CLI could not create the service user of the sample integration, so no drill can be played in this org; npm test has played them all in the local one.';

await entry(
    'npm run org:create -- [--shield | --agentforce] [--alias NAME] [--days N] [--dev-hub ALIAS] [--description TEXT]',
    async () => {
        const { values } = parseArgs({
            options: {
                shield: { type: 'boolean', default: false },
                agentforce: { type: 'boolean', default: false },
                alias: { type: 'string' },
                days: { type: 'string', default: '7' },
                'dev-hub': { type: 'string' },
                description: { type: 'string', default: 'Firebreak, by npm run org:create' }
            }
        });
        const days = Number(values.days);
        if (!Number.isInteger(days) || days < 1 || days > 30) throw new ToolError('FB-ORG-006', values.days);
        const options: CreateOptions = {
            alias: orgAlias(values.alias, process.env),
            edition: editionOf(values),
            days,
            devHub: values['dev-hub'] ?? null,
            description: values.description,
            openConsole: !process.env.CI
        };
        const cli = new SalesforceCli(toTerminal);
        const logins = await listLogins(cli);
        if (logins.some(({ alias }) => alias === options.alias)) throw new ToolError('FB-ORG-007', options.alias);
        if (!options.devHub && !logins.some(({ isDefaultDevHub }) => isDefaultDevHub))
            throw new ToolError('FB-ORG-024');

        const plan = createPlan(options);
        const first = await runSteps(plan, cli, toConsole);
        const again = !first.completed && signUpRefused(first.failure) && (await signInAgain(cli, toConsole));
        const { completed, facts, leftOut } = again ? await runSteps(plan, cli, toConsole) : first;
        if (!completed) return 1;
        const hasServiceUser = !leftOut.includes(REGISTER_SERVICE_USER);
        setOutput('serviceUser', String(hasServiceUser));
        if (!hasServiceUser && process.env.CI) console.log(notice('No service user', NO_DRILL));
        console.log(`
The scratch org "${options.alias}" is ready.

  Console      ${facts.consoleUrl ?? `npx sf org open -p lightning/n/Firebreak_Console -o ${options.alias}`}
  Tests        npm run org:test -- --target-org ${options.alias}
  Assumptions  npm run org:verify -- --target-org ${options.alias}
  Drill        ${hasServiceUser ? `npm run drill -- reported-theft --target-org ${options.alias}` : 'needs the service user that could not be created'}
  Delete it    npm run org:delete -- --alias ${options.alias}
`);
        return 0;
    }
);
