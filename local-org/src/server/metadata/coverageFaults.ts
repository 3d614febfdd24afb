import type { CoverageWarning } from '../tooling/coverageWarnings.ts';
import { coverageWarnings } from '../tooling/coverageWarnings.ts';
import type { Deployment } from './deployment.ts';

/**
 * What the tests of a deployment leave uncovered; anything of it fails the deployment, in a sandbox too: coverage is asked for wherever
 * tests are run. With RunSpecifiedTests each class and trigger that is deployed has to be covered; otherwise the org.
 */
export function coverageFaults({ options, components, report }: Deployment): CoverageWarning[] {
    if (!report) return [];
    if (options.testLevel !== 'RunSpecifiedTests') return coverageWarnings(report.coverage, null);
    const code = components.filter(({ type }) => type === 'ApexClass' || type === 'ApexTrigger');
    return coverageWarnings(report.coverage, new Set(code.map(({ fullName }) => fullName)));
}
