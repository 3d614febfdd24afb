import type { Random } from './random.ts';

export const ZONE = 'Europe/Berlin';
/** Monday, 6 January 2025, 00:00 UTC. Eight weeks later begins the month with the change to summer time (30 March). */
export const FIRST_HOUR = Date.UTC(2025, 0, 6) / 3_600_000;
export const TRAINING_HOURS = 8 * 168;
export const MONTH_HOURS = 730;
export const SLOTS = 12;

/** What is fixed for all entities; stands in the page. */
export const PARAMETERS = {
    'Median rows per hour of a working day': '800 × e^(0.6 N), N standard normal for each entity',
    'Working day, 8:00 to 18:00 local time': '1, at lunch 0.8',
    'Morning and evening (6:00 to 8:00, 18:00 to 22:00)': '0.3',
    Night: '0.05',
    'Saturday and Sunday': '0.2 times the same',
    'Noise between days': 'e^(0.08 N)',
    'Noise between hours': 'e^(s T), T Student t with 5 degrees of freedom, s from 0.15 to 0.3 for each entity',
    Counting: 'Poisson, spread over the twelve slots of five minutes with uneven weights',
    Leak: '(factor − 1) × median of the hour, on top of what is normal, evenly over its slots',
    'Beginning of a leak': 'any five minutes of any week after eight weeks of learning'
} as const;

const hourFormat = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    weekday: 'short',
    hourCycle: 'h23'
});

/** Ordinary traffic of one integration with one object. */
export class Entity {
    private readonly random: Random;
    private readonly level: number;
    private readonly noise: number;
    private readonly days = new Map<number, number>();

    constructor(random: Random) {
        this.random = random;
        this.level = 800 * Math.exp(0.6 * random.normal());
        this.noise = random.between(0.15, 0.3);
    }

    /** The median of an hour. */
    medianOf(hour: number): number {
        return this.level * shapeOf(hour);
    }

    /** Rows of an hour, by slot. */
    slots(hour: number): number[] {
        const mean = this.medianOf(hour) * this.dayFactor(hour) * Math.exp(this.noise * this.random.studentT(5));
        const weights = Array.from({ length: SLOTS }, () => 0.5 + this.random.uniform());
        const sum = weights.reduce((total, weight) => total + weight, 0);
        return weights.map((weight) => this.random.poisson((mean * weight) / sum));
    }

    private dayFactor(hour: number): number {
        const day = Math.floor(hour / 24);
        let factor = this.days.get(day);
        if (factor === undefined) {
            factor = Math.exp(0.08 * this.random.normal());
            this.days.set(day, factor);
        }
        return factor;
    }
}

const shapes = new Map<number, number>();

/** Part of a working hour's traffic that an hour usually has. @param hour number since 1970 UTC */
export function shapeOf(hour: number): number {
    let shape = shapes.get(hour);
    if (shape === undefined) {
        const parts = hourFormat.formatToParts(hour * 3_600_000);
        const local = Number(parts.find(({ type }) => type === 'hour')!.value);
        const weekday = parts.find(({ type }) => type === 'weekday')!.value;
        shape = ofDay(local) * (weekday === 'Sat' || weekday === 'Sun' ? 0.2 : 1);
        shapes.set(hour, shape);
    }
    return shape;
}

function ofDay(local: number): number {
    if (local === 12) return 0.8;
    if (local >= 8 && local < 18) return 1;
    return local >= 6 && local < 22 ? 0.3 : 0.05;
}

export const sumOf = (slots: readonly number[]): number => slots.reduce((total, rows) => total + rows, 0);
