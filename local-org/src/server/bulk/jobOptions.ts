import { ApiFault } from '../http/apiFault.ts';

/** A text of a job's definition with a set of allowed values; absent means the first. @throws ApiFault INVALIDJOB */
export function oneOf<T extends string>(
    body: Readonly<Record<string, unknown>>,
    name: string,
    allowed: readonly T[]
): T {
    const value = body[name] ?? allowed[0];
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined)
        throw new ApiFault(400, 'INVALIDJOB', `${name} must be one of ${[...new Set(allowed)].join(', ')}`);
    return found;
}

/** A moment as jobs tell it: `2026-01-31T12:00:00.000+0000`. */
export function stamp(ms: number): string {
    return new Date(ms).toISOString().replace('Z', '+0000');
}
