import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DEV_HUB_ALIAS } from './org/ci/devHub.ts';
import { GitHubApi, setOutput } from './org/ci/github.ts';
import { proposeLinks } from './org/ci/installLinks.ts';
import { runMark } from './org/ci/orphans.ts';
import { createVersions, releaseInputs, type Release } from './org/ci/release.ts';
import { SalesforceCli } from './org/cli.ts';
import { entry, toConsole, toTerminal } from './org/entry.ts';
import { installPlan, promotePlan } from './org/plans/install.ts';
import { runSteps } from './org/runSteps.ts';
import { editionOf, orgAlias, RESULTS } from './org/settings.ts';
import type { Step } from './org/step.ts';
import { ToolError } from './toolError.ts';

const FILE = path.join(RESULTS, 'release.json');
const cli = new SalesforceCli(toTerminal);

// CI, in this order.
await entry('org-release create | install [--shield | --agentforce] | promote | links', async () => {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: { shield: { type: 'boolean', default: false }, agentforce: { type: 'boolean', default: false } }
    });
    switch (positionals[0]) {
        case 'create':
            return create();
        case 'install':
            return run(
                installPlan(release(), {
                    alias: orgAlias(undefined, process.env),
                    edition: editionOf(values),
                    days: 1,
                    devHub: DEV_HUB_ALIAS,
                    description: runMark(process.env.GITHUB_RUN_ID ?? '0')
                })
            );
        case 'promote':
            return run(promotePlan(release(), DEV_HUB_ALIAS));
        case 'links':
            console.log(
                await proposeLinks(GitHubApi.fromJob(process.env), promoted(), process.env.RELEASE_BASE ?? 'main')
            );
            return 0;
        default:
            throw new ToolError('FB-ORG-021', `"${positionals[0] ?? ''}" is no part of a release.`);
    }
});

async function create(): Promise<number> {
    const { version, packages } = releaseInputs(process.env);
    const created = await createVersions(cli, version, packages, toConsole);
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(FILE, JSON.stringify(created, null, 2) + '\n');
    setOutput('release', JSON.stringify(created));
    console.log(
        `Built ${version}: core ${created.core}, shield ${created.shield}, agentforce ${created.agentforce}. Written to ${FILE}.`
    );
    return 0;
}

function release(): Release {
    if (!existsSync(FILE))
        throw new ToolError('FB-ORG-021', `${FILE} is not there, so no version has been built in this folder.`);
    return JSON.parse(readFileSync(FILE, 'utf8')) as Release;
}

/** What the job before has promoted: files of that job are gone. */
function promoted(): Release {
    const text = process.env.RELEASE;
    if (!text)
        throw new ToolError(
            'FB-ORG-021',
            'RELEASE does not hold the output "release" of the job that built the versions.'
        );
    return JSON.parse(text) as Release;
}

async function run(plan: readonly Step[]): Promise<number> {
    return (await runSteps(plan, cli, toConsole)).completed ? 0 : 1;
}
