import type { CustomMetadataRecord, MetadataFile, Project } from '../../local-org/src/project/index.ts';

/** Every way in which data can leave; sources and levers name them in their field Way_Out__c. */
export const WAYS = [
    'Apex callout',
    'Flow callout',
    'Scheduled job',
    'External client',
    'Report or list view or file',
    'Event subscriber',
    'AI model or agent',
    'Guest or login or right'
] as const;

export interface Source {
    readonly key: string;
    readonly label: string;
    readonly kind: string;
    readonly reads: string | null;
    readonly needs: string | null;
    readonly description: string;
    /** Working or plain minutes of silence that are an alarm; null if silence proves nothing. */
    readonly quietMinutes: number | null;
}

export interface Lever {
    readonly label: string;
    readonly description: string;
}

export interface WayOut {
    readonly name: string;
    readonly seenThrough: readonly Source[];
    readonly closedBy: readonly Lever[];
}

const SOURCE = 'Signal_Source__mdt';
const LEVER = 'Containment_Lever__mdt';

/** The ways out as the project's records tell them. */
export function waysOutOf(project: Project): WayOut[] {
    const sources = recordsOf(project, SOURCE).filter(isActive);
    const levers = recordsOf(project, LEVER);
    return WAYS.map((name) => ({
        name,
        seenThrough: sources.filter((record) => waysIn(record).includes(name)).map(sourceOf),
        closedBy: [
            ...levers.filter((record) => waysIn(record).includes(name)).map(leverOf),
            ...sources
                .filter((record) => waysIn(record).includes(name))
                .flatMap((record) => blockingPolicies(project, record))
        ]
    }));
}

/** What the records claim and the project does not have, as sentences; empty when the page tells the truth. */
export function faultsOf(project: Project): string[] {
    const classes = new Set(project.classes.map(({ name }) => name.toLowerCase()));
    const sources = recordsOf(project, SOURCE).filter(isActive);
    return [
        ...[...sources, ...recordsOf(project, LEVER)].flatMap((record) => [
            ...waysIn(record)
                .filter((name) => !(WAYS as readonly string[]).includes(name))
                .map((name) => `${record.path}: "${name}" is no way out; known are ${WAYS.join(', ')}`),
            ...(waysIn(record).length === 0 ? [`${record.path}: it names no way out`] : []),
            ...namedClass(record, classes)
        ]),
        ...sources.flatMap((record) => missingCounterpart(project, record)),
        ...waysOutOf(project)
            .filter(({ seenThrough }) => seenThrough.length === 0)
            .map(({ name }) => `nothing watches the way out "${name}"`)
    ];
}

function namedClass(record: CustomMetadataRecord, classes: ReadonlySet<string>): string[] {
    const name = text(record, 'Class__c');
    return name !== null && !classes.has(name.toLowerCase())
        ? [`${record.path}: the project has no class ${name}`]
        : [];
}

/** A policy source without a policy, or a flow source without a flow, would be a claim only. */
function missingCounterpart(project: Project, record: CustomMetadataRecord): string[] {
    const reads = text(record, 'Reads__c') ?? '';
    const kind = text(record, 'Kind__c');
    const isThere =
        (kind !== 'Policy' || policiesOn(project, reads).length > 0) &&
        (kind !== 'Flow' || project.flows.some((flow) => isStartedBy(flow, reads)));
    return isThere ? [] : [`${record.path}: the project has no active ${kind?.toLowerCase()} on ${reads}`];
}

const policiesOn = (project: Project, event: string) =>
    project.transactionSecurityPolicies.filter((policy) => policy.active && policy.eventName === event);

function isStartedBy({ xml }: MetadataFile, event: string): boolean {
    const value = (name: string, parent = xml): string | undefined =>
        parent.children.find((child) => child.name === name)?.text;
    const start = xml.children.find(({ name }) => name === 'start');
    return value('status') === 'Active' && start !== undefined && value('object', start) === event;
}

function blockingPolicies(project: Project, record: CustomMetadataRecord): Lever[] {
    if (text(record, 'Kind__c') !== 'Policy') return [];
    return policiesOn(project, text(record, 'Reads__c') ?? '')
        .filter(({ block }) => block)
        .map(({ label }) => ({
            label: `Policy ${label}`,
            description: 'Blocks requests of integrations whose breaker is cut, before they are answered.'
        }));
}

const recordsOf = (project: Project, type: string): readonly CustomMetadataRecord[] =>
    project.customMetadata.filter((record) => record.type === type);

const isActive = (record: CustomMetadataRecord): boolean => text(record, 'Active__c') === 'true';

const waysIn = (record: CustomMetadataRecord): string[] =>
    (text(record, 'Way_Out__c') ?? '')
        .split(/[,\n]/)
        .map((name) => name.trim())
        .filter((name) => name !== '');

function sourceOf(record: CustomMetadataRecord): Source {
    const quiet = text(record, 'Quiet_Minutes__c');
    return {
        key: record.developerName,
        label: record.label,
        kind: text(record, 'Kind__c') ?? '',
        reads: text(record, 'Reads__c'),
        needs: text(record, 'Needs__c'),
        description: text(record, 'Description__c') ?? '',
        quietMinutes: quiet === null ? null : Number(quiet)
    };
}

const leverOf = (record: CustomMetadataRecord): Lever => ({
    label: record.label,
    description: text(record, 'Description__c') ?? ''
});

function text(record: CustomMetadataRecord, field: string): string | null {
    const value = record.values.get(field) ?? null;
    return value === null || value === '' ? null : String(value);
}
