import type { Found, Harness, Measuring } from './harness.ts';
import { Random } from './random.ts';
import { Entity, FIRST_HOUR, MONTH_HOURS, SLOTS, sumOf, TRAINING_HOURS, ZONE } from './traffic.ts';

export const FACTORS = [2, 5, 10, 50] as const;
/** In hours. */
export const LENGTHS = [1, 24, 168] as const;

/** One leak, or none. */
export interface Leak {
    readonly factor: number;
    readonly hours: number;
}

/** When a leak was answered. */
interface Answer {
    /** Slots of five minutes from the beginning of the leak. */
    readonly delay: number;
    /** Rows that had left by then. */
    readonly exposed: number;
    readonly rule: string;
}

/** What became of one leak. */
interface Outcome {
    /** The first verdict; null when there was none while it lasted. */
    readonly found: Answer | null;
    /** The first verdict of an enforced rule. */
    readonly cut: Answer | null;
    /** Rows of the whole leak. */
    readonly total: number;
}

/** How soon leaks of one kind were answered. */
export interface Answers {
    readonly share: number;
    /** Within sixty minutes. */
    readonly withinHour: number;
    /** In hours; null when fewer than half were answered. */
    readonly medianDelay: number | null;
    /** Medians over all leaks; everything has left where there was no answer. */
    readonly medianExposed: number;
    /** The same, as a share of what the leak would have taken in all. */
    readonly exposedShare: number;
    readonly byRule: Readonly<Record<string, number>>;
}

export interface LeakResult extends Leak {
    readonly runs: number;
    readonly found: Answers;
    readonly cut: Answers;
}

export interface FalseAlarms {
    readonly entityMonths: number;
    readonly byRule: Readonly<Record<string, number>>;
    readonly total: number;
    /** Those that would have cut an integration off. */
    readonly cuts: number;
}

/** Verdicts about ordinary traffic, one month for each entity; the same finding counts once in its repeat window. */
export function measureFalseAlarms(harness: Harness, entities: number, seed: number, tell: Tell): FalseAlarms {
    const verdicts: Found[] = [];
    for (let i = 0; i < entities; i++) {
        const entity = new Entity(new Random(seed + i));
        const snapshot = trained(harness, entity);
        verdicts.push(...monthOf(harness, entity, snapshot));
        tell(i + 1, entities);
    }
    const cuts = verdicts.filter((verdict) => verdict.cuts).length;
    return { entityMonths: entities, byRule: countByRule(verdicts), total: verdicts.length, cuts };
}

export const LEAKS: readonly Leak[] = FACTORS.flatMap((factor) => LENGTHS.map((hours) => ({ factor, hours })));

/** The same leaks for every entity, each beginning at a random moment after eight weeks of learning. */
export function measureLeaks(
    harness: Harness,
    leaks: readonly Leak[],
    entities: number,
    seed: number,
    tell: Tell
): LeakResult[] {
    const outcomes = leaks.map((): Outcome[] => []);
    for (let i = 0; i < entities; i++) {
        const random = new Random(seed + i);
        const entity = new Entity(random);
        const snapshot = trained(harness, entity);
        leaks.forEach((leak, at) => outcomes[at]!.push(leakOf(harness, entity, snapshot, leak, random)));
        tell(i + 1, entities);
    }
    return leaks.map((leak, at) => resultOf(leak, outcomes[at]!));
}

/** How far the experiment has come. */
export type Tell = (done: number, all: number) => void;

function trained(harness: Harness, entity: Entity): string {
    return harness.transaction((apex) => {
        apex.start(ZONE, null);
        const rows = Array.from({ length: TRAINING_HOURS }, (_, i) => sumOf(entity.slots(FIRST_HOUR + i)));
        apex.train(FIRST_HOUR, rows);
        return apex.snapshot();
    });
}

function monthOf(harness: Harness, entity: Entity, snapshot: string): Found[] {
    return harness.transaction((apex) => {
        apex.start(ZONE, snapshot);
        const verdicts = new Map<string, Found>();
        for (let i = 0; i < MONTH_HOURS; i++) {
            const hour = FIRST_HOUR + TRAINING_HOURS + i;
            for (const verdict of apex.judge(hour, entity.slots(hour))) verdicts.set(verdict.key, verdict);
        }
        return [...verdicts.values()];
    });
}

function leakOf(harness: Harness, entity: Entity, snapshot: string, leak: Leak, random: Random): Outcome {
    return harness.transaction((apex) => {
        apex.start(ZONE, snapshot);
        const hour = FIRST_HOUR + TRAINING_HOURS;
        const firstSlot = Math.floor(random.uniform() * 168 * SLOTS);
        const begin = hour * SLOTS + firstSlot;
        // Ordinary hours up to the leak are learned, but what is said about them belongs to the false alarms.
        const before = Math.max(hour, Math.floor(begin / SLOTS) - 1);
        apex.train(
            hour,
            Array.from({ length: before - hour }, (_, i) => sumOf(entity.slots(hour + i)))
        );
        return during(apex, entity, leak, before, begin);
    });
}

function during(apex: Measuring, entity: Entity, leak: Leak, from: number, begin: number): Outcome {
    const end = begin + leak.hours * SLOTS;
    const leaked = (slot: number): number =>
        slot < begin || slot >= end ? 0 : ((leak.factor - 1) * entity.medianOf(Math.floor(slot / SLOTS))) / SLOTS;
    const rowsUntil = (slot: number): number => {
        let rows = 0;
        for (let at = begin; at < slot; at++) rows += leaked(at);
        return Math.round(rows);
    };
    let found: Answer | null = null;
    let cut: Answer | null = null;
    for (let hour = from; hour * SLOTS < end && cut === null; hour++) {
        const slots = entity.slots(hour).map((rows, i) => rows + Math.round(leaked(hour * SLOTS + i)));
        for (const { slot, rule, cuts } of apex.judge(hour, slots)) {
            const at = hour * SLOTS + slot;
            if (at < begin || at >= end) continue;
            const answer = { delay: at + 1 - begin, exposed: rowsUntil(at + 1), rule };
            found ??= answer;
            if (cuts) cut ??= answer;
        }
    }
    return { found, cut, total: rowsUntil(end) };
}

function resultOf(leak: Leak, outcomes: readonly Outcome[]): LeakResult {
    const totals = outcomes.map(({ total }) => total);
    return {
        ...leak,
        runs: outcomes.length,
        found: answersOf(
            outcomes.map(({ found }) => found),
            totals
        ),
        cut: answersOf(
            outcomes.map(({ cut }) => cut),
            totals
        )
    };
}

function answersOf(answers: readonly (Answer | null)[], totals: readonly number[]): Answers {
    const given = answers.filter((answer) => answer !== null);
    const median = middle(answers.map((answer) => (answer === null ? Infinity : answer.delay / SLOTS)));
    const exposed = answers.map((answer, i) => answer?.exposed ?? totals[i]!);
    return {
        share: given.length / answers.length,
        withinHour: given.filter(({ delay }) => delay <= SLOTS).length / answers.length,
        medianDelay: Number.isFinite(median) ? median : null,
        medianExposed: middle(exposed),
        exposedShare: middle(exposed.map((rows, i) => rows / Math.max(1, totals[i]!))),
        byRule: countByRule(given)
    };
}

function countByRule(answers: readonly { readonly rule: string }[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { rule } of answers) counts[rule] = (counts[rule] ?? 0) + 1;
    return counts;
}

function middle(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)]!;
}
