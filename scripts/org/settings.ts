import { readdirSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../firebreakOrg.ts';
import { ToolError } from '../toolError.ts';

/** What the org has beyond its edition: nothing, Event Monitoring, or generative AI of the platform. */
export type Edition = 'base' | 'shield' | 'agentforce';

/** The package that each of them can take on top of the core. */
export const ADD_ON = {
    base: null,
    shield: { folder: 'force-app/shield', title: 'what needs Event Monitoring' },
    agentforce: { folder: 'force-app/agentforce', title: 'what needs the platform’s own models' }
} as const satisfies Readonly<Record<Edition, { readonly folder: string; readonly title: string } | null>>;

/** The edition that the flags of a command name. @throws ToolError FB-ORG-022 when they name two */
export function editionOf(flags: { readonly shield: boolean; readonly agentforce: boolean }): Edition {
    if (flags.shield && flags.agentforce) throw new ToolError('FB-ORG-022');
    return flags.shield ? 'shield' : flags.agentforce ? 'agentforce' : 'base';
}

export const SCRATCH_DEFINITION: Readonly<Record<Edition, string>> = {
    base: 'config/base-scratch-def.json',
    shield: 'config/shield-scratch-def.json',
    agentforce: 'config/agentforce-scratch-def.json'
};

export const CONSOLE_PATH = 'lightning/n/Firebreak_Console';
export const RESULTS = 'test-results';

/** The permission sets of whoever builds an org for a trial: there the admin is the responder too. */
export const TRIAL_PERMISSION_SETS = ['Firebreak_Admin', 'Firebreak_Responder', 'Fintech_Operations'] as const;

/** What the service user of the sample integration holds. */
export const SERVICE_PERMISSION_SETS = ['Drift_Agent_Access', 'Firebreak_Integration_User'] as const;

/** Without Event Monitoring the policies and their settings have no types to deploy to. */
export function orgConfigFolder(edition: Edition): string {
    return edition === 'shield' ? 'force-app/org-config' : 'force-app/org-config/main/PlatformEventSubscriberConfigs';
}

/** The one alias that all org commands work on unless they are told otherwise. */
export function orgAlias(given: string | undefined, env: NodeJS.ProcessEnv): string {
    return given ?? env.FIREBREAK_ORG ?? 'firebreak';
}

/** Alias of the service user's login, beside that of its org. */
export const serviceAlias = (alias: string): string => `${alias}-service`;

/** Names of the Apex test classes of a package, without those that only hold test data. */
export function testClassesOf(packageFolder: string): string[] {
    return readdirSync(path.join(PROJECT, packageFolder, 'tests'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('Test.cls'))
        .map((file) => path.basename(file, '.cls'))
        .sort();
}
