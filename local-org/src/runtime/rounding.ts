/** Names of System.RoundingMode, with the meaning of java.math.RoundingMode. */
export type RoundingModeName =
    'CEILING' | 'DOWN' | 'FLOOR' | 'HALF_DOWN' | 'HALF_EVEN' | 'HALF_UP' | 'UNNECESSARY' | 'UP';

/**
 * Integer quotient rounded by `mode`.
 * @param divisor positive
 * @returns null when `mode` is UNNECESSARY and there is a remainder
 */
export function divideRounded(dividend: bigint, divisor: bigint, mode: RoundingModeName): bigint | null {
    const quotient = dividend / divisor;
    const remainder = dividend % divisor;
    if (remainder === 0n) return quotient;
    if (mode === 'UNNECESSARY') return null;
    const negative = dividend < 0n;
    const twice = (negative ? -remainder : remainder) * 2n;
    return awayFromZero(mode, negative, twice === divisor ? 0 : twice < divisor ? -1 : 1, (quotient & 1n) === 1n)
        ? quotient + (negative ? -1n : 1n)
        : quotient;
}

/** Does a quotient with a remainder go to the neighbour farther from zero? @param half sign of remainder minus one half */
function awayFromZero(mode: RoundingModeName, negative: boolean, half: number, odd: boolean): boolean {
    switch (mode) {
        case 'UP':
            return true;
        case 'DOWN':
        case 'UNNECESSARY':
            return false;
        case 'CEILING':
            return !negative;
        case 'FLOOR':
            return negative;
        case 'HALF_UP':
            return half >= 0;
        case 'HALF_DOWN':
            return half > 0;
        case 'HALF_EVEN':
            return half > 0 || (half === 0 && odd);
    }
}
