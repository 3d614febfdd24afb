/** `2026-01-31` */
export function isoDate({ year, month, day }: { year: number; month: number; day: number }): string {
    return `${year < 0 ? '-' : ''}${padded(Math.abs(year), 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** `12:00:00.000` @param ms of the day */
export function isoTime(ms: number): string {
    return `${padded(Math.floor(ms / 3_600_000), 2)}:${padded(Math.floor(ms / 60_000) % 60, 2)}:${padded(Math.floor(ms / 1000) % 60, 2)}.${padded(ms % 1000, 3)}`;
}

/** A number with at least `width` digits. */
export function padded(value: number, width: number): string {
    return String(value).padStart(width, '0');
}
