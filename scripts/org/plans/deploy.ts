import type { Step } from '../step.ts';
import { ADD_ON, orgConfigFolder, type Edition } from '../settings.ts';

export interface DeployOptions {
    /** Alias or username of a sandbox or production org. */
    readonly org: string;
    readonly edition: Exclude<Edition, 'agentforce'>;
    /** Whether the org has the platform's own models and gets the package for them too. */
    readonly hasModels: boolean;
    /** Username that the response runs as; it must exist in the org. */
    readonly responder: string;
    /** Apex test classes by package folder. A deployment to production must run tests that cover what it brings. */
    readonly tests: Readonly<Record<string, readonly string[]>>;
}

/** Core, then what the org has licences for, then the org's own settings; each is tried with `--dry-run` before it is saved. */
export function deployPlan({ org, edition, hasModels, responder, tests }: DeployOptions): Step[] {
    const env = { FIREBREAK_RESPONDER: responder };
    const packageSteps = (id: string, folder: string, title: string): Step[] => {
        const command = [
            ...['project', 'deploy', 'start', '--source-dir', folder, '--target-org', org, '--wait', '120'],
            ...testFlags(tests[folder] ?? [])
        ];
        return [
            {
                id: `check-${id}`,
                title: `Try to deploy ${title}, saving nothing`,
                command: [...command, '--dry-run'],
                env,
                mend: `Mend what the table above names and run the same command again; ${title} has not been saved.`
            },
            {
                id: `deploy-${id}`,
                title: `Deploy ${title}`,
                command,
                env,
                mend: 'The trial went well, so somebody changed the org meanwhile or it was busy: run the same command again.'
            }
        ];
    };
    const addOns = [
        ...(edition === 'shield' ? ['shield' as const] : []),
        ...(hasModels ? ['agentforce' as const] : [])
    ];
    return [
        {
            id: 'stop-health-checks',
            // The platform refuses to deploy a class that is scheduled.
            title: 'Stop the health checks of an earlier version',
            command: ['apex', 'run', '--file', 'scripts/org/apex/stop-health-checks.apex', '--target-org', org],
            mend: 'Delete the jobs named "Firebreak health" in Setup > Scheduled Jobs and run the same command again.'
        },
        ...packageSteps('core', 'force-app/core', 'the core'),
        ...addOns.flatMap((name) => packageSteps(name, ADD_ON[name].folder, ADD_ON[name].title)),
        {
            id: 'assign-responder',
            title: `Give ${responder} the permission set of the responder`,
            command: [
                ...['org', 'assign', 'permset', '--name', 'Firebreak_Responder'],
                ...['--on-behalf-of', responder, '--target-org', org]
            ],
            mend: `Is there an active user ${responder} in this org? If not, create it or set FIREBREAK_RESPONDER to one that exists.`
        },
        {
            id: 'assign-admin',
            title: 'Give you the permission set of the admin',
            command: ['org', 'assign', 'permset', '--name', 'Firebreak_Admin', '--target-org', org],
            mend: 'Assign Firebreak_Admin in Setup > Permission Sets and run the same command again.'
        },
        ...packageSteps('org-config', orgConfigFolder(edition), 'the settings of this org'),
        {
            id: 'provision-breakers',
            title: 'Give every breaker its row',
            command: ['apex', 'run', '--file', 'scripts/org/apex/provision-breakers.apex', '--target-org', org],
            mend: `The exception stands above. A breaker without a row stays closed: mend it, then run: npx sf apex run --file scripts/org/apex/provision-breakers.apex -o ${org}`
        },
        {
            id: 'start-health-checks',
            title: 'Start the health checks',
            command: ['apex', 'run', '--file', 'scripts/org/apex/start-health-checks.apex', '--target-org', org],
            mend: `Until they run nobody hears of a stuck lever. Mend what the message names, then run: npx sf apex run --file scripts/org/apex/start-health-checks.apex -o ${org}`
        }
    ];
}

function testFlags(tests: readonly string[]): string[] {
    if (tests.length === 0) return [];
    return ['--test-level', 'RunSpecifiedTests', ...tests.flatMap((name) => ['--tests', name])];
}
