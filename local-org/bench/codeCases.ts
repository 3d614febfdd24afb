/** A static method of `Bench.cls` and the same work as one writes it in JavaScript. */
export interface CodeCase {
    readonly name: string;
    readonly slot: string;
    /** Turns of the loop. */
    readonly n: number;
    /** allowed ratio */
    readonly goal: number;
    readonly byHand: (n: number) => number;
}

class ByHand {
    state = 0;
    step(by: number): number {
        this.state = (this.state + by) | 0;
        return this.state;
    }
}
const fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2));

export const CODE_CASES: readonly CodeCase[] = [
    {
        name: 'integers',
        slot: 'integers$1',
        n: 20_000_000,
        goal: 2,
        byHand: (n) => {
            let sum = 0;
            for (let i = 0; i < n; i++) sum = (Math.imul(sum, 31) + ((i / 3) | 0)) | 0;
            return sum;
        }
    },
    {
        name: 'strings',
        slot: 'strings$1',
        n: 2_000_000,
        goal: 2,
        byHand: (n) => {
            let hits = 0;
            let text = '';
            for (let i = 0; i < n; i++) {
                text += 'ab' + i;
                if (text.length > 1000) text = '';
                if (text.length === 3 && text.toLowerCase() === 'ab0') hits++;
            }
            return hits;
        }
    },
    {
        name: 'lists',
        slot: 'lists$1',
        n: 2_000_000,
        goal: 2,
        byHand: (n) => {
            const numbers: number[] = [];
            for (let i = 0; i < n; i++) numbers.push(i);
            let sum = 0;
            for (const value of numbers) sum = (sum + value) | 0;
            for (let i = 0; i < numbers.length; i++) sum = (sum + numbers[i]!) | 0;
            return sum;
        }
    },
    {
        name: 'maps',
        slot: 'maps$1',
        n: 2_000_000,
        goal: 2,
        byHand: (n) => {
            const counts = new Map<string, number>();
            for (let i = 0; i < n; i++) {
                const key = 'k' + (i & 1023);
                const before = counts.get(key);
                counts.set(key, before === undefined ? 1 : before + 1);
            }
            return counts.size;
        }
    },
    {
        name: 'calls',
        slot: 'calls$1',
        n: 20_000_000,
        goal: 2,
        byHand: (n) => {
            const object = new ByHand();
            let last = 0;
            for (let i = 0; i < n; i++) last = object.step(i);
            return last;
        }
    },
    { name: 'recursion', slot: 'fib$1', n: 32, goal: 2, byHand: fib },
    {
        name: 'record fields',
        slot: 'records$1',
        n: 10_000_000,
        goal: 3,
        byHand: (n) => {
            const accounts: { Name: string | null; NumberOfEmployees: number }[] = [];
            for (let i = 0; i < 64; i++) accounts.push({ Name: 'x', NumberOfEmployees: 0 });
            for (let i = 0; i < n; i++) {
                const account = accounts[i & 63]!;
                account.NumberOfEmployees = (account.NumberOfEmployees + 1) | 0;
                if (account.Name === null) return -1;
            }
            return accounts[0]!.NumberOfEmployees;
        }
    },
    {
        name: 'decimals',
        slot: 'decimals$1',
        n: 2_000_000,
        goal: 10,
        byHand: (n) => {
            // Money in plain JavaScript stays exact only when each result is rounded to the cent.
            let sum = 0;
            for (let i = 0; i < n; i++) sum = Math.round((sum + 1.25 * 2) * 100) / 100;
            return Math.trunc(sum);
        }
    }
];
