import { Monitoring } from '../../monitoring/index.ts';
import type { Org } from '../../org/index.ts';
import { Sessions as SessionsKey } from '../../platform/session.ts';
import { ApexRest } from '../apex/apexRest.ts';
import { Controllers } from '../apex/controllers.ts';
import { issueAgreedTokens } from '../auth/agreedTokens.ts';
import { AuthorizationCodes } from '../auth/authorizationCodes.ts';
import { BrowserDoor } from '../auth/browserDoor.ts';
import { ConnectedApps } from '../auth/connectedApps.ts';
import { Credentials } from '../auth/credentials.ts';
import { LoginAs } from '../auth/loginAs.ts';
import { Logins } from '../auth/logins.ts';
import { OauthEndpoints } from '../auth/oauthEndpoints.ts';
import { RefreshTokens } from '../auth/refreshTokens.ts';
import type { Session } from '../auth/session.ts';
import { Sessions } from '../auth/sessions.ts';
import { SingleAccess } from '../auth/singleAccess.ts';
import { BatchJobs } from '../bulk/batchJobs.ts';
import { BlobResource } from '../rest/blobResource.ts';
import { SiteDoor } from '../sites/siteDoor.ts';
import { ApexService } from '../soap/apexService.ts';
import { MetadataService } from '../soap/metadataService.ts';
import { PartnerService } from '../soap/partnerService.ts';
import { EventStream } from '../streaming/eventStream.ts';
import { ManagedSubscriptionResource } from '../streaming/managedSubscriptionResource.ts';
import { TopicResource } from '../streaming/topicResource.ts';
import { ReportExport } from '../views/reportExport.ts';
import { ReportRuns } from '../views/reportRuns.ts';
import { Caller } from './caller.ts';
import { DataApi } from './dataApi.ts';
import { LocalOrgResource } from './localOrgResource.ts';
import type { OrgApiOptions } from './orgApi.ts';
import { ServedState } from './servedState.ts';

/** Everything that answers for an org, put together. */
export type Services = ReturnType<typeof createServices>;

export function createServices(org: Org, options: OrgApiOptions) {
    const { print, state = new ServedState(), deployments = null } = options;
    const monitoring = new Monitoring(org, state.logLines);
    const access = createAccess(org, options.stateDir, state, monitoring);
    const { apps, refreshTokens, codes, sessions } = access;
    const sessionOf = (token: string): Session | null => sessions.find(token);
    const caller = new Caller(org, sessions);
    state.debugLogs.attach(org);
    org.services.provide(SessionsKey, { current: () => caller.session && sessions.describe(caller.session) });
    return {
        ...access,
        org,
        print,
        monitoring,
        caller,
        sites: new SiteDoor(org, monitoring),
        dataApi: new DataApi({ org, monitoring, state, deployments, print }),
        batchJobs: new BatchJobs(org, monitoring, sessions),
        apexRest: new ApexRest(org),
        controllers: new Controllers(org, print),
        partner: new PartnerService(org, monitoring, sessions),
        apexService: new ApexService(org, state.debugLogs, sessionOf),
        metadataService: deployments && new MetadataService({ org, deployments, state, sessionOf }),
        reportExport: new ReportExport(org, new ReportRuns(org, monitoring)),
        blobs: new BlobResource(org, monitoring),
        stream: new EventStream(org, sessions, state),
        topics: new TopicResource(org),
        managed: new ManagedSubscriptionResource(org),
        local: new LocalOrgResource(org, apps, refreshTokens, codes, monitoring)
    };
}

/** Who may come in, and how. */
function createAccess(org: Org, stateDir: string, state: ServedState, monitoring: Monitoring) {
    const credentials = new Credentials(org, stateDir);
    const apps = new ConnectedApps(org, credentials);
    credentials.complete(apps.all().map(({ name }) => name));
    const sessions = new Sessions(org, state.sessions);
    const refreshTokens = new RefreshTokens(org, stateDir);
    issueAgreedTokens(org, apps, credentials, refreshTokens);
    const logins = new Logins(org, sessions, monitoring);
    const codes = new AuthorizationCodes();
    return {
        ...{ credentials, apps, sessions, refreshTokens, logins, codes },
        oauth: new OauthEndpoints({ org, apps, credentials, sessions, refreshTokens, codes, logins }),
        door: new BrowserDoor(org, logins, sessions),
        loginAs: new LoginAs(org, sessions, monitoring),
        singleAccess: new SingleAccess(org, logins, state.accessLinks)
    };
}
