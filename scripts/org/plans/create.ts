import type { Step } from '../step.ts';
import {
    ADD_ON,
    CONSOLE_PATH,
    orgConfigFolder,
    SCRATCH_DEFINITION,
    SERVICE_PERMISSION_SETS,
    serviceAlias,
    TRIAL_PERMISSION_SETS,
    type Edition
} from '../settings.ts';

export interface ScratchOptions {
    readonly alias: string;
    readonly edition: Edition;
    /** Lifetime of the scratch org, 1 to 30. */
    readonly days: number;
    /** Alias or username of the Dev Hub; null for the CLI's default. */
    readonly devHub: string | null;
    /** Kept on the scratch org, so that the sweep finds orphans of a CI run. */
    readonly description: string;
}

export interface CreateOptions extends ScratchOptions {
    /** False in CI, because the address of the console holds a login. */
    readonly openConsole: boolean;
}

/** Id of the last step without which nobody can play the service user. */
export const REGISTER_SERVICE_USER = 'register-service-user';

/** From nothing to a scratch org in which the console runs. Learns `username`, and `consoleUrl` when it is opened. */
export function createPlan(options: CreateOptions): Step[] {
    const { alias, edition } = options;
    const addOn = ADD_ON[edition];
    const inOrg = ['--target-org', alias];
    const deploy = (id: string, folder: string, title: string, mend: string, env?: Step['env']): Step => ({
        id,
        title,
        command: ['project', 'deploy', 'start', '--source-dir', folder, ...inOrg, '--wait', '60', '--ignore-conflicts'],
        env,
        mend
    });
    const apex = (id: string, title: string, file: string): Step => ({
        id,
        title,
        command: ['apex', 'run', '--file', file, ...inOrg],
        mend: `The exception stands above. Mend it, then run: npx sf apex run --file ${file} -o ${alias}`
    });
    const again = `Mend what the table above names, then start over: npm run org:delete && npm run org:create${edition === 'base' ? '' : ` -- --${edition}`}`;
    return [
        scratchOrg(options),
        deploy('deploy-core', 'force-app/core', 'Deploy the core', again),
        deploy('deploy-samples', 'force-app/samples', 'Deploy the sample fintech', again),
        ...(addOn ? [deploy(`deploy-${edition}`, addOn.folder, `Deploy ${addOn.title}`, again)] : []),
        {
            id: 'assign-permission-sets',
            title: 'Assign the permission sets',
            command: [
                'org',
                'assign',
                'permset',
                ...TRIAL_PERMISSION_SETS.flatMap((name) => ['--name', name]),
                ...inOrg
            ],
            mend: 'Assign them in Setup > Permission Sets, then start over at the next step by hand (README, "Install in an org").'
        },
        deploy('deploy-org-config', orgConfigFolder(edition), 'Deploy the settings of this org', again, {
            FIREBREAK_RESPONDER: '{username}'
        }),
        apex('provision-breakers', 'Give every breaker its row', 'scripts/org/apex/provision-breakers.apex'),
        apex('start-health-checks', 'Start the health checks', 'scripts/org/apex/start-health-checks.apex'),
        apex('sample-data', 'Load sample customers', 'scripts/apex/sample-data.apex'),
        ...serviceUser(alias),
        ...(options.openConsole ? [consoleAddress(alias)] : [])
    ];
}

/** Learns `username`. */
export function scratchOrg({ alias, edition, days, devHub, description }: ScratchOptions): Step {
    return {
        id: 'create-org',
        title: `Create the scratch org "${alias}" (${edition}, ${days} days; a few minutes)`,
        command: [
            ...['org', 'create', 'scratch', '--definition-file', SCRATCH_DEFINITION[edition], '--alias', alias],
            ...['--duration-days', String(days), '--wait', '30', '--description', description, '--set-default'],
            ...(devHub ? ['--target-dev-hub', devHub] : [])
        ],
        // Effective from the CLI version that knows it; the pinned one ignores it (see signUpRefused).
        env: { SF_SCRATCH_SIGNUP_CONNECTED_APP: 'PlatformCLI' },
        learns: { username: 'username' },
        mend: 'Without a Dev Hub log in to one: npx sf org login web --alias hub --set-default-dev-hub. npm run doctor looks for a Dev Hub and remaining scratch orgs. Error C-1016 means that the Dev Hub login uses an External Client App: log in with npx sf org login web --set-default-dev-hub instead.'
    };
}

function serviceUser(alias: string): Step[] {
    return [
        {
            id: 'service-user',
            title: 'Create the service user of the sample integration',
            command: [
                ...['org', 'create', 'user', '--target-org', alias, '--set-alias', serviceAlias(alias)],
                ...['--set-unique-username', 'username=drift.agent@firebreak.example', 'lastName=Agent'],
                ...['profileName=Minimum Access - Salesforce', `permsets=${SERVICE_PERMISSION_SETS.join(',')}`]
            ],
            mend: 'Create the user in Setup > Users.',
            // The CLI creates no user in a Hyperforce scratch org whose login came by JWT.
            optional: 'Steps of org:verify that need a service user will be "not applicable".'
        },
        {
            id: REGISTER_SERVICE_USER,
            title: 'Register it as the service user of Drift_Chat',
            command: ['apex', 'run', '--file', 'scripts/org/apex/register-service-user.apex', '--target-org', alias],
            needs: 'service-user',
            mend: 'Enter its username in Setup > Custom Metadata Types > AI Integration > Drift_Chat > Service User.'
        }
    ];
}

function consoleAddress(alias: string): Step {
    return {
        id: 'open-console',
        title: 'Find the address of the console',
        command: ['org', 'open', '--path', CONSOLE_PATH, '--url-only', '--target-org', alias],
        learns: { consoleUrl: 'url' },
        mend: `Open it by hand: npx sf org open -p ${CONSOLE_PATH} -o ${alias}`
    };
}

/** C-1016: a Dev Hub login through an External Client App whose app cannot be copied into the scratch org. */
export const signUpRefused = (failure: string): boolean => failure.includes('C-1016');
