import type { Release } from '../ci/release.ts';
import { orgConfigFolder, type Edition } from '../settings.ts';
import type { Step } from '../step.ts';
import { scratchOrg, type ScratchOptions } from './create.ts';

type Versions = Omit<Release, 'version'>;

/** From nothing to a scratch org in which the packages of a release are installed as a customer would install them. */
export function installPlan(release: Versions, options: ScratchOptions): Step[] {
    const { alias, edition } = options;
    const inOrg = ['--target-org', alias];
    return [
        scratchOrg(options),
        ...packagesOf(release, edition).map(([name, id]): Step => ({
            id: `install-${name}`,
            title: `Install ${name} (${id})`,
            command: [
                ...['package', 'install', '--package', id, ...inOrg, '--wait', '60', '--publish-wait', '30'],
                // "All users" would give every user the package's objects and classes.
                ...['--security-type', 'AdminsOnly', '--no-prompt']
            ],
            mend: 'The message above says what the org lacks. A customer would meet it too, so the version must not be promoted.'
        })),
        {
            id: 'assign-permission-sets',
            title: 'Assign the permission sets',
            command: [
                'org',
                'assign',
                'permset',
                '--name',
                'Firebreak_Admin',
                '--name',
                'Firebreak_Responder',
                ...inOrg
            ],
            mend: 'A permission set is missing in the package, or names what this edition has not.'
        },
        {
            id: 'deploy-org-config',
            title: 'Deploy the settings of this org',
            command: ['project', 'deploy', 'start', '--source-dir', orgConfigFolder(edition), ...inOrg, '--wait', '60'],
            env: { FIREBREAK_RESPONDER: '{username}' },
            mend: 'The settings name something that the packages do not bring.'
        }
    ];
}

const packagesOf = (release: Versions, edition: Edition): [string, string][] => [
    ['core', release.core],
    ...(edition === 'base' ? [] : [[edition, release[edition]] as [string, string]])
];

/** Makes the versions installable in production orgs. Cannot be taken back. */
export function promotePlan({ core, shield, agentforce }: Versions, devHub: string): Step[] {
    return [core, shield, agentforce].map((id) => ({
        id: `promote-${id}`,
        title: `Promote ${id}`,
        command: ['package', 'version', 'promote', '--package', id, '--target-dev-hub', devHub, '--no-prompt'],
        mend: 'A version needs 75 % coverage and can be promoted once.'
    }));
}
