import type { FieldValues } from '../../data/index.ts';
import { deleteSystemRow, insertSystemRow, systemRows } from '../../data/index.ts';
import type { Org } from '../../org/index.ts';
import { ApexBlob } from '../../runtime/blob.ts';
import { ApexDatetime } from '../../runtime/dates.ts';
import { Work } from '../../runtime/services.ts';
import { asPlatform } from '../platformWrites.ts';
import type { LogLine } from './evidence.ts';
import type { LogType } from './logTypes.ts';
import { columnsOf, FREE_TYPES } from './logTypes.ts';

type Interval = 'Daily' | 'Hourly';

/** Lines that wait for their file, by interval and start of it. */
export type WaitingLines = Map<string, LogLine[]>;

const LENGTH: Readonly<Record<Interval, number>> = { Hourly: 3_600_000, Daily: 86_400_000 };
const FIRST_SEQUENCE: Readonly<Record<Interval, number>> = { Hourly: 1, Daily: 0 };
/** Files appear three to six hours after the fact. */
const DELAY_MS = 3 * 3_600_000;
const RETENTION_DAYS = 30;
const FREE_RETENTION_DAYS = 1;

/**
 * Writes the EventLogFile rows of past hours and days: evidence that comes late, and also of requests that no real-time event tells.
 * Evidence that waits for its file ends with the process.
 */
export class EventLogFiles {
    private readonly org: Org;
    private readonly isLicensed: boolean;
    private readonly organizationId: string;
    private readonly waiting: WaitingLines;

    /**
     * @param isLicensed Event Monitoring: hourly files, and all types
     * @param waiting lines that came before another org took this one's place; goes on growing
     */
    constructor(org: Org, isLicensed: boolean, waiting: WaitingLines) {
        this.org = org;
        this.isLicensed = isLicensed;
        this.waiting = waiting;
        for (const key of waiting.keys()) {
            const [interval, start] = key.split(' ');
            this.scheduleFile(key, interval as Interval, Number(start));
        }
        this.organizationId = systemRows(org.data, 'Organization')[0]!.Id as string;
    }

    note(line: LogLine): void {
        if (!this.isLicensed && !FREE_TYPES.has(line.type)) return;
        if (this.isLicensed) this.keep(line, 'Hourly');
        this.keep(line, 'Daily');
    }

    private keep(line: LogLine, interval: Interval): void {
        const start = Math.floor(line.at / LENGTH[interval]) * LENGTH[interval];
        const key = `${interval} ${start}`;
        const lines = this.waiting.get(key);
        if (lines) return void lines.push(line);
        this.waiting.set(key, [line]);
        this.scheduleFile(key, interval, start);
    }

    private scheduleFile(key: string, interval: Interval, start: number): void {
        const appearsAt = start + LENGTH[interval] + DELAY_MS;
        this.org.services.get(Work).schedule(appearsAt - this.org.clock.now(), () => this.write(key, interval, start));
    }

    private write(key: string, interval: Interval, start: number): void {
        const byType = new Map<LogType, LogLine[]>();
        for (const line of this.waiting.get(key) ?? []) byType.set(line.type, [...(byType.get(line.type) ?? []), line]);
        this.waiting.delete(key);
        asPlatform(this.org, () => {
            this.forgetOld();
            for (const [type, lines] of byType)
                insertSystemRow(this.org.data, 'EventLogFile', this.file(type, interval, start, lines));
        });
    }

    private forgetOld(): void {
        const days = this.isLicensed ? RETENTION_DAYS : FREE_RETENTION_DAYS;
        const oldest = this.org.clock.now() - days * LENGTH.Daily;
        for (const { Id, CreatedDate } of systemRows(this.org.data, 'EventLogFile')) {
            if ((CreatedDate as ApexDatetime).ms < oldest) deleteSystemRow(this.org.data, 'EventLogFile', Id as string);
        }
    }

    private file(type: LogType, interval: Interval, start: number, lines: readonly LogLine[]): FieldValues {
        const columns = columnsOf(type);
        const rows = lines.map((line) => {
            const values = { ...line.values, ...this.common(line) };
            return columns.map(({ name }) => quoted(values[name] ?? null)).join(',');
        });
        const bytes = Buffer.from(
            `${[columns.map(({ name }) => quoted(name)).join(','), ...rows].join('\n')}\n`,
            'utf8'
        );
        return {
            EventType: type,
            LogDate: new ApexDatetime(start),
            Interval: interval,
            Sequence: FIRST_SEQUENCE[interval],
            ApiVersion: 66,
            LogFile: new ApexBlob(bytes),
            LogFileLength: bytes.length,
            LogFileContentType: 'text/csv',
            LogFileFieldNames: columns.map(({ name }) => name).join(','),
            LogFileFieldTypes: columns.map((column) => column.type).join(',')
        };
    }

    private common({ type, at, requester, requestId }: LogLine): Readonly<Record<string, string>> {
        const moment = new Date(at).toISOString();
        return {
            EVENT_TYPE: type,
            TIMESTAMP: moment.replace(/[-:TZ]/g, ''),
            REQUEST_ID: requestId,
            ORGANIZATION_ID: this.organizationId.slice(0, 15),
            USER_ID: requester.user.id.slice(0, 15),
            TIMESTAMP_DERIVED: moment,
            USER_ID_DERIVED: requester.user.id,
            CLIENT_IP: requester.sourceIp
        };
    }
}

function quoted(value: string | number | boolean | null): string {
    const text = typeof value === 'boolean' ? (value ? '1' : '0') : String(value ?? '');
    return `"${text.replace(/"/g, '""')}"`;
}
