import type { Connection } from 'jsforce';
import { connectAs, readCredentials, type LocalAddress } from '../connection.ts';
import { ToolError } from '../toolError.ts';
import type { AccessOrder } from './actors/access.ts';
import { CampaignClock } from './campaignClock.ts';
import { EVERY_NEED } from './needs.ts';
import { closeBreakers, reinstate, restoreCredentials } from './normalDay.ts';
import { LocalClock } from './orgClock.ts';
import type { Actor, Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';

const ADMIN = 'ada.admin@firebreak.example';

/** A local org: everybody's logins are known, apps can be authorised, the clock can be moved. */
export class LocalStage implements Stage {
    readonly url: string;
    readonly offers = EVERY_NEED;
    private readonly org: LocalAddress;
    private readonly end: () => Promise<void>;

    /** @param end what becomes of the org after the drill */
    constructor(org: LocalAddress, end: () => Promise<void> = async () => {}) {
        this.url = org.url;
        this.org = org;
        this.end = end;
    }

    logIn(): Promise<Connection> {
        return connectAs(this.org.url, this.org.stateDir, ADMIN);
    }

    startClock(admin: Connection, begin: string | null): Promise<CampaignClock> {
        return CampaignClock.start(new LocalClock(admin), begin);
    }

    /** As an organisation would after an incident: breakers closed by two people, users unfrozen, apps authorised anew. */
    async prepare(admin: Connection, scenario: Scenario): Promise<Record<string, AccessOrder>> {
        await closeBreakers(this.org, admin);
        await restoreCredentials(this.org, admin);
        const actors = Object.entries(scenario.actors);
        for (const user of new Set(actors.map(([, { user }]) => user).filter((user) => user !== '')))
            await reinstate(admin, user);
        const reports = await reportIds(admin);
        const orders: Record<string, AccessOrder> = {};
        for (const [name, actor] of actors) orders[name] = await accessOf(this.org, admin, actor, reports);
        return orders;
    }

    close(): Promise<void> {
        return this.end();
    }
}

async function reportIds(admin: Connection): Promise<Record<string, string>> {
    const { records } = await admin.query<{ Id: string; DeveloperName: string }>(
        'SELECT Id, DeveloperName FROM Report'
    );
    return Object.fromEntries(records.map(({ DeveloperName, Id }) => [DeveloperName, Id]));
}

async function accessOf(
    org: LocalAddress,
    admin: Connection,
    { address, client, user, app, site, isJustLetIn }: Actor,
    reports: Readonly<Record<string, string>>
): Promise<AccessOrder> {
    const key = app === null ? null : readCredentials(org.stateDir).connectedApps[app]!;
    const agreed = app === null ? null : await authorise(org, admin, app, user);
    return {
        url: org.url,
        address,
        client,
        user,
        site,
        clientId: key?.consumerKey ?? null,
        clientSecret: key?.consumerSecret ?? null,
        refreshToken: agreed?.refreshToken ?? null,
        code: (isJustLetIn && agreed?.code) || null,
        reports
    };
}

/** What an app gets when a user lets it in. */
interface Agreement {
    readonly refreshToken: string;
    readonly code: string;
}

async function authorise(org: LocalAddress, admin: Connection, app: string, username: string): Promise<Agreement> {
    const answer = await fetch(`${org.url}/local-org/authorizations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${admin.accessToken}` },
        body: JSON.stringify({ app, username })
    });
    if (!answer.ok) throw new ToolError('FB-DRL-003', app, await answer.text());
    return (await answer.json()) as Agreement;
}
