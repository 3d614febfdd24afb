import type { Harness, Measuring } from './harness.ts';
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

/** What became of one leak. */
interface Outcome {
    /** Slots of five minutes from the beginning to the first verdict; null when it was not found while it lasted. */
    readonly delay: number | null;
    /** Rows that had left by then, or in all. */
    readonly exposed: number;
    readonly total: number;
    readonly rule: string | null;
}

export interface LeakResult extends Leak {
    readonly runs: number;
    readonly detected: number;
    /** Found within sixty minutes. */
    readonly withinHour: number;
    /** In hours; null when fewer than half were found. */
    readonly medianDelay: number | null;
    /** Median of the rows that left before the verdict, as a share of what the leak would have taken in all. */
    readonly exposedShare: number;
    readonly medianExposed: number;
    readonly byRule: Readonly<Record<string, number>>;
}

export interface FalseAlarms {
    readonly entityMonths: number;
    readonly byRule: Readonly<Record<string, number>>;
    readonly total: number;
}

/** Verdicts about ordinary traffic, one month for each entity; the same finding counts once in its repeat window. */
export function measureFalseAlarms(harness: Harness, entities: number, seed: number, tell: Tell): FalseAlarms {
    const byRule: Record<string, number> = {};
    for (let i = 0; i < entities; i++) {
        const entity = new Entity(new Random(seed + i));
        const snapshot = trained(harness, entity);
        for (const rule of monthOf(harness, entity, snapshot)) byRule[rule] = (byRule[rule] ?? 0) + 1;
        tell(i + 1, entities);
    }
    const total = Object.values(byRule).reduce((sum, count) => sum + count, 0);
    return { entityMonths: entities, byRule, total };
}

/** The same leaks for every entity, each beginning at a random moment after eight weeks of learning. */
export function measureLeaks(harness: Harness, entities: number, seed: number, tell: Tell): LeakResult[] {
    const leaks = FACTORS.flatMap((factor) => LENGTHS.map((hours) => ({ factor, hours })));
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

function monthOf(harness: Harness, entity: Entity, snapshot: string): string[] {
    return harness.transaction((apex) => {
        apex.start(ZONE, snapshot);
        const keys = new Map<string, string>();
        for (let i = 0; i < MONTH_HOURS; i++) {
            const hour = FIRST_HOUR + TRAINING_HOURS + i;
            for (const { key, rule } of apex.judge(hour, entity.slots(hour))) keys.set(key, rule);
        }
        return [...keys.values()];
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
    const total = rowsUntil(end);
    for (let hour = from; hour * SLOTS < end; hour++) {
        const slots = entity.slots(hour).map((rows, i) => rows + Math.round(leaked(hour * SLOTS + i)));
        const found = apex
            .judge(hour, slots)
            .find(({ slot }) => hour * SLOTS + slot >= begin && hour * SLOTS + slot < end);
        if (found) {
            const at = hour * SLOTS + found.slot + 1;
            return { delay: at - begin, exposed: rowsUntil(at), total, rule: found.rule };
        }
    }
    return { delay: null, exposed: total, total, rule: null };
}

function resultOf(leak: Leak, outcomes: readonly Outcome[]): LeakResult {
    const byRule: Record<string, number> = {};
    for (const { rule } of outcomes) if (rule !== null) byRule[rule] = (byRule[rule] ?? 0) + 1;
    const delays = outcomes.map(({ delay }) => (delay === null ? Infinity : delay / SLOTS));
    const median = middle(delays);
    return {
        ...leak,
        runs: outcomes.length,
        detected: outcomes.filter(({ delay }) => delay !== null).length / outcomes.length,
        withinHour: delays.filter((delay) => delay <= 1).length / outcomes.length,
        medianDelay: Number.isFinite(median) ? median : null,
        exposedShare: middle(outcomes.map(({ exposed, total }) => exposed / Math.max(1, total))),
        medianExposed: middle(outcomes.map(({ exposed }) => exposed)),
        byRule
    };
}

function middle(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)]!;
}
