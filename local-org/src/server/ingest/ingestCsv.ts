import { parse } from 'csv-parse/sync';
import { CsvError } from 'csv-parse/sync';
import { DELIMITERS, LINE_ENDINGS } from '../bulk/csv.ts';

/** What a job cannot be processed for; none of its records is saved. `message` is the job's errorMessage. */
export class BadUpload extends Error {}

export interface IngestTable {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
}

/** Reads an upload. @throws BadUpload with the platform's wording */
export function readIngestCsv(text: string, columnDelimiter: string, lineEnding: string): IngestTable {
    requireLineEnding(text, lineEnding);
    let lines: string[][];
    try {
        lines = parse(text, {
            bom: true,
            delimiter: DELIMITERS[columnDelimiter]!,
            record_delimiter: LINE_ENDINGS[lineEnding]!,
            skip_empty_lines: true
        });
    } catch (error) {
        if (error instanceof CsvError) throw new BadUpload(`InvalidBatch : ${error.message}`);
        throw error;
    }
    const [header, ...rows] = lines;
    if (!header) throw new BadUpload('InvalidBatch : The CSV has no header line');
    const columns = header.map((column) => column.trim());
    const twice = columns.find(
        (column, position) => columns.findIndex((other) => other.toLowerCase() === column.toLowerCase()) < position
    );
    if (twice !== undefined) throw new BadUpload(`InvalidBatch : Duplicate column in CSV header : ${twice}`);
    return { columns, rows };
}

/** The first line tells; a quoted header does not span lines. */
function requireLineEnding(text: string, lineEnding: string): void {
    const end = text.indexOf('\n');
    if (end < 0) return;
    const found = text[end - 1] === '\r' ? 'CRLF' : 'LF';
    if (found !== lineEnding)
        throw new BadUpload(
            `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${lineEnding}`
        );
}
