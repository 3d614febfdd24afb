import { findSystemRow, systemRowBy } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { unsupported, UnsupportedFeature } from '../../runtime/unsupported.ts';
import type { Call } from '../http/call.ts';
import type { ServedState } from '../api/servedState.ts';
import type { Session } from '../auth/session.ts';
import type { ComponentName } from '../metadata/component.ts';
import type { Deployments } from '../metadata/deployments.ts';
import type { DeployOptions, TestLevel } from '../metadata/deployment.ts';
import { deployResult } from '../metadata/deploymentResult.ts';
import { isKnownType } from '../metadata/metadataStore.ts';
import type { Manifest } from '../metadata/packageFiles.ts';
import type { Retrieval } from '../metadata/retrieval.ts';
import { describeMetadata, retrieve } from '../metadata/retrieval.ts';
import type { OrgResponse } from '../protocol.ts';
import type { SoapElement } from './envelope.ts';
import { METADATA_NAMESPACE, readSoapCall, soapAnswer, SoapFault } from './envelope.ts';

const MAX_RETRIEVALS = 20;

export interface MetadataParts {
    readonly org: Org;
    readonly deployments: Deployments;
    readonly state: Pick<ServedState, 'retrievals'>;
    sessionOf(token: string): Session | null;
}

/** `/services/Soap/m/{version}`: the file-based calls of the Metadata API. */
export class MetadataService {
    private readonly org: Org;
    private readonly deployments: Deployments;
    private readonly sessionOf: (token: string) => Session | null;
    private readonly retrievals: Map<string, Retrieval>;

    constructor({ org, deployments, state, sessionOf }: MetadataParts) {
        this.org = org;
        this.deployments = deployments;
        this.sessionOf = sessionOf;
        this.retrievals = state.retrievals;
    }

    call(call: Call): OrgResponse {
        try {
            const { operation, sessionId } = readSoapCall(call.request.body);
            const session = this.sessionOf(sessionId ?? '');
            if (!session)
                throw new SoapFault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
            requireMetadataAccess(this.org, session);
            return soapAnswer(METADATA_NAMESPACE, operation.name, this.answer(operation, session));
        } catch (fault) {
            if (fault instanceof SoapFault) return fault.toResponse();
            if (fault instanceof UnsupportedFeature)
                return new SoapFault('UNKNOWN_EXCEPTION', `${fault.code}: ${fault.message}`).toResponse();
            throw fault;
        }
    }

    private answer(operation: SoapElement, session: Session): unknown {
        switch (operation.name) {
            case 'deploy':
                return this.deploy(operation, session);
            case 'checkDeployStatus':
                return deployResult(
                    this.org,
                    this.deployment(operation.textOf('asyncProcessId') ?? operation.textOf('id')),
                    operation.flag('includeDetails')
                );
            case 'deployRecentValidation':
                return this.deployValidated(operation, session);
            case 'cancelDeploy': {
                const deployment = this.deployment(operation.textOf('String') ?? operation.textOf('id'));
                deployment.cancel?.();
                return { done: deployment.endedAt !== null, id: deployment.id };
            }
            case 'retrieve':
                return this.retrieve(operation);
            case 'checkRetrieveStatus':
                return this.checkRetrieve(operation);
            case 'listMetadata':
                return this.list(operation);
            case 'describeMetadata':
                return describeMetadata();
            default:
                return unsupported(`${operation.name} of the Metadata API`);
        }
    }

    private deploy(operation: SoapElement, session: Session): unknown {
        const zip = Buffer.from(operation.textOf('ZipFile') ?? '', 'base64');
        const given = operation.one('DeployOptions');
        const deployment = this.deployments.submit(
            session.user,
            zip,
            deployOptions((name) => given?.textOf(name) ?? null, given?.all('runTests').map(({ text }) => text) ?? [])
        );
        return { done: false, id: deployment.id, state: 'Queued' };
    }

    private deployValidated(operation: SoapElement, session: Session): unknown {
        const validation = this.deployment(operation.textOf('validationId') ?? operation.textOf('validationID'));
        const deployment = this.deployments.submitValidated(session.user, validation);
        if (!deployment) throw new SoapFault('INVALID_ID_FIELD', NOT_VALIDATED);
        return deployment.id;
    }

    private retrieve(operation: SoapElement): unknown {
        const request = operation.one('retrieveRequest') ?? operation.one('request') ?? operation;
        const unpackaged = request.one('unpackaged');
        if (!unpackaged) return unsupported('retrieving by package name');
        const manifest: Manifest = {
            version: unpackaged.textOf('version') ?? request.textOf('apiVersion'),
            types: unpackaged.all('types').map((types) => ({
                name: types.textOf('name') ?? '',
                members: types.all('members').map(({ text }) => text)
            }))
        };
        const retrieval = retrieve(this.org, this.deployments.store, manifest, false);
        this.retrievals.set(retrieval.id, retrieval);
        if (this.retrievals.size > MAX_RETRIEVALS) this.retrievals.delete(this.retrievals.keys().next().value!);
        return { done: false, id: retrieval.id, state: 'Queued' };
    }

    private checkRetrieve(operation: SoapElement): unknown {
        const id = operation.textOf('asyncProcessId') ?? '';
        const retrieval = this.retrievals.get(id);
        if (!retrieval) throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
        const withZip = operation.textOf('includeZip') !== 'false';
        return {
            done: true,
            fileProperties: retrieval.components.map((component) => this.properties(component, 'unpackaged/')),
            id,
            messages: retrieval.messages,
            status: 'Succeeded',
            success: true,
            zipFile: withZip ? retrieval.zip.toString('base64') : undefined
        };
    }

    private list(operation: SoapElement): unknown {
        return operation.all('queries').flatMap((query) => {
            const type = query.textOf('type') ?? '';
            if (!isKnownType(type)) throw new SoapFault('INVALID_TYPE', `Unknown type:${type}`);
            const folder = query.textOf('folder');
            return this.deployments.store
                .components()
                .filter(
                    (component) =>
                        component.type === type && (folder === null || component.fullName.startsWith(`${folder}/`))
                )
                .map((component) => this.properties(component, ''));
        });
    }

    private properties({ type, fullName, fileName }: ComponentName, prefix: string): Record<string, unknown> {
        const { data, admin } = this.org;
        const named = type === 'ApexClass' || type === 'ApexTrigger' ? systemRowBy(data, type, 'Name', fullName) : null;
        const name = String(findSystemRow(data, 'User', admin.id)?.Name);
        const stamp = new Date(Number((named?.LastModifiedDate as { ms?: number } | undefined)?.ms ?? 0)).toISOString();
        return {
            createdById: admin.id,
            createdByName: name,
            createdDate: stamp,
            fileName: prefix + fileName,
            fullName,
            id: named?.Id ?? '',
            lastModifiedById: admin.id,
            lastModifiedByName: name,
            lastModifiedDate: stamp,
            manageableState: 'unmanaged',
            type
        };
    }

    private deployment(id: string | null): NonNullable<ReturnType<Deployments['get']>> {
        const deployment = this.deployments.get(id ?? '');
        if (!deployment) throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id ?? ''}`);
        return deployment;
    }
}

export const NOT_VALIDATED =
    'The validation is none that can be deployed: it failed, ran no tests, is older than ten days, or the org has changed since.';

/** @throws SoapFault INSUFFICIENT_ACCESS for users who may not change metadata */
export function requireMetadataAccess(org: Org, { user }: Session): void {
    const { system } = org.data.permissionsOf(user.id);
    if (system.has('modifyalldata') || system.has('modifymetadata')) return;
    throw new SoapFault(
        'INSUFFICIENT_ACCESS',
        'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions'
    );
}

/** @param textOf value of an option, null where the client gave none */
export function deployOptions(textOf: (name: string) => string | null, runTests: readonly string[]): DeployOptions {
    const flag = (name: string, preset: boolean): boolean => (textOf(name) ?? String(preset)) === 'true';
    if (!flag('rollbackOnError', true)) unsupported('deployments that keep what succeeded (rollbackOnError=false)');
    const level = textOf('testLevel') ?? (runTests.length > 0 ? 'RunSpecifiedTests' : 'NoTestRun');
    const known: readonly TestLevel[] = ['NoTestRun', 'RunSpecifiedTests', 'RunLocalTests', 'RunAllTestsInOrg'];
    const testLevel = known.find((candidate) => candidate === level) ?? unsupported(`the test level ${level}`);
    return {
        checkOnly: flag('checkOnly', false),
        ignoreWarnings: flag('ignoreWarnings', false),
        purgeOnDelete: flag('purgeOnDelete', false),
        rollbackOnError: true,
        testLevel,
        runTests
    };
}
