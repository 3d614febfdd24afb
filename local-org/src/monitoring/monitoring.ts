import { randomUUID } from 'node:crypto';
import type { FieldValues } from '../data/index.ts';
import type { Org } from '../org/index.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import { Callouts } from '../runtime/services.ts';
import { loggedCallouts } from './eventLog/calloutLog.ts';
import type { WaitingLines } from './eventLog/eventLogFiles.ts';
import { EventLogFiles } from './eventLog/eventLogFiles.ts';
import type { BulkJobEvidence, LogLine, RequestEvidence } from './eventLog/evidence.ts';
import { bulkJobLine, entry, requestLines } from './eventLog/evidence.ts';
import { loginLine, reportLine } from './eventLog/pastEvents.ts';
import type { EventKind } from './eventRecorder.ts';
import {
    API_QUERY,
    BULK_RESULT,
    EventRecorder,
    FILE,
    LIST_VIEW,
    LOGIN,
    LOGIN_AS,
    LOGOUT,
    PERMISSION_SET,
    REPORT
} from './eventRecorder.ts';
import { PermissionEvents } from './permissionEvents.ts';
import { PolicyRefusal } from './policyRefusal.ts';
import { recordsParts, recordsText } from './recordsText.ts';
import type { ApiRequestFacts, Requester } from './requester.ts';
import { SetupAudit } from './setupAudit.ts';
import { injectThreatEvent } from './threatEvents.ts';
import { TransactionSecurity } from './transactionSecurity.ts';
import type { FileFacts, ListViewFacts, ReportFacts } from './viewFacts.ts';
import { fileValues, listViewValues, reportValues } from './viewFacts.ts';

export interface QueryFacts {
    readonly operation: 'Query' | 'QueryMore' | 'QueryAll';
    readonly query: string;
    /** API names of the objects that are read. */
    readonly entities: readonly string[];
    /**
     * Rows of the whole operation. A COUNT() query processes one row: that is what it costs in every other limit of the platform, and
     * no record leaves the org.
     */
    readonly rowsProcessed: number;
    readonly rowsReturned: number;
    readonly elapsedMs: number;
    /** Ids of the records in this answer; null for Bulk. */
    readonly recordIds: readonly string[] | null;
}

export interface LoginFacts {
    readonly user: RunningUser;
    readonly sourceIp: string;
    readonly loginType: string;
    readonly loginSubType: string | null;
    /** As in the login history: `Success`, or why not. */
    readonly status: string;
    readonly application: string;
    readonly loginUrl: string | null;
    readonly httpMethod: string;
    readonly loginKey: string;
    readonly loginHistoryId: string;
    readonly path: string;
}

export interface LoginAsFacts {
    /** Who the administrator is about to be. */
    readonly user: RunningUser;
    readonly organizationId: string;
    readonly targetUrl: string;
}

/** Event monitoring: every query, export, login and permission change becomes its event, and is asked about before it goes on. */
export class Monitoring {
    private readonly recorder: EventRecorder;
    private readonly security: TransactionSecurity;
    private readonly logFiles: EventLogFiles;
    private readonly org: Org;
    /** Without the add-on Event Monitoring there are neither real-time events nor policies. */
    private readonly isLicensed: boolean;

    /** @param waiting lines that no event log file has yet */
    constructor(org: Org, waiting: WaitingLines = new Map()) {
        this.org = org;
        this.recorder = new EventRecorder(org);
        this.security = new TransactionSecurity(org);
        this.isLicensed = org.definition.features.includes('EventMonitoring');
        this.logFiles = new EventLogFiles(org, this.isLicensed, waiting);
        const callouts = org.services.find(Callouts);
        if (callouts)
            org.services.provide(
                Callouts,
                loggedCallouts(callouts, org, (line) => this.logFiles.note(line))
            );
        // Told after the change was committed: policies may notify, and start what undoes it.
        const permissions = new PermissionEvents(org.data, (requester, values) =>
            this.tell(PERMISSION_SET, requester, values)
        );
        new SetupAudit(org, permissions).watch();
    }

    /**
     * A query that has been run and whose answer is about to leave. Policies see the first answer only, neither queryMore nor queryAll.
     * @throws PolicyRefusal when it must not leave
     */
    query(request: ApiRequestFacts, facts: QueryFacts): void {
        const isBulk = request.apiType === 'Bulk';
        const values = {
            ApiType: request.apiType,
            ApiVersion: Number(request.apiVersion),
            Application: 'N/A',
            AdditionalInfo: request.additionalInfo,
            Client: isBulk ? null : request.client,
            UserAgent: isBulk ? null : request.userAgent,
            LoginHistoryId: isBulk ? null : request.requester.loginHistoryId,
            Platform: 'Unknown',
            RequestIdentifier: randomUUID(),
            Operation: facts.operation,
            Query: facts.query,
            QueriedEntities: facts.entities.join(','),
            RowsProcessed: facts.rowsProcessed,
            RowsReturned: facts.rowsReturned,
            ElapsedTime: facts.elapsedMs,
            Records: recordsText(facts.recordIds)
        };
        this.tell(API_QUERY, request.requester, values, { isAsked: facts.operation === 'Query' });
    }

    /** The download of a part of a bulk query's result. @throws PolicyRefusal when it must not leave */
    bulkResult(requester: Requester, query: string): void {
        this.tell(BULK_RESULT, requester, { Query: query });
    }

    /** A report whose rows are about to leave. @throws PolicyRefusal when they must not */
    report(requester: Requester, facts: ReportFacts): void {
        this.logFiles.note(reportLine(this.org.clock.now(), requester, facts));
        this.inParts(REPORT, requester, reportValues(facts), facts.recordIds);
    }

    /** A list view whose rows are about to leave. @throws PolicyRefusal when they must not */
    listView(requester: Requester, facts: ListViewFacts): void {
        this.inParts(LIST_VIEW, requester, listViewValues(facts), facts.recordIds);
    }

    /** A file that is about to leave. @throws PolicyRefusal when it must not */
    file(requester: Requester, facts: FileFacts): void {
        this.tell(FILE, requester, fileValues(facts));
    }

    /** A login, refused or about to succeed. @throws PolicyRefusal when a policy does not let it succeed */
    login(facts: LoginFacts): void {
        const { user, sourceIp, loginKey, loginHistoryId } = facts;
        const requester: Requester = {
            user,
            sourceIp,
            loginKey,
            loginHistoryId,
            sessionKey: null,
            connectedAppId: null
        };
        const isRefused = facts.status !== 'Success';
        this.logFiles.note(loginLine(this.org.clock.now(), requester, facts));
        const values = {
            LoginType: facts.loginType,
            LoginSubType: facts.loginSubType,
            Status: facts.status,
            Application: facts.application,
            LoginUrl: facts.loginUrl,
            HttpMethod: facts.httpMethod,
            Browser: 'Unknown',
            Platform: 'Unknown',
            ApiType: 'N/A',
            ApiVersion: 'N/A',
            UserType: 'Standard',
            ClientVersion: 'N/A'
        };
        this.tell(LOGIN, requester, values, { isAsked: !isRefused });
    }

    /** An administrator who is about to be somebody else. @throws PolicyRefusal when he may not */
    loginAs(requester: Requester, facts: LoginAsFacts): void {
        const { user } = facts;
        const values = {
            UserId: user.id,
            Username: user.username,
            ProfileId: user.profileId || null,
            Application: 'Browser',
            Browser: 'Unknown',
            Platform: 'Unknown',
            DelegatedOrganizationId: facts.organizationId,
            DelegatedUsername: requester.user.username,
            LoginAsCategory: 'OrgAdmin',
            LoginType: 'Application',
            TargetUrl: facts.targetUrl,
            UserType: 'Standard'
        };
        this.tell(LOGIN_AS, requester, values);
    }

    logout(requester: Requester): void {
        this.tell(LOGOUT, requester, {}, { isAsked: false });
    }

    /** What a request to the APIs leaves in the event log files, hours later. */
    noteRequest(evidence: RequestEvidence): void {
        for (const line of requestLines(evidence)) this.logFiles.note(line);
    }

    /** What a state of a bulk job leaves there. */
    noteBulkJob(evidence: BulkJobEvidence): void {
        this.logFiles.note(bulkJobLine(evidence, randomUUID()));
    }

    /** What the request of a page leaves there. */
    notePage(requester: Requester, path: string, status: number, elapsedMs: number): void {
        const values = {
            ...entry(path, elapsedMs, requester),
            USER_TYPE: 'Standard',
            REQUEST_STATUS: status < 400 ? 'S' : 'F'
        };
        const line: LogLine = { type: 'URI', at: this.org.clock.now(), requester, requestId: randomUUID(), values };
        this.logFiles.note(line);
    }

    /** The local stand-in of Setup's button that makes a threat event for testing. @returns its EventIdentifier */
    injectThreat(name: string, values: FieldValues): string {
        return injectThreatEvent(this.org, this.recorder, this.security, name, values);
    }

    /** Policies are asked about the first part of a view; the other parts of one that may leave are told as well. */
    private inParts(kind: EventKind, requester: Requester, values: FieldValues, recordIds: readonly string[]): void {
        const execution = { ...values, ExecutionIdentifier: randomUUID() };
        for (const [index, Records] of recordsParts(recordIds).entries()) {
            this.tell(kind, requester, { ...execution, Records, Sequence: index + 1 }, { isAsked: index === 0 });
        }
    }

    /** Asks the policies, stores and streams the event. @throws PolicyRefusal */
    private tell(kind: EventKind, requester: Requester, values: FieldValues, { isAsked } = { isAsked: true }): void {
        if (!this.isLicensed) return;
        const event = this.recorder.record(kind, requester, values);
        const { fields, refusal } = isAsked
            ? this.security.decide(event, requester.user)
            : { fields: {}, refusal: null };
        this.recorder.keep(kind, event, fields);
        if (refusal instanceof PolicyRefusal) throw refusal;
    }
}
