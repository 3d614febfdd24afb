import { ApexList } from '../../runtime/collections.ts';
import { nullPointer, throwApex } from '../../runtime/exceptions.ts';
import { definePlatformType } from '../../runtime/platform.ts';
import { platformOf } from '../../semantics/types.ts';
import type { PlatformRecord } from '../platformRecord.ts';
import { definePlatformRecord } from '../platformRecord.ts';

/** The value classes of the Metadata namespace that deal with custom metadata records. */

const METADATA = platformOf('Metadata.Metadata');
const MESSAGE = platformOf('Metadata.DeployMessage');
const VALUE = platformOf('Metadata.CustomMetadataValue');

const MetadataComponent = definePlatformRecord('Metadata.Metadata', { properties: ['fullName'] });

export const CustomMetadataComponent = definePlatformRecord('Metadata.CustomMetadata', {
    extends: MetadataComponent,
    properties: ['description', 'label'],
    flags: ['protected_x'],
    lists: { values: VALUE }
});

export const CustomMetadataValue = definePlatformRecord('Metadata.CustomMetadataValue', {
    properties: ['field', 'value']
});

export const DeployMessage = definePlatformRecord('Metadata.DeployMessage', {
    properties: [
        'columnNumber',
        'componentType',
        'createdDate',
        'fileName',
        'fullName',
        'id',
        'lineNumber',
        'problem',
        'problemType'
    ],
    flags: ['changed', 'created', 'deleted', 'success']
});

export const DeployDetails = definePlatformRecord('Metadata.DeployDetails', {
    lists: { componentFailures: MESSAGE, componentSuccesses: MESSAGE }
});

export const DeployResult = definePlatformRecord('Metadata.DeployResult', {
    properties: [
        'canceledBy',
        'canceledByName',
        'completedDate',
        'createdBy',
        'createdByName',
        'createdDate',
        'details',
        'errorMessage',
        'errorStatusCode',
        'id',
        'lastModifiedDate',
        'numberComponentErrors',
        'numberComponentsDeployed',
        'numberComponentsTotal',
        'startDate',
        'stateDetail',
        'status'
    ],
    flags: ['checkOnly', 'done', 'ignoreWarnings', 'rollbackOnError', 'success'],
    lists: { messages: MESSAGE }
});

/** The list behind a Metadata.DeployContainer. */
export function componentsOf(container: PlatformRecord): ApexList {
    return container.get('components') as ApexList;
}

function remove(container: PlatformRecord, matches: (component: PlatformRecord) => boolean): boolean {
    const components = componentsOf(container);
    const at = (components.items as PlatformRecord[]).findIndex(matches);
    if (at < 0) return false;
    components.remove(at);
    return true;
}

export const DeployContainer = definePlatformRecord('Metadata.DeployContainer', {
    lists: { components: METADATA },
    methods: {
        'addMetadata/1': (container: PlatformRecord, component: PlatformRecord | null) => {
            const fullName = (component ?? nullPointer()).get('fullName');
            const isTwice = (componentsOf(container).items as PlatformRecord[]).some(
                (other) => other.get('fullName') === fullName
            );
            if (isTwice)
                throwApex(
                    'System.IllegalArgumentException',
                    `The container already has a component named ${String(fullName)}.`
                );
            componentsOf(container).add(component);
        },
        'getMetadata/0': (container: PlatformRecord) => new ApexList(METADATA, [...componentsOf(container)]),
        'removeMetadata/1': (container: PlatformRecord, component: PlatformRecord | null) =>
            remove(container, (other) => other === component),
        'removeMetadataByFullName/1': (container: PlatformRecord, fullName: string | null) =>
            remove(container, (other) => other.get('fullName') === fullName)
    }
});

/** Metadata.DeployCallbackContext; tests of a project extend it and override its method. */
export class DeployCallbackContext {
    static readonly apexName = 'Metadata.DeployCallbackContext';
    private readonly jobId: string | null;
    constructor(jobId: string | null) {
        this.jobId = jobId;
    }
    getcallbackjobid$0(): string | null {
        return this.jobId;
    }
}

definePlatformType('Metadata.DeployCallbackContext', {
    constructors: { '()': () => new DeployCallbackContext(null) },
    methods: { 'getCallbackJobId/0': (context: DeployCallbackContext) => context.getcallbackjobid$0() },
    isInstance: (value) => value instanceof DeployCallbackContext
});
