import type { Org } from '../../org/index.ts';
import { ApiFault, notFound } from '../http/apiFault.ts';
import type { ApiCall } from '../http/call.ts';
import { json } from '../http/responses.ts';
import type { Route } from '../http/routes.ts';
import type { OrgResponse } from '../protocol.ts';
import { deployOptions, NOT_VALIDATED, requireMetadataAccess } from '../soap/metadataService.ts';
import { SoapFault } from '../soap/envelope.ts';
import type { Deployment } from './deployment.ts';
import { deployResult } from './deploymentResult.ts';
import type { Deployments } from './deployments.ts';
import { readMultipart } from './multipart.ts';

/** `/metadata/deployRequest`: deployments by REST. */
export class DeployResource {
    private readonly org: Org;
    private readonly deployments: Deployments;

    constructor(org: Org, deployments: Deployments) {
        this.org = org;
        this.deployments = deployments;
    }

    routes(): readonly Route<(api: ApiCall) => OrgResponse>[] {
        return [
            { method: 'POST', pattern: '/metadata/deployRequest', handle: (api) => this.create(api) },
            { method: 'GET', pattern: '/metadata/deployRequest/{}', handle: (api) => this.status(api) },
            { method: 'PATCH', pattern: '/metadata/deployRequest/{}', handle: (api) => this.cancel(api) },
            {
                method: 'POST',
                pattern: '/metadata/deployRequest/validatedDeployRequestId/{}',
                handle: (api) => this.quick(api, api.call.params[0]!)
            }
        ];
    }

    private create(api: ApiCall): OrgResponse {
        this.check(api);
        const type = api.call.header('content-type') ?? '';
        if (type.startsWith('application/json'))
            return this.quick(api, String(api.call.jsonObject()['validatedDeployRequestId'] ?? ''));
        const parts = readMultipart(type, api.call.request.body);
        const file = parts.find(({ name }) => name === 'file');
        const order = parts.find(({ name }) => name === 'json');
        if (!file) throw new ApiFault(400, 'INVALID_MULTIPART_REQUEST', 'The request has no part named file.');
        const options = order ? optionsOf(order.content.toString('utf8')) : {};
        const tests = Array.isArray(options['runTests']) ? (options['runTests'] as unknown[]).map(String) : [];
        const textOf = (name: string): string | null => {
            const value = options[name];
            return value === undefined || value === null ? null : String(value as string | boolean);
        };
        return this.answer(
            201,
            this.deployments.submit(api.session.user, file.content, deployOptions(textOf, tests)),
            false
        );
    }

    private quick(api: ApiCall, id: string): OrgResponse {
        this.check(api);
        const validation = this.deployments.get(id);
        if (!validation) throw notFound();
        const deployment = this.deployments.submitValidated(api.session.user, validation);
        if (!deployment) throw new ApiFault(400, 'INVALID_ID_FIELD', NOT_VALIDATED);
        return this.answer(201, deployment, false);
    }

    private status(api: ApiCall): OrgResponse {
        this.check(api);
        return this.answer(200, this.deployment(api), api.call.query.get('includeDetails') === 'true');
    }

    private cancel(api: ApiCall): OrgResponse {
        this.check(api);
        const deployment = this.deployment(api);
        deployment.cancel?.();
        return this.answer(202, deployment, false);
    }

    private answer(status: number, deployment: Deployment, withDetails: boolean): OrgResponse {
        const { id, options } = deployment;
        return json(status, {
            id,
            deployOptions: options,
            deployResult: deployResult(this.org, deployment, withDetails)
        });
    }

    private deployment(api: ApiCall): Deployment {
        const deployment = this.deployments.get(api.call.params[0]!);
        if (!deployment) throw notFound();
        return deployment;
    }

    private check({ session }: ApiCall): void {
        try {
            requireMetadataAccess(this.org, session);
        } catch (fault) {
            if (fault instanceof SoapFault) throw new ApiFault(403, fault.code, fault.message);
            throw fault;
        }
    }
}

function optionsOf(text: string): Readonly<Record<string, unknown>> {
    try {
        return ((JSON.parse(text) as { deployOptions?: Record<string, unknown> } | null)?.deployOptions ??
            {}) as Record<string, unknown>;
    } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw new ApiFault(400, 'JSON_PARSER_ERROR', error.message);
    }
}
