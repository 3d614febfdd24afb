import { codeFiles } from './baseCode.ts';
import { metadataFiles } from './baseMetadata.ts';
import { objectFiles } from './baseObjects.ts';

const projectFile = JSON.stringify(
    { packageDirectories: [{ path: 'main', default: true }, { path: 'extra' }], sourceApiVersion: '66.0' },
    null,
    2
);

const configuration = JSON.stringify({
    policies: [
        'flow/action-in-loop',
        'flow/dml-in-loop',
        'flow/hard-coded-id',
        'flow/hard-coded-url',
        'flow/missing-fault-path',
        'flow/query-in-loop',
        'flow/unreachable-element',
        'flow/unsafe-context',
        'flow/unused-variable',
        'lwc/exposed-target',
        'platform/trigger-per-event',
        'policy/sharing',
        'policy/query-access',
        'policy/dml-access',
        'policy/callout-class',
        'policy/loop-data-access',
        'policy/broad-catch',
        'policy/api-version',
        'policy/platform-event-count',
        'policy/scheduled-class-count',
        'policy/licensed-type',
        'apex/pmd'
    ],
    calloutClasses: ['CarrierGateway'],
    licenceFreeFolders: ['main'],
    apiVersion: '66.0',
    maxPlatformEvents: 1,
    maxScheduledClasses: 1
});

/** A small project without faults, by path: every defect is a change to it. */
export const baseProject: Readonly<Record<string, string>> = {
    'sfdx-project.json': projectFile,
    'config/deploy-check.json': configuration,
    ...codeFiles,
    ...objectFiles,
    ...metadataFiles
};
