import { table } from 'table';

/** `missing` stands in the way; `note` only limits what can be done. */
export type Health = 'ok' | 'missing' | 'note';

export interface Diagnosis {
    readonly what: string;
    readonly health: Health;
    readonly found: string;
    /** The command, or the place, that mends it; empty when there is nothing to mend. */
    readonly mend: string;
}

export const fine = (what: string, found: string): Diagnosis => ({ what, health: 'ok', found, mend: '' });
export const missing = (what: string, found: string, mend: string): Diagnosis => ({
    what,
    health: 'missing',
    found,
    mend
});
export const noted = (what: string, found: string, mend: string): Diagnosis => ({ what, health: 'note', found, mend });

export const isHealthy = (diagnoses: readonly Diagnosis[]): boolean =>
    diagnoses.every(({ health }) => health !== 'missing');

export function printDiagnoses(diagnoses: readonly Diagnosis[]): string {
    return table(
        [
            ['', 'What', 'Found', 'How to mend it'],
            ...diagnoses.map(({ health, what, found, mend }) => [health, what, found, mend])
        ],
        { columns: { 2: { width: 44, wrapWord: true }, 3: { width: 56, wrapWord: true } } }
    );
}
