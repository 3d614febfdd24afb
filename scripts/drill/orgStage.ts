import type { Connection } from 'jsforce';
import { rehearse, apexText } from '../anonymousApex.ts';
import type { SalesforceCli } from '../org/cli.ts';
import { accessTo, authUrlOf, type Access } from '../org/logins.ts';
import { openOrg } from '../org/openOrg.ts';
import { serviceAlias } from '../org/settings.ts';
import { requireTrialOrg } from '../org/trialOrg.ts';
import { parseAuthUrl, type RefreshableLogin } from '../org/verify/serviceUser.ts';
import { ToolError } from '../toolError.ts';
import type { AccessOrder } from './actors/access.ts';
import { CampaignClock } from './campaignClock.ts';
import type { Need } from './needs.ts';
import { PlatformClock } from './orgClock.ts';
import type { Actor, Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';

const DISTURBS = 'the drill cuts off the service user of an integration';
const LEFT =
    'The org keeps what the drill did: the incident, the open breaker and the service user without access. Two people close and ' +
    'restore it in the console.';

/** An org of Salesforce that the CLI is logged in to. The token that is stolen there is that of the service user's login. */
export class OrgStage implements Stage {
    readonly url: string;
    readonly offers: ReadonlySet<Need> = new Set();
    private readonly admin: Connection;
    private readonly service: Access & RefreshableLogin;
    private readonly print: (line: string) => void;
    private isPlayed = false;

    private constructor(admin: Connection, service: Access & RefreshableLogin, print: (line: string) => void) {
        this.url = admin.instanceUrl;
        this.admin = admin;
        this.service = service;
        this.print = print;
    }

    /**
     * @param alias of the org; the login of its service user is beside it, as org:create leaves it
     * @throws ToolError FB-ORG-004 without one of the logins, FB-ORG-017 where somebody works
     */
    static async find(cli: SalesforceCli, alias: string, print: (line: string) => void): Promise<OrgStage> {
        const admin = await openOrg(await accessTo(cli, alias));
        await requireTrialOrg(admin, DISTURBS);
        const service = await accessTo(cli, serviceAlias(alias));
        const login = parseAuthUrl(await authUrlOf(cli, serviceAlias(alias)));
        return new OrgStage(admin, { ...service, ...login }, print);
    }

    async logIn(): Promise<Connection> {
        return this.admin;
    }

    startClock(admin: Connection, begin: string | null): Promise<CampaignClock> {
        return CampaignClock.start(new PlatformClock(admin), begin);
    }

    /** What happened before is put right by two people and not by a program: it only looks. @throws ToolError FB-DRL-010 */
    async prepare(admin: Connection, { integration, actors }: Scenario): Promise<Record<string, AccessOrder>> {
        const { username } = this.service;
        const state = await rehearse<OrgState>(admin, stateQuery(integration, username));
        if (state.breaker !== 'CLOSED')
            throw new ToolError('FB-DRL-010', `The breaker ${integration} is ${state.breaker ?? 'not there'}.`);
        if (state.serviceUser !== username)
            throw new ToolError(
                'FB-DRL-010',
                `${integration} is registered with the service user ${state.serviceUser}, and the login is that of ${username}.`
            );
        if (state.isFrozen !== false) throw new ToolError('FB-DRL-010', `${username} is frozen.`);
        this.isPlayed = true;
        return Object.fromEntries(Object.entries(actors).map(([name, actor]) => [name, this.accessOf(actor)]));
    }

    async close(): Promise<void> {
        if (this.isPlayed) this.print(LEFT);
    }

    private accessOf({ address, client }: Actor): AccessOrder {
        const { username, clientId, clientSecret, refreshToken } = this.service;
        return {
            ...{ url: this.url, address, client, user: username, site: null },
            ...{ clientId, clientSecret, refreshToken, code: null, reports: {} }
        };
    }
}

interface OrgState {
    readonly breaker?: string;
    readonly serviceUser?: string;
    readonly isFrozen?: boolean;
}

const stateQuery = (integration: string, username: string): string => `
    for (Breaker_State__c breaker : [SELECT State__c FROM Breaker_State__c WHERE Key__c = ${apexText(integration)} WITH SYSTEM_MODE]) {
        answer.put('breaker', breaker.State__c);
    }
    for (AI_Integration__mdt integration : [SELECT Service_User__c FROM AI_Integration__mdt WHERE DeveloperName = ${apexText(integration)} WITH SYSTEM_MODE]) {
        answer.put('serviceUser', integration.Service_User__c);
    }
    for (UserLogin login : [SELECT IsFrozen FROM UserLogin WHERE UserId IN (SELECT Id FROM User WHERE Username = ${apexText(username)}) WITH SYSTEM_MODE]) {
        answer.put('isFrozen', login.IsFrozen);
    }`;
