import type { Brings, Org, OrgOptions } from '../org/index.ts';
import { createOrg, environmentFor, EMPTY_DEFINITION, readOrgDefinition } from '../org/index.ts';
import type { OrgApi, Subscriber } from './api/index.ts';
import { ServedApi } from './api/index.ts';
import { ServedState } from './api/servedState.ts';
import type { ComponentName } from './metadata/component.ts';
import { deletedRows } from './metadata/deletedRows.ts';
import type { DeployCheck } from './metadata/deployCheck.ts';
import type { DeploymentHost } from './metadata/deployments.ts';
import { Deployments } from './metadata/deployments.ts';
import { OrgMetadata } from './metadata/orgMetadata.ts';
import type { OrgRequest, OrgResponse } from './protocol.ts';

export interface ServedOrgOptions extends OrgOptions {
    readonly stateDir: string;
    readonly seed: string | null;
    /** A check of packages beyond the org's own; null for none. */
    readonly check: DeployCheck | null;
    /** Told the folder of the metadata that is now in the org. */
    readonly onDeployed: (projectDir: string) => void;
    readonly print: (line: string) => void;
}

interface Subscription {
    readonly request: OrgRequest;
    readonly subscriber: Subscriber;
    end: () => void;
}

/** Jobs that begin within this time of a deployment are let through first; those that wait longer are ended by it. */
const SETTLE_MS = 10_000;

/** The org that clients reach, and what goes on with it when a deployment puts another in its place. */
export class ServedOrg implements DeploymentHost {
    readonly check: DeployCheck | null;
    private readonly options: ServedOrgOptions;
    private readonly state = new ServedState();
    private readonly metadata: OrgMetadata;
    private readonly deployments: Deployments;
    private readonly subscriptions = new Set<Subscription>();
    private org: Org;
    private api: OrgApi;
    /** Settles when the org that is being put together answers; null when none is. */
    private replacement: Promise<void> | null = null;

    constructor(options: ServedOrgOptions) {
        this.options = options;
        this.check = options.check;
        const definition = options.seed === null ? EMPTY_DEFINITION : readOrgDefinition(options.seed);
        this.metadata = OrgMetadata.open(options.stateDir, options.projectDir, environmentFor(definition));
        this.deployments = new Deployments({
            seed: options.seed,
            metadata: this.metadata,
            host: this,
            print: options.print
        });
        this.org = createOrg({ ...options, projectDir: this.projectDir });
        this.metadata.tidy();
        this.api = this.apiOf(this.org);
    }

    /** Holds the metadata that is in the org. */
    get projectDir(): string {
        return this.metadata.folder ?? this.options.projectDir;
    }

    current(): Org {
        return this.org;
    }

    /** Requests that come while Apex of a new org waits for a callout wait for that org. */
    handle(request: OrgRequest): OrgResponse | Promise<OrgResponse> {
        return this.replacement ? this.replacement.then(() => this.handle(request)) : this.api.handle(request);
    }

    /** @returns what ends the subscription */
    subscribe(request: OrgRequest, subscriber: Subscriber): () => void {
        const subscription: Subscription = { request, subscriber, end: () => undefined };
        const begin = (): void => {
            const result = this.api.subscribe(request, subscriber.push, (refusal) => this.end(subscription, refusal));
            if ('refusal' in result) return subscriber.refused(result.refusal);
            subscription.end = result.unsubscribe;
            this.subscriptions.add(subscription);
            subscriber.accepted();
        };
        if (this.replacement) void this.replacement.then(begin);
        else begin();
        return () => {
            this.subscriptions.delete(subscription);
            subscription.end();
        };
    }

    async replaceOrg(projectDir: string, brings: Brings, deletions: readonly ComponentName[]): Promise<void> {
        await Promise.race([this.org.settled(), new Promise((resolve) => setTimeout(resolve, SETTLE_MS).unref())]);
        let settle = (): void => undefined;
        this.replacement = new Promise((resolve) => (settle = resolve));
        try {
            this.exchange(projectDir, brings, deletions);
        } finally {
            this.replacement = null;
            settle();
        }
        this.options.onDeployed(projectDir);
    }

    close(): void {
        this.api.close();
    }

    /** The records are on disk with every commit, and a new org that is refused in its middle leaves them as they were. */
    private exchange(projectDir: string, brings: Brings, deletions: readonly ComponentName[]): void {
        this.api.close();
        const { ids } = this.org.data.store;
        const deployment = { brings, complete: (org: Org) => deletedRows(org, deletions) };
        try {
            this.serve(createOrg({ ...this.options, projectDir, deployment, ids }));
        } catch (error) {
            this.serve(createOrg({ ...this.options, projectDir: this.projectDir, ids }));
            throw error;
        }
    }

    private serve(org: Org): void {
        this.org = org;
        this.api = this.apiOf(org);
        for (const subscription of [...this.subscriptions]) this.resume(subscription);
    }

    /** What was sent before has been delivered: the subscription goes on with what is new. */
    private resume(subscription: Subscription): void {
        const { request, subscriber } = subscription;
        // Test runs and debug logs outlive the org that was: they would be told twice.
        subscription.end();
        const query = new URLSearchParams(request.search);
        query.set('replayId', '-1');
        const ended = (refusal: OrgResponse | null): void => this.end(subscription, refusal);
        const result = this.api.subscribe({ ...request, search: query.toString() }, subscriber.push, ended);
        if ('unsubscribe' in result) subscription.end = result.unsubscribe;
        else ended(null);
    }

    private end(subscription: Subscription, refusal: OrgResponse | null): void {
        this.subscriptions.delete(subscription);
        if (refusal) subscription.subscriber.refused(refusal);
        else subscription.subscriber.ended();
    }

    private apiOf(org: Org): OrgApi {
        const { stateDir, print } = this.options;
        return new ServedApi(org, { stateDir, print, state: this.state, deployments: this.deployments });
    }
}
