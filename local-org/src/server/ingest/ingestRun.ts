import type { RowError, RowResult } from '../../dml/index.ts';
import type { Org } from '../../org/index.ts';
import { ApexException } from '../../runtime/exceptions.ts';
import { Work } from '../../runtime/services.ts';
import { SObject } from '../../runtime/sobject.ts';
import { ApiFault } from '../http/apiFault.ts';
import type { RecordWrites } from '../rest/recordWrites.ts';
import { ingestColumns } from './ingestColumns.ts';
import { BadUpload, readIngestCsv } from './ingestCsv.ts';
import type { IngestJob, IngestOutcome, IngestState } from './ingestJob.ts';
import { readIngestRow } from './ingestRow.ts';
import type { RowReading } from './ingestRow.ts';

/** A job waits in the queue before it starts, as on the platform. */
const QUEUE_MS = 150;
/** Records are saved in chunks with a transaction of their own, the size of which triggers see as well. */
const CHUNK = 200;

/** Processes ingest jobs, a chunk on each turn of the work queue. */
export class IngestRun {
    private readonly org: Org;
    private readonly writes: RecordWrites;

    constructor(org: Org, writes: RecordWrites) {
        this.org = org;
        this.writes = writes;
    }

    queue(job: IngestJob): void {
        this.later(QUEUE_MS, job, () => this.start(job));
    }

    stop(job: IngestJob): void {
        job.cancel?.();
        job.cancel = null;
    }

    /** From now on. */
    set(job: IngestJob, state: IngestState): void {
        job.state = state;
        job.modifiedAt = this.org.clock.now();
    }

    private start(job: IngestJob): void {
        this.set(job, 'InProgress');
        this.step(job, () => {
            const { columns, rows } = readIngestCsv(job.upload ?? '', job.columnDelimiter, job.lineEnding);
            job.columns = columns;
            job.rows = rows;
            job.upload = null;
            const { schema, data } = this.org;
            const object = schema.object(job.object);
            if (!object) throw new BadUpload(`InvalidJob : Unable to find object: ${job.object}`);
            const permissions = data.permissionsOf(job.user.id);
            if ((job.operation === 'delete' || job.operation === 'hardDelete') && !isIdOnly(columns))
                throw new BadUpload(`InvalidBatch : A ${job.operation} takes the Id column only`);
            const reading: RowReading = {
                object,
                columns: ingestColumns(schema, object, permissions, columns),
                operation: job.operation,
                permissions
            };
            this.goOn(job, reading);
        });
    }

    private goOn(job: IngestJob, reading: RowReading): void {
        if (job.outcomes.length >= job.rows.length) return this.set(job, 'JobComplete');
        this.later(0, job, () =>
            this.step(job, () => {
                job.outcomes.push(...this.save(job, reading));
                this.goOn(job, reading);
            })
        );
    }

    private step(job: IngestJob, body: () => void): void {
        const startedAt = this.org.clock.now();
        try {
            body();
        } catch (error) {
            job.errorMessage =
                error instanceof BadUpload
                    ? error.message
                    : 'InvalidBatch : UNKNOWN_EXCEPTION: An unexpected error occurred';
            this.set(job, 'Failed');
            if (!(error instanceof BadUpload)) throw error;
        } finally {
            job.processingMs += this.org.clock.now() - startedAt;
        }
    }

    /** The next chunk. Lines that are no records take no part in its transaction. */
    private save(job: IngestJob, reading: RowReading): IngestOutcome[] {
        const rows = job.rows.slice(job.outcomes.length, job.outcomes.length + CHUNK);
        const read = rows.map((values) => readIngestRow(reading, values));
        const records = read.filter((row) => row instanceof SObject);
        const results = this.write(job, records)[Symbol.iterator]();
        return read.map((row) =>
            row instanceof SObject
                ? outcomeOf(job, results.next().value!)
                : { id: null, created: false, error: errorText(row) }
        );
    }

    private write(job: IngestJob, records: readonly SObject[]): readonly RowResult[] {
        if (records.length === 0) return [];
        try {
            return this.writes.write(job.user, job.operation, records, {
                allOrNone: false,
                ...(job.externalIdField === null ? {} : { upsertField: job.externalIdField })
            });
        } catch (fault) {
            const error = chunkError(fault);
            if (!error) throw fault;
            return records.map(({ describe, id }) => ({ describe, id, created: false, errors: [error] }));
        }
    }

    private later(delayMs: number, job: IngestJob, run: () => void): void {
        job.cancel = this.org.services.get(Work).schedule(delayMs, () => {
            job.cancel = null;
            run();
        });
    }
}

function isIdOnly(columns: readonly string[]): boolean {
    return columns.length === 1 && columns[0]!.toLowerCase() === 'id';
}

function outcomeOf({ operation }: IngestJob, { id, created, errors }: RowResult): IngestOutcome {
    const error = errors[0];
    return { id, created: operation === 'insert' ? !error : created, error: error ? errorText(error) : null };
}

/** `REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --` */
function errorText({ statusCode, message, fields }: RowError): string {
    return `${statusCode}:${message}:${fields.join(' ')} --`;
}

/** Why a whole chunk was taken back: an exception out of a trigger, or no right to the object; null for a fault of the local org. */
function chunkError(fault: unknown): RowError | null {
    if (fault instanceof ApiFault) {
        const [{ errorCode, message }] = fault.errors as [{ errorCode: string; message: string }];
        return { statusCode: errorCode, message, fields: [] };
    }
    if (!(fault instanceof ApexException)) return null;
    return {
        statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message: `${fault.typeName}: ${fault.apexMessage ?? 'Script-thrown exception'}`,
        fields: []
    };
}
