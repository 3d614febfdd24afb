import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DeployFinding } from '../../local-org/src/server/metadata/deployCheck.ts';

/** What the process of a check reports; `fault` when it could not be made. */
export type CheckReport = { readonly findings: readonly DeployFinding[] } | { readonly fault: string };

/**
 * The deployability check on a package that somebody deploys into the local org, in a process of its own: the org goes on answering.
 * @throws Error when the check itself fails
 */
export function checkPackage(projectDir: string): Promise<readonly DeployFinding[]> {
    const script = fileURLToPath(new URL('./checkPackage.process.ts', import.meta.url));
    const child = fork(script, [projectDir], { execArgv: ['--import', 'tsx'] });
    return new Promise((resolve, reject) => {
        child.on('message', (report: CheckReport) =>
            'fault' in report ? reject(new Error(report.fault)) : resolve(report.findings)
        );
        child.on('error', reject);
        child.on('close', (code) => reject(new Error(`The deployability check ended with exit code ${code}.`)));
    });
}
