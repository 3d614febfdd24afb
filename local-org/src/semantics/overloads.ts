import type { BoundExpression } from './bound.ts';
import type { Compilation } from './compilation.ts';
import { convertTo, implicitConversion } from './conversions.ts';
import type { ApexType } from './types.ts';

export interface Candidate<T> {
    readonly params: readonly ApexType[];
    readonly target: T;
}

/** Costs per argument, or null when the candidate does not take these arguments. */
function costs(
    compilation: Compilation,
    params: readonly ApexType[],
    args: readonly BoundExpression[]
): number[] | null {
    if (params.length !== args.length) return null;
    const found: number[] = [];
    for (const [i, param] of params.entries()) {
        const conversion = implicitConversion(compilation, args[i]!.type, param);
        if (!conversion) return null;
        found.push(conversion.cost);
    }
    return found;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * The overload that takes the arguments with the least conversion: exact before widening before Object. Of several equally
 * near ones the first declared wins, as with null arguments, which say nothing.
 */
export function chooseOverload<T>(
    compilation: Compilation,
    candidates: readonly Candidate<T>[],
    args: readonly BoundExpression[]
): Candidate<T> | null {
    let best: { candidate: Candidate<T>; cost: number } | null = null;
    for (const candidate of candidates) {
        const own = costs(compilation, candidate.params, args);
        if (!own) continue;
        const cost = sum(own);
        if (
            !best ||
            cost < best.cost ||
            (cost === best.cost && isNarrower(compilation, candidate.params, best.candidate.params))
        ) {
            best = { candidate, cost };
        }
    }
    return best?.candidate ?? null;
}

/** With equal cost (null arguments) the more specific parameter types win. */
function isNarrower(compilation: Compilation, a: readonly ApexType[], b: readonly ApexType[]): boolean {
    const narrower = a.every((type, i) => implicitConversion(compilation, type, b[i]!) !== null);
    return narrower && !b.every((type, i) => implicitConversion(compilation, type, a[i]!) !== null);
}

/** Arguments of a chosen overload, each converted to its parameter's type. */
export function convertArguments(
    compilation: Compilation,
    params: readonly ApexType[],
    args: readonly BoundExpression[]
): BoundExpression[] {
    return args.map((arg, i) => convertTo(compilation, arg, params[i]!) ?? arg);
}
