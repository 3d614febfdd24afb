import { systemRowBy } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { testRunResult } from '../tooling/testResource.ts';
import { coverageFaults } from './coverageFaults.ts';
import type { ComponentResult, Deployment } from './deployment.ts';
import { isOver } from './deployment.ts';

/** A deployment as DeployResult. @param withDetails also each component and test */
export function deployResult(org: Org, deployment: Deployment, withDetails: boolean): Record<string, unknown> {
    const { options, components, report } = deployment;
    const stamp = (at: number | null): string | undefined => (at === null ? undefined : new Date(at).toISOString());
    const errors = components.filter(({ success }) => !success);
    const done = isOver(deployment);
    return {
        checkOnly: options.checkOnly,
        completedDate: stamp(deployment.endedAt),
        createdBy: deployment.user.id,
        createdByName: deployment.userName,
        createdDate: stamp(deployment.createdAt),
        ...(withDetails ? { details: detailsOf(org, deployment) } : {}),
        done,
        errorMessage: deployment.errorMessage ?? undefined,
        errorStatusCode: deployment.errorStatusCode ?? undefined,
        id: deployment.id,
        ignoreWarnings: options.ignoreWarnings,
        lastModifiedDate: stamp(deployment.endedAt ?? deployment.startedAt ?? deployment.createdAt),
        numberComponentErrors: errors.length,
        numberComponentsDeployed: done && deployment.status === 'Succeeded' ? deployment.total : 0,
        numberComponentsTotal: deployment.total,
        numberTestErrors: deployment.testErrors,
        numberTestsCompleted: deployment.testsCompleted - deployment.testErrors,
        numberTestsTotal: report?.tests.length ?? deployment.testsTotal,
        rollbackOnError: options.rollbackOnError,
        runTestsEnabled: options.testLevel !== 'NoTestRun',
        startDate: stamp(deployment.startedAt),
        status: deployment.status,
        success: deployment.status === 'Succeeded'
    };
}

function detailsOf(org: Org, deployment: Deployment): Record<string, unknown> {
    const { components, report } = deployment;
    const row = (component: ComponentResult): Record<string, unknown> => messageOf(org, deployment, component);
    return {
        componentFailures: components.filter(({ success }) => !success).map(row),
        componentSuccesses: components.filter(({ success }) => success).map(row),
        runTestResult: report
            ? testRunResult(org, report, coverageFaults(deployment))
            : {
                  numFailures: 0,
                  numTestsRun: 0,
                  totalTime: 0,
                  codeCoverage: [],
                  codeCoverageWarnings: [],
                  failures: [],
                  successes: []
              }
    };
}

const IDENTIFIED: Readonly<Record<string, readonly [object: string, field: string]>> = {
    ApexClass: ['ApexClass', 'Name'],
    ApexTrigger: ['ApexTrigger', 'Name'],
    PermissionSet: ['PermissionSet', 'Name'],
    CustomPermission: ['CustomPermission', 'DeveloperName'],
    NamedCredential: ['NamedCredential', 'DeveloperName']
};

function messageOf(org: Org, deployment: Deployment, component: ComponentResult): Record<string, unknown> {
    const [object, field] = IDENTIFIED[component.type] ?? [];
    const id = object === undefined ? null : systemRowBy(org.data, object, field!, component.fullName)?.Id;
    return {
        changed: component.changed,
        columnNumber: component.column ?? undefined,
        componentType: component.type,
        created: component.created,
        createdDate: new Date(deployment.endedAt ?? deployment.createdAt).toISOString(),
        deleted: component.deleted,
        fileName: component.fileName,
        fullName: component.fullName,
        id: id ?? undefined,
        lineNumber: component.line ?? undefined,
        problem: component.problem ?? undefined,
        problemType: component.problemType ?? undefined,
        success: component.success,
        warning: component.warning
    };
}
