/** Half-open range of instants, in milliseconds since 1970 UTC. The org's users live in UTC. */
export interface InstantRange {
    readonly start: number;
    readonly end: number;
}

export const DAY_MS = 86_400_000;
type Period = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/**
 * The range a SOQL date literal means at `now`. Weeks start on Sunday (locale en_US); fiscal years are calendar years, the
 * setting of a new org. Null for a name that is no date literal.
 */
export function dateLiteralRange(name: string, n: number | null, now: number): InstantRange | null {
    const today = Math.floor(now / DAY_MS) * DAY_MS;
    switch (name) {
        case 'YESTERDAY':
            return { start: today - DAY_MS, end: today };
        case 'TODAY':
            return { start: today, end: today + DAY_MS };
        case 'TOMORROW':
            return { start: today + DAY_MS, end: today + 2 * DAY_MS };
        case 'LAST_90_DAYS':
            return { start: today - 90 * DAY_MS, end: today + DAY_MS };
        case 'NEXT_90_DAYS':
            return { start: today + DAY_MS, end: today + 91 * DAY_MS };
        case 'LAST_N_DAYS':
            return { start: today - (n ?? 0) * DAY_MS, end: today + DAY_MS };
        case 'NEXT_N_DAYS':
            return { start: today + DAY_MS, end: today + ((n ?? 0) + 1) * DAY_MS };
        case 'N_DAYS_AGO':
            return { start: today - (n ?? 0) * DAY_MS, end: today - ((n ?? 0) - 1) * DAY_MS };
    }
    const calendar = name.replace('_FISCAL', '');
    const relative = /^(THIS|LAST|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(calendar);
    if (relative) {
        const shift = relative[1] === 'THIS' ? 0 : relative[1] === 'LAST' ? -1 : 1;
        return periods(relative[2] as Period, today, shift, shift);
    }
    const ago = /^N_(WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(calendar);
    if (ago) return periods(ago[1] as Period, today, -(n ?? 0), -(n ?? 0));
    const several = /^(LAST|NEXT)_N_(WEEK|MONTH|QUARTER|YEAR)S$/.exec(calendar);
    if (!several) return null;
    return several[1] === 'LAST'
        ? periods(several[2] as Period, today, -(n ?? 0), -1)
        : periods(several[2] as Period, today, 1, n ?? 0);
}

/** From the start of the period `first` steps away to the end of the one `last` steps away. */
function periods(period: Period, today: number, first: number, last: number): InstantRange {
    return { start: periodStart(period, today, first), end: periodStart(period, today, last + 1) };
}

function periodStart(period: Period, today: number, shift: number): number {
    const date = new Date(today);
    const year = date.getUTCFullYear();
    const month = date.getUTCMonth();
    switch (period) {
        case 'DAY':
            return today + shift * DAY_MS;
        case 'WEEK':
            return today - date.getUTCDay() * DAY_MS + shift * 7 * DAY_MS;
        case 'MONTH':
            return Date.UTC(year, month + shift, 1);
        case 'QUARTER':
            return Date.UTC(year, Math.floor(month / 3) * 3 + shift * 3, 1);
        case 'YEAR':
            return Date.UTC(year + shift, 0, 1);
    }
}
