import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROJECT } from '../../firebreakOrg.ts';
import type { SalesforceCli } from '../cli.ts';
import { runSteps } from '../runSteps.ts';
import { ADD_ON, SCRATCH_DEFINITION } from '../settings.ts';
import { DEV_HUB_ALIAS } from './devHub.ts';
import { ToolError } from '../../toolError.ts';

/** The unlocked packages, by their ids in the Dev Hub (`0Ho…`). */
export interface PackageIds {
    readonly core: string;
    readonly shield: string;
    readonly agentforce: string;
}

/** The installable versions of one release (`04t…`). */
export interface Release {
    /** Major, minor, patch. */
    readonly version: string;
    readonly core: string;
    readonly shield: string;
    readonly agentforce: string;
}

const NAMES = { core: 'Firebreak Core', shield: 'Firebreak Shield', agentforce: 'Firebreak Agentforce' } as const;
export type PackageName = keyof typeof NAMES;

/** @throws ToolError FB-ORG-018 when the tag is no version or an id is missing */
export function releaseInputs(env: NodeJS.ProcessEnv): { readonly version: string; readonly packages: PackageIds } {
    const version = /^v?(\d+\.\d+\.\d+)$/.exec(env.RELEASE_TAG ?? '')?.[1];
    const id = (name: string): string => {
        const found = env[`FIREBREAK_${name}_PACKAGE`];
        if (!found?.startsWith('0Ho')) throw new ToolError('FB-ORG-018');
        return found;
    };
    if (!version) throw new ToolError('FB-ORG-018');
    return { version, packages: { core: id('CORE'), shield: id('SHIELD'), agentforce: id('AGENTFORCE') } };
}

/**
 * The project description that packaging needs. The repository's own has no packages, because their ids belong to a Dev Hub.
 * @param coreVersion the version of core (`04t…`) that the others need; not known yet while core itself is built
 */
export function packagingProject(
    project: Readonly<Record<string, unknown>>,
    version: string,
    packages: PackageIds,
    coreVersion: string | null
): Record<string, unknown> {
    const versionNumber = `${version}.NEXT`;
    const core = { path: 'force-app/core', default: true, package: NAMES.core, versionNumber };
    const onTop = (name: 'shield' | 'agentforce'): object => ({
        path: ADD_ON[name].folder,
        package: NAMES[name],
        versionNumber,
        definitionFile: SCRATCH_DEFINITION[name],
        dependencies: coreVersion === null ? [] : [{ subscriberPackageVersionId: coreVersion }]
    });
    return {
        ...project,
        replacements: undefined,
        packageDirectories: coreVersion === null ? [core] : [core, onTop('shield'), onTop('agentforce')],
        packageAliases: Object.fromEntries(
            Object.entries(NAMES).map(([name, title]) => [title, packages[name as PackageName]])
        )
    };
}

/** Builds core, then the others on top of it, in a copy of the project. @throws ToolError FB-ORG-019 when one cannot be built */
export async function createVersions(
    cli: SalesforceCli,
    version: string,
    packages: PackageIds,
    print: (line: string) => void
): Promise<Release> {
    const folder = mkdtempSync(path.join(tmpdir(), 'firebreak-release-'));
    try {
        for (const part of ['force-app', 'config', '.forceignore'])
            cpSync(path.join(PROJECT, part), path.join(folder, part), { recursive: true });
        const build = async (name: PackageName, coreVersion: string | null): Promise<string> => {
            const project = JSON.parse(readFileSync(path.join(PROJECT, 'sfdx-project.json'), 'utf8')) as Record<
                string,
                unknown
            >;
            writeFileSync(
                path.join(folder, 'sfdx-project.json'),
                JSON.stringify(packagingProject(project, version, packages, coreVersion))
            );
            return buildVersion(cli.on(folder), name, print);
        };
        const core = await build('core', null);
        return { version, core, shield: await build('shield', core), agentforce: await build('agentforce', core) };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

async function buildVersion(cli: SalesforceCli, name: PackageName, print: (line: string) => void): Promise<string> {
    const { completed, facts } = await runSteps(
        [
            {
                id: `build-${name}`,
                title: `Build a version of ${NAMES[name]} (up to two hours)`,
                command: [
                    ...['package', 'version', 'create', '--package', NAMES[name], '--target-dev-hub', DEV_HUB_ALIAS],
                    // A version without its coverage cannot be promoted.
                    ...['--installation-key-bypass', '--code-coverage', '--wait', '120']
                ],
                learns: { id: 'SubscriberPackageVersionId' },
                mend: 'The message above names the component. Mend it and release again with the next patch number.'
            }
        ],
        cli,
        print
    );
    if (!completed) throw new ToolError('FB-ORG-019', NAMES[name]);
    return facts.id!;
}
