import type { ApexType } from '../semantics/types.ts';

/**
 * Double, Long and Id share JavaScript's number and string with Integer and String. Where the static type is `Object` they
 * travel in a box, so that instanceof, JSON and String.valueOf can tell them apart.
 */
export class BoxedDouble {
    readonly value: number;
    constructor(value: number) {
        this.value = value;
    }
}

export class BoxedLong {
    readonly value: number | bigint;
    constructor(value: number | bigint) {
        this.value = value;
    }
}

export class BoxedId {
    /** 18 characters */
    readonly value: string;
    constructor(value: string) {
        this.value = value;
    }
}

/** The `Object` form of a value whose static type is `type`. */
export function box(value: unknown, type: ApexType): unknown {
    if (type.kind !== 'primitive' || value === null) return value;
    switch (type.name) {
        case 'Double':
            return new BoxedDouble(value as number);
        case 'Long':
            return new BoxedLong(value as number | bigint);
        case 'Id':
            return new BoxedId(value as string);
        default:
            return value;
    }
}

/** The plain form of an `Object` value. */
export function unbox(value: unknown): unknown {
    return value instanceof BoxedDouble || value instanceof BoxedLong || value instanceof BoxedId ? value.value : value;
}
