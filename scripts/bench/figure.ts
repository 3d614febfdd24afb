/** One measured figure, with the goal it is held to where there is one. */
export interface Figure {
    readonly what: string;
    /** null: what was to be measured did not happen. */
    readonly value: number | null;
    /** Stands behind the value: `ms`, `kLOC/s`, `x`. */
    readonly unit: string;
    /** `≤ 2 x` */
    readonly goal?: string;
    readonly met?: boolean;
}

/** A figure that nobody has set a goal for. */
export function plain(what: string, value: number | null, unit: string): Figure {
    return { what, value, unit };
}

/** A figure that must not be larger than its goal. */
export function atMost(goal: number, what: string, value: number | null, unit: string): Figure {
    return { what, value, unit, goal: `≤ ${withUnit(goal, unit)}`, met: value !== null && value <= goal };
}

/** A figure that must not be smaller than its goal. */
export function atLeast(goal: number, what: string, value: number | null, unit: string): Figure {
    return { what, value, unit, goal: `≥ ${withUnit(goal, unit)}`, met: value !== null && value >= goal };
}

export function valueText({ value, unit }: Figure): string {
    return value === null ? 'did not happen' : withUnit(value, unit);
}

export function verdictText({ met }: Figure): string {
    return met === undefined ? '' : met ? 'met' : 'MISSED';
}

function withUnit(value: number, unit: string): string {
    return `${rounded(value)} ${unit}`.trimEnd();
}

/** Counts in full, measurements in three digits: more than that does not come back in the next run. */
function rounded(value: number): string {
    return value.toLocaleString('en', Number.isInteger(value) ? {} : { maximumSignificantDigits: 3 });
}
