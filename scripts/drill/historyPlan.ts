import type { YamlReader } from './yamlReader.ts';

/** What the integration of a scenario has read before its first step. */
export interface HistoryPlan {
    /** Weeks before the first step. */
    readonly weeks: number;
    /** Fixes the chance in it. */
    readonly seed: number;
    readonly usual: readonly UsualReading[];
}

/** What is ordinary for one object. */
export interface UsualReading {
    readonly object: string;
    /** Median of an hour of a working day; other hours have their part of it. */
    readonly rowsPerHour: number;
    /** Spread between hours, in ln(rows); the tails are those of Student's t with five degrees of freedom. */
    readonly noise: number;
    /** How somebody has raised the traffic since; null when nobody has. */
    readonly raised: { readonly weeks: number; readonly perWeek: number } | null;
}

export function readHistory(history: YamlReader): HistoryPlan {
    return {
        weeks: history.number('weeks'),
        seed: history.number('seed'),
        usual: history.list('usual').map((reading) => {
            const raised = reading.has('raised') ? reading.map('raised') : null;
            return {
                object: reading.text('object'),
                rowsPerHour: reading.number('rowsPerHour'),
                noise: reading.number('noise'),
                raised: raised ? { weeks: raised.number('weeks'), perWeek: raised.number('perWeek') } : null
            };
        })
    };
}
