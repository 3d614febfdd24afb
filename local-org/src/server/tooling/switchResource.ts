import { findSystemRow, parseQueryText, systemRowBy, systemRows, updateSystemRow } from '../../data/index.ts';
import { asPlatform } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { Switches } from '../../platform/index.ts';
import type { SetupSwitches } from '../../platform/index.ts';
import type { NamedCredentialDefinition } from '../../project/index.ts';
import { unsupported } from '../../runtime/unsupported.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json, noContent } from '../http/responses.ts';
import type { Route } from '../http/routes.ts';
import type { OrgResponse } from '../protocol.ts';
import type { JsonObject } from './componentResource.ts';
import { metadataOf } from './componentResource.ts';
import type { ToolingRow } from './rowQuery.ts';
import { queryRows } from './rowQuery.ts';

const CREDENTIAL_FIELDS = ['Id', 'DeveloperName', 'MasterLabel', 'FullName', 'Endpoint', 'CalloutStatus', 'Metadata'];
const FLOW_FIELDS = ['Id', 'DeveloperName', 'MasterLabel', 'FullName', 'ActiveVersionId', 'Metadata'];
/** The local org keeps one version of a flow. */
const ONLY_VERSION = 1;

/**
 * `/tooling/sobjects/NamedCredential` and `/tooling/sobjects/FlowDefinition`: switches callouts and flows on and off by their `Metadata`,
 * which no Apex can. Everything else of them is changed by a deployment.
 */
export class SwitchResource {
    private readonly org: Org;

    constructor(org: Org) {
        this.org = org;
    }

    routes(): readonly Route<(api: ApiCall) => OrgResponse>[] {
        const route = (method: string, object: string, handle: (api: ApiCall) => OrgResponse) => ({
            method,
            pattern: `/tooling/sobjects/${object}/{}`,
            handle
        });
        return [
            route('GET', 'NamedCredential', (api) => this.read(api, this.credentialRows())),
            route('PATCH', 'NamedCredential', (api) => this.switchCallouts(api)),
            route('GET', 'FlowDefinition', (api) => this.read(api, this.flowRows())),
            route('PATCH', 'FlowDefinition', (api) => this.switchFlow(api))
        ];
    }

    /** `/tooling/query` over these objects; null for a query over others. */
    query(api: ApiCall): OrgResponse | null {
        const query = parseQueryText(this.org.data, api.call.query.get('q') ?? '');
        const name = query.from[0]!.path.names[0]!.toLowerCase();
        const found =
            name === 'namedcredential'
                ? { object: 'NamedCredential', fields: CREDENTIAL_FIELDS, rows: this.credentialRows() }
                : name === 'flowdefinition'
                  ? { object: 'FlowDefinition', fields: FLOW_FIELDS, rows: this.flowRows() }
                  : null;
        if (!found) return null;
        this.require(api, 'viewsetup');
        const { size, records } = queryRows(found.object, found.fields, found.rows, query);
        return json(200, {
            size,
            totalSize: size,
            done: true,
            queryLocator: null,
            entityTypeName: found.object,
            records
        });
    }

    private switchCallouts(api: ApiCall): OrgResponse {
        this.require(api, 'customizeapplication');
        const row = findSystemRow(this.org.data, 'NamedCredential', api.call.params[0]!);
        const credential = this.org.project.namedCredentials.find(({ name }) => name === row?.DeveloperName);
        if (!credential) throw notFound();
        const given = metadataOf(api);
        const { calloutStatus } = given;
        if (calloutStatus !== 'Enabled' && calloutStatus !== 'Disabled')
            throw new ApiFault(400, 'INVALID_FIELD', 'calloutStatus must be Enabled or Disabled', ['Metadata']);
        refuseOtherChanges(given, credentialMetadata(credential, calloutStatus));
        this.switches.setCalloutStatus(credential.name, calloutStatus);
        return noContent();
    }

    /** Version 0 makes a flow inactive. */
    private switchFlow(api: ApiCall): OrgResponse {
        this.require(api, 'customizeapplication');
        const row = systemRowBy(this.org.data, 'FlowDefinitionView', 'DurableId', api.call.params[0]!);
        if (!row) throw notFound();
        const { activeVersionNumber } = metadataOf(api);
        if (activeVersionNumber !== 0 && activeVersionNumber !== ONLY_VERSION)
            throw new ApiFault(400, 'INVALID_FIELD', `activeVersionNumber must be 0 or ${ONLY_VERSION}`, ['Metadata']);
        const isActive = activeVersionNumber === ONLY_VERSION;
        this.switches.setFlowActive(row.ApiName as string, isActive);
        asPlatform(this.org, () =>
            updateSystemRow(this.org.data, 'FlowDefinitionView', row.Id as string, { IsActive: isActive })
        );
        return noContent();
    }

    private read(api: ApiCall, rows: readonly ToolingRow[]): OrgResponse {
        this.require(api, 'viewsetup');
        const row = rows.find(({ Id }) => Id === api.call.params[0]);
        if (!row) throw notFound();
        return json(200, row);
    }

    private credentialRows(): ToolingRow[] {
        return this.org.project.namedCredentials.map((credential) => {
            const status = this.switches.calloutStatus(credential);
            return {
                Id: systemRowBy(this.org.data, 'NamedCredential', 'DeveloperName', credential.name)!.Id as string,
                DeveloperName: credential.name,
                FullName: credential.name,
                MasterLabel: credential.label,
                Endpoint: credential.url,
                CalloutStatus: status,
                Metadata: credentialMetadata(credential, status)
            } as ToolingRow;
        });
    }

    private flowRows(): ToolingRow[] {
        return systemRows(this.org.data, 'FlowDefinitionView').map(
            ({ DurableId, ApiName, Label, IsActive }) =>
                ({
                    Id: DurableId,
                    DeveloperName: ApiName,
                    FullName: ApiName,
                    MasterLabel: Label,
                    ActiveVersionId: IsActive === true ? String(DurableId).replace(/^300/, '301') : null,
                    Metadata: { activeVersionNumber: IsActive === true ? ONLY_VERSION : 0, masterLabel: Label }
                }) as ToolingRow
        );
    }

    private get switches(): SetupSwitches {
        return this.org.services.get(Switches);
    }

    private require({ session }: ApiCall, permission: string): void {
        if (this.org.data.permissionsOf(session.user.id).system.has(permission)) return;
        throw new ApiFault(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on entity');
    }
}

function credentialMetadata(credential: NamedCredentialDefinition, calloutStatus: string): JsonObject {
    const parameters = [
        ...(credential.url === null || credential.type === 'Legacy'
            ? []
            : [{ parameterName: 'Url', parameterType: 'Url', parameterValue: credential.url }]),
        ...(credential.externalCredential === null
            ? []
            : [
                  {
                      externalCredential: credential.externalCredential,
                      parameterName: 'ExternalCredential',
                      parameterType: 'Authentication'
                  }
              ])
    ];
    return {
        allowMergeFieldsInBody: credential.allowMergeFieldsInBody,
        allowMergeFieldsInHeader: credential.allowMergeFieldsInHeader,
        calloutStatus,
        generateAuthorizationHeader: credential.generateAuthorizationHeader,
        label: credential.label,
        namedCredentialParameters: parameters,
        namedCredentialType: credential.type
    };
}

/** The platform takes the metadata as a whole: what is left out would be lost. */
function refuseOtherChanges(given: JsonObject, expected: JsonObject): void {
    for (const name of ['label', 'namedCredentialType'])
        if (given[name] == null)
            throw new ApiFault(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, ['Metadata']);
    const changed = Object.keys(expected).find(
        (name) => JSON.stringify(given[name] ?? null) !== JSON.stringify(expected[name])
    );
    if (changed !== undefined)
        unsupported(`changes of ${changed} of a named credential by the Tooling API; deploy it instead`);
}
