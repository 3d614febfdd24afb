/** Seeded random numbers: sfc32, whose sequence is the same on every machine. */
export class Random {
    private readonly state: Uint32Array;
    private spare: number | null = null;

    constructor(seed: number) {
        this.state = Uint32Array.of(seed, 0x9e3779b9, 0x243f6a88, 1);
        for (let i = 0; i < 20; i++) this.uniform();
    }

    /** In [0, 1). */
    uniform(): number {
        const s = this.state;
        const sum = (s[0]! + s[1]! + s[3]!) | 0;
        s[3] = s[3]! + 1;
        s[0] = s[1]! ^ (s[1]! >>> 9);
        s[1] = s[2]! + (s[2]! << 3);
        s[2] = ((s[2]! << 21) | (s[2]! >>> 11)) + sum;
        return (sum >>> 0) / 4294967296;
    }

    between(least: number, most: number): number {
        return least + (most - least) * this.uniform();
    }

    /** Standard normal, by Marsaglia's polar method. */
    normal(): number {
        if (this.spare !== null) {
            const value = this.spare;
            this.spare = null;
            return value;
        }
        let x, y, square;
        do {
            x = 2 * this.uniform() - 1;
            y = 2 * this.uniform() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square === 0);
        const factor = Math.sqrt((-2 * Math.log(square)) / square);
        this.spare = y * factor;
        return x * factor;
    }

    /** Student's t: the fewer degrees of freedom, the heavier the tails. */
    studentT(freedom: number): number {
        let squares = 0;
        for (let i = 0; i < freedom; i++) squares += this.normal() ** 2;
        return this.normal() / Math.sqrt(squares / freedom);
    }

    /** Counts around a mean; above fifty the normal approximation is close enough. */
    poisson(mean: number): number {
        if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
        const limit = Math.exp(-mean);
        let count = 0;
        for (let product = this.uniform(); product > limit; product *= this.uniform()) count += 1;
        return count;
    }
}
