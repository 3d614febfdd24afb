/** Text area of the event's field. */
const RECORDS_LENGTH = 32_000;

/** The field Records of an API event; what does not fit is left out. @param ids null where the platform does not tell them */
export function recordsText(ids: readonly string[] | null): string | null {
    return ids === null ? null : (chunks(ids.length, ids)[0] ?? null);
}

/**
 * The field Records of report and list view events: as many events as it takes, told apart by their Sequence, though not more than
 * the first thousand.
 */
export function recordsParts(ids: readonly string[]): readonly string[] {
    return chunks(ids.length, ids).slice(0, MAX_PARTS);
}

const MAX_PARTS = 1000;

function chunks(totalSize: number, ids: readonly string[]): string[] {
    const text = (part: readonly string[]): string =>
        JSON.stringify({ totalSize, rows: part.map((id) => ({ datacells: [id] })) });
    const bytesPerRow = text([ids[0] ?? '']).length - text([]).length + 1;
    const rows = Math.floor((RECORDS_LENGTH - text([]).length) / bytesPerRow);
    const parts = [text(ids.slice(0, rows))];
    for (let from = rows; from < ids.length; from += rows) parts.push(text(ids.slice(from, from + rows)));
    return parts;
}
