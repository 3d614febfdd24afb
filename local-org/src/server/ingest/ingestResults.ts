import { stringify } from 'csv-stringify/sync';
import { DELIMITERS, LINE_ENDINGS } from '../bulk/csv.ts';
import type { OrgResponse } from '../protocol.ts';
import type { IngestJob, IngestOutcome } from './ingestJob.ts';

/** Lines that were saved: `sf__Id`, `sf__Created` and the columns of the upload. */
export function successfulResults(job: IngestJob): OrgResponse {
    return csv(job, ['sf__Id', 'sf__Created'], 'done', ({ id, created }) => [id ?? '', String(created)]);
}

/** Lines that were refused: `sf__Id`, `sf__Error` and the columns of the upload. */
export function failedResults(job: IngestJob): OrgResponse {
    return csv(job, ['sf__Id', 'sf__Error'], 'failed', ({ id, error }) => [id ?? '', error ?? '']);
}

/** Lines that an aborted or failed job has not come to. */
export function unprocessedRecords(job: IngestJob): OrgResponse {
    return answer(job, [job.columns, ...job.rows.slice(job.outcomes.length)]);
}

function csv(
    job: IngestJob,
    added: readonly string[],
    wanted: 'done' | 'failed',
    cells: (outcome: IngestOutcome) => readonly string[]
): OrgResponse {
    const lines = job.outcomes.flatMap((outcome, position) =>
        (outcome.error === null) === (wanted === 'done') ? [[...cells(outcome), ...job.rows[position]!]] : []
    );
    return answer(job, [[...added, ...job.columns], ...lines]);
}

function answer(job: IngestJob, lines: readonly (readonly string[])[]): OrgResponse {
    const body = stringify(lines as string[][], {
        delimiter: DELIMITERS[job.columnDelimiter]!,
        record_delimiter: LINE_ENDINGS[job.lineEnding]!,
        quoted: true
    });
    return { status: 200, headers: { 'content-type': 'text/csv', 'cache-control': 'no-store' }, body };
}
