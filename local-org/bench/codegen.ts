import { linkProgram } from '../src/runtime/linkage/program.ts';
import { enterTransaction } from '../src/runtime/transaction.ts';
import { checkProgram } from '../src/semantics/index.ts';
import { parseClass } from '../src/syntax/index.ts';
import { platform, schema } from '../test/apex/platform.ts';
import { newTransaction } from '../test/apex/transaction.ts';
import '../src/runtime/stdlib/index.ts';

/** Generated code against the same loop written by hand in JavaScript: `npx tsx local-org/bench/codegen.ts`. */

const APEX = `public class Bench {
    public Integer state = 0;
    public static Integer integers(Integer n) {
        Integer sum = 0;
        for (Integer i = 0; i < n; i++) { sum = sum * 31 + i / 3; }
        return sum;
    }
    public static Integer strings(Integer n) {
        Integer hits = 0;
        String text = '';
        for (Integer i = 0; i < n; i++) {
            text += 'ab' + i;
            if (text.length() > 1000) { text = ''; }
            if (text == 'AB0') { hits++; }
        }
        return hits;
    }
    public static Integer lists(Integer n) {
        List<Integer> numbers = new List<Integer>();
        for (Integer i = 0; i < n; i++) { numbers.add(i); }
        Integer sum = 0;
        for (Integer value : numbers) { sum += value; }
        for (Integer i = 0; i < numbers.size(); i++) { sum += numbers[i]; }
        return sum;
    }
    public static Integer maps(Integer n) {
        Map<String, Integer> counts = new Map<String, Integer>();
        for (Integer i = 0; i < n; i++) {
            String key = 'k' + (i & 1023);
            Integer before = counts.get(key);
            counts.put(key, before == null ? 1 : before + 1);
        }
        return counts.size();
    }
    public Integer step(Integer by) { state += by; return state; }
    public static Integer calls(Integer n) {
        Bench b = new Bench();
        Integer last = 0;
        for (Integer i = 0; i < n; i++) { last = b.step(i); }
        return last;
    }
    public static Integer fib(Integer n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
    public static Integer records(Integer n) {
        List<Account> accounts = new List<Account>();
        for (Integer i = 0; i < 64; i++) { accounts.add(new Account(Name = 'x', NumberOfEmployees = 0)); }
        for (Integer i = 0; i < n; i++) {
            Account a = accounts[i & 63];
            a.NumberOfEmployees = a.NumberOfEmployees + 1;
            if (a.Name == null) { return -1; }
        }
        return accounts[0].NumberOfEmployees;
    }
    public static Integer decimals(Integer n) {
        Decimal sum = 0.0;
        Decimal step = 1.25;
        for (Integer i = 0; i < n; i++) { sum = sum + step * 2; }
        return sum.intValue();
    }
}`;

interface Case {
    readonly name: string;
    readonly slot: string;
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

const CASES: readonly Case[] = [
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

const source = { path: 'Bench.cls', text: APEX };
const checked = checkProgram({ units: [{ source, unit: parseClass(source).unit! }], schema, platform });
const program = linkProgram(checked.program, { schema, platform, coverage: false });
const symbol = program.classNamed('bench')!;
const transaction = newTransaction({ cpuMillis: Number.MAX_SAFE_INTEGER });

function fastest(run: () => unknown): number {
    let best = Infinity;
    for (let round = 0; round < 5; round++) {
        const start = performance.now();
        run();
        best = Math.min(best, performance.now() - start);
    }
    return best;
}

for (const { name, slot, n, goal, byHand } of CASES) {
    const apex = () => enterTransaction(transaction, () => program.callStatic(symbol, slot, [n]));
    if (apex() !== byHand(n)) throw new Error(`${name}: generated code and the loop by hand disagree`);
    const ours = fastest(apex);
    const theirs = fastest(() => byHand(n));
    const ratio = ours / theirs;
    const verdict = ratio <= goal ? 'ok' : 'MISSED';
    console.log(
        `${name.padEnd(14)} ${ours.toFixed(1).padStart(8)} ms ${theirs.toFixed(1).padStart(8)} ms ${ratio.toFixed(2).padStart(6)}x of ${goal}x ${verdict}`
    );
}
