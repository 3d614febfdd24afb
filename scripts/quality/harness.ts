import path from 'node:path';
import { createOrg, type Org } from '../../local-org/src/org/index.ts';
import { ApexList } from '../../local-org/src/runtime/collections.ts';
import { DOUBLE, INTEGER } from '../../local-org/src/semantics/types.ts';
import { PROJECT } from '../firebreakOrg.ts';

/** `slot maturity rule key` as `QualityHarness.judge` gives them, taken apart. */
export interface Found {
    /** Five-minute slot within the hour, from 0. */
    readonly slot: number;
    /** The rule is enforced: its verdict opens the breaker. */
    readonly cuts: boolean;
    readonly rule: string;
    readonly key: string;
}

/** The static methods of `QualityHarness.cls`, inside one transaction, whose statics they share. */
export interface Measuring {
    chart(allowance: number, threshold: number, twoSided: boolean, shift: number): void;
    limits(threshold: number, twoSided: boolean, shift: number): void;
    observe(values: readonly number[], wanted: number): number;
    observed(): number;
    start(zone: string, snapshot: string | null): void;
    snapshot(): string;
    train(firstHour: number, rows: readonly number[]): void;
    judge(hour: number, slots: readonly number[]): readonly Found[];
}

/** Firebreak's own Apex, compiled by the local org together with the code that measures it. */
export class Harness {
    private readonly org: Org;

    private constructor(org: Org) {
        this.org = org;
    }

    static open(): Harness {
        return new Harness(
            createOrg({ projectDir: path.join(PROJECT, 'scripts', 'quality'), stateDir: null, seed: null })
        );
    }

    /** One transaction with the limits of asynchronous Apex: sixty seconds of CPU. */
    transaction<T>(body: (apex: Measuring) => T): T {
        return this.org.execute({ user: this.org.admin, quiddity: 'QUEUEABLE', isAsync: true }, () =>
            body(this.measuring())
        );
    }

    close(): void {
        this.org.close();
    }

    private measuring(): Measuring {
        const { program } = this.org;
        const symbol = program.classNamed('qualityharness')!;
        const call = (slot: string, ...args: unknown[]): unknown => program.callStatic(symbol, slot, args);
        return {
            chart: (...args) => void call('chart$4', ...args),
            limits: (...args) => void call('limits$3', ...args),
            observe: (values, wanted) => call('observe$2', new ApexList(DOUBLE, [...values]), wanted) as number,
            observed: () => call('observed$0') as number,
            start: (zone, snapshot) => void call('start$2', zone, snapshot),
            snapshot: () => call('snapshot$0') as string,
            train: (firstHour, rows) => void call('train$2', firstHour, new ApexList(INTEGER, [...rows])),
            judge: (hour, slots) =>
                (call('judge$2', hour, new ApexList(INTEGER, [...slots])) as ApexList).items.map((text) =>
                    foundIn(text as string)
                )
        };
    }
}

function foundIn(text: string): Found {
    const [slot, maturity, rule, ...key] = text.split(' ');
    return { slot: Number(slot), cuts: maturity === 'Enforced', rule: rule!, key: key.join(' ') };
}
