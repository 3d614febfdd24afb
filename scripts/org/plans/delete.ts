import type { Step } from '../step.ts';

/** `sf` itself refuses to delete anything but a scratch org with this command. */
export function deletePlan(alias: string): Step[] {
    return [
        {
            id: 'delete-org',
            title: `Delete the scratch org "${alias}"`,
            command: ['org', 'delete', 'scratch', '--no-prompt', '--target-org', alias],
            mend: 'npx sf org list --all shows what there is. An expired org is forgotten with: npx sf org list --clean --no-prompt'
        }
    ];
}
