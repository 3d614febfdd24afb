import type { FieldValues } from '../data/index.ts';
import { insertSystemRow, systemRows } from '../data/index.ts';
import type { Org } from '../org/index.ts';
import { ApexBlob } from '../runtime/blob.ts';
import { ApexDatetime } from '../runtime/dates.ts';
import { asPlatform } from './platformWrites.ts';
import type { Requester } from './requester.ts';

/** One request, as the event log files tell it hours later. */
export interface RequestEvidence {
    readonly type: 'RestApi' | 'BulkApi2' | 'Login';
    /** Milliseconds since 1970. */
    readonly at: number;
    readonly requester: Requester;
    readonly requestId: string;
    readonly method: string;
    /** Path without query string: queries may hold personal data. */
    readonly path: string;
    readonly status: number;
    readonly elapsedMs: number;
    readonly rows: number | null;
    readonly entity: string | null;
    readonly apiVersion: string | null;
    readonly client: string | null;
    readonly userAgent: string | null;
}

type Column = readonly [
    name: string,
    type: 'String' | 'Number' | 'DateTime' | 'Id',
    value: (evidence: RequestEvidence) => string | number | null
];

const HOUR_MS = 3_600_000;
/** Hourly files appear three to six hours after the fact. */
const DELAY_MS = 3 * HOUR_MS;

/** Writes the EventLogFile rows of past hours: evidence that comes late, and also of requests that no real-time event tells. */
export class EventLogFiles {
    private readonly org: Org;
    private readonly organizationId: string;
    private readonly evidence: RequestEvidence[];

    /** @param evidence what no file has yet; goes on growing */
    constructor(org: Org, evidence: RequestEvidence[] = []) {
        this.org = org;
        this.evidence = evidence;
        this.organizationId = systemRows(org.data, 'Organization')[0]!.Id as string;
    }

    note(evidence: RequestEvidence): void {
        this.evidence.push(evidence);
        this.writeEventLogFiles(this.org.clock.now() - DELAY_MS);
    }

    /** Writes the files of all whole hours before a moment. @param until milliseconds since 1970 @returns how many files */
    writeEventLogFiles(until: number): number {
        const end = Math.floor(until / HOUR_MS) * HOUR_MS;
        const past = this.evidence.filter(({ at }) => at < end);
        if (past.length === 0) return 0;
        const later = this.evidence.filter(({ at }) => at >= end);
        this.evidence.splice(0, this.evidence.length, ...later);
        const files = new Map<
            string,
            { readonly type: string; readonly hour: number; readonly lines: RequestEvidence[] }
        >();
        for (const line of past) {
            const hour = Math.floor(line.at / HOUR_MS) * HOUR_MS;
            for (const type of line.type === 'Login' ? ['Login'] : [line.type, 'ApiTotalUsage']) {
                const key = `${type} ${hour}`;
                const file = files.get(key) ?? { type, hour, lines: [] };
                files.set(key, file);
                file.lines.push(line);
            }
        }
        asPlatform(this.org, () => {
            for (const { type, hour, lines } of files.values())
                insertSystemRow(this.org.data, 'EventLogFile', this.file(type, hour, lines));
        });
        return files.size;
    }

    private file(type: string, hour: number, lines: readonly RequestEvidence[]): FieldValues {
        const columns = this.columns(type);
        const rows = lines.map((line) => columns.map(([, , value]) => quoted(value(line))).join(','));
        const bytes = Buffer.from(`${[columns.map(([name]) => quoted(name)).join(','), ...rows].join('\n')}\n`, 'utf8');
        return {
            EventType: type,
            LogDate: new ApexDatetime(hour),
            Interval: 'Hourly',
            Sequence: 1,
            ApiVersion: 66,
            LogFile: new ApexBlob(bytes),
            LogFileLength: bytes.length,
            LogFileContentType: 'text/csv',
            LogFileFieldNames: columns.map(([name]) => name).join(','),
            LogFileFieldTypes: columns.map(([, kind]) => kind).join(',')
        };
    }

    private columns(type: string): readonly Column[] {
        const common: readonly Column[] = [
            ['EVENT_TYPE', 'String', () => type],
            ['TIMESTAMP', 'String', ({ at }) => new Date(at).toISOString().replace(/[-:TZ]/g, '')],
            ['REQUEST_ID', 'String', ({ requestId }) => requestId],
            ['ORGANIZATION_ID', 'Id', () => this.organizationId.slice(0, 15)],
            ['USER_ID', 'Id', ({ requester }) => requester.user.id.slice(0, 15)]
        ];
        const derived: readonly Column[] = [
            ['TIMESTAMP_DERIVED', 'DateTime', ({ at }) => new Date(at).toISOString()],
            ['USER_ID_DERIVED', 'Id', ({ requester }) => requester.user.id],
            ['CLIENT_IP', 'String', ({ requester }) => requester.sourceIp]
        ];
        return [
            ...common,
            ...(type === 'ApiTotalUsage' ? TOTAL_USAGE : type === 'Login' ? LOGINS : REQUESTS),
            ...derived
        ];
    }
}

const REQUESTS: readonly Column[] = [
    ['RUN_TIME', 'Number', ({ elapsedMs }) => elapsedMs],
    ['URI', 'String', ({ path }) => path],
    ['SESSION_KEY', 'String', ({ requester }) => requester.sessionKey],
    ['LOGIN_KEY', 'String', ({ requester }) => requester.loginKey],
    ['REQUEST_STATUS', 'String', ({ status }) => (status < 400 ? 'S' : 'F')],
    ['STATUS_CODE', 'Number', ({ status }) => status],
    ['METHOD', 'String', ({ method }) => method],
    ['USER_AGENT', 'String', ({ userAgent }) => userAgent],
    ['ROWS_PROCESSED', 'Number', ({ rows }) => rows],
    ['ENTITY_NAME', 'String', ({ entity }) => entity],
    ['CONNECTED_APP_ID', 'Id', ({ requester }) => requester.connectedAppId],
    ['API_VERSION', 'String', ({ apiVersion }) => apiVersion]
];

const TOTAL_USAGE: readonly Column[] = [
    ['API_FAMILY', 'String', ({ type }) => (type === 'BulkApi2' ? 'Bulk' : 'REST')],
    ['API_VERSION', 'String', ({ apiVersion }) => apiVersion],
    ['API_RESOURCE', 'String', ({ path }) => path],
    ['CLIENT_NAME', 'String', ({ client }) => client],
    ['HTTP_METHOD', 'String', ({ method }) => method],
    ['COUNTS_AGAINST_API_LIMIT', 'Number', () => 1],
    ['CONNECTED_APP_ID', 'Id', ({ requester }) => requester.connectedAppId],
    ['ENTITY_NAME', 'String', ({ entity }) => entity],
    ['STATUS_CODE', 'Number', ({ status }) => status],
    ['USER_NAME', 'String', ({ requester }) => requester.user.username]
];

const LOGINS: readonly Column[] = [
    ['RUN_TIME', 'Number', ({ elapsedMs }) => elapsedMs],
    ['URI', 'String', ({ path }) => path],
    ['LOGIN_KEY', 'String', ({ requester }) => requester.loginKey],
    ['USER_NAME', 'String', ({ requester }) => requester.user.username],
    ['SOURCE_IP', 'String', ({ requester }) => requester.sourceIp],
    ['LOGIN_STATUS', 'String', ({ status }) => (status < 400 ? 'LOGIN_NO_ERROR' : 'LOGIN_ERROR_INVALID_PASSWORD')]
];

function quoted(value: string | number | null): string {
    return `"${String(value ?? '').replace(/"/g, '""')}"`;
}
