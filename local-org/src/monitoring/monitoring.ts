import { randomUUID } from 'node:crypto';
import type { FieldValues } from '../data/index.ts';
import type { Org } from '../org/index.ts';
import type { RunningUser } from '../runtime/transaction.ts';
import type { RequestEvidence } from './eventLogFiles.ts';
import { EventLogFiles } from './eventLogFiles.ts';
import type { EventKind } from './eventRecorder.ts';
import { API_QUERY, BULK_RESULT, EventRecorder, LOGIN, LOGOUT } from './eventRecorder.ts';
import { PolicyRefusal } from './policyRefusal.ts';
import type { ApiRequestFacts, Requester } from './requester.ts';
import { SetupAudit } from './setupAudit.ts';
import { injectThreatEvent } from './threatEvents.ts';
import { TransactionSecurity } from './transactionSecurity.ts';

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

/** Text area of the event's field; what does not fit is left out. */
const RECORDS_LENGTH = 32_000;

/** Event monitoring: every query, export, login and permission change becomes its event, and is asked about before it goes on. */
export class Monitoring {
    private readonly recorder: EventRecorder;
    private readonly security: TransactionSecurity;
    private readonly logFiles: EventLogFiles;
    private readonly org: Org;

    /** @param evidence of requests that no event log file has yet */
    constructor(org: Org, evidence: RequestEvidence[] = []) {
        this.org = org;
        this.recorder = new EventRecorder(org);
        this.security = new TransactionSecurity(org);
        this.logFiles = new EventLogFiles(org, evidence);
        new SetupAudit(org, this.recorder).watch();
    }

    /**
     * A query that has been run and whose answer is about to leave. Policies see the first answer only, neither queryMore nor queryAll.
     * @throws PolicyRefusal when it must not leave
     */
    query(request: ApiRequestFacts, facts: QueryFacts): void {
        const isBulk = request.apiType === 'Bulk';
        const event = this.recorder.record(API_QUERY, request.requester, {
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
        });
        this.decide(API_QUERY, event, request.requester.user, facts.operation === 'Query');
    }

    /** The download of a part of a bulk query's result. @throws PolicyRefusal when it must not leave */
    bulkResult(requester: Requester, query: string): void {
        const event = this.recorder.record(BULK_RESULT, requester, { Query: query });
        this.decide(BULK_RESULT, event, requester.user, true);
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
        const event = this.recorder.record(LOGIN, requester, {
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
        });
        const isRefused = facts.status !== 'Success';
        this.noteRequest({
            type: 'Login',
            at: this.org.clock.now(),
            requester,
            requestId: randomUUID(),
            method: facts.httpMethod,
            path: facts.path,
            status: isRefused ? 401 : 200,
            elapsedMs: 0,
            rows: null,
            entity: null,
            apiVersion: null,
            client: null,
            userAgent: null
        });
        this.decide(LOGIN, event, user, !isRefused);
    }

    logout(requester: Requester): void {
        this.recorder.keep(LOGOUT, this.recorder.record(LOGOUT, requester, {}));
    }

    /** What any request leaves in the event log files, hours later. */
    noteRequest(evidence: RequestEvidence): void {
        this.logFiles.note(evidence);
    }

    /** @param until milliseconds since 1970 @returns how many files were written */
    writeEventLogFiles(until: number): number {
        return this.logFiles.writeEventLogFiles(until);
    }

    /** The local stand-in of Setup's button that makes a threat event for testing. @returns its EventIdentifier */
    injectThreat(name: string, values: FieldValues): string {
        return injectThreatEvent(this.org, this.recorder, name, values);
    }

    private decide(
        kind: EventKind,
        event: ReturnType<EventRecorder['record']>,
        user: RunningUser,
        isAsked: boolean
    ): void {
        const { fields, refusal } = isAsked ? this.security.decide(event, user) : { fields: {}, refusal: null };
        this.recorder.keep(kind, event, fields);
        if (refusal instanceof PolicyRefusal) throw refusal;
    }
}

function recordsText(ids: readonly string[] | null): string | null {
    if (ids === null) return null;
    const text = (count: number): string =>
        JSON.stringify({ totalSize: ids.length, rows: ids.slice(0, count).map((id) => ({ datacells: [id] })) });
    const bytesPerRow = text(1).length - text(0).length + 1;
    return text(Math.floor((RECORDS_LENGTH - text(0).length) / Math.max(1, bytesPerRow)));
}
