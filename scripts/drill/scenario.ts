import { readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap, type Node } from 'yaml';
import { ToolError } from '../toolError.ts';

/** A campaign to replay: who attacks from where, step by step, and the ordinary work that goes on meanwhile. */
export interface Scenario {
    readonly name: string;
    readonly title: string;
    readonly campaign: string;
    readonly expect: 'contained' | 'quiet';
    /** Key of the integration whose access is used. */
    readonly integration: string;
    readonly attacker: Actor;
    readonly steps: readonly Step[];
    readonly workload: readonly Work[];
}

export interface Actor {
    /** Loopback address that the requests come from. */
    readonly address: string;
    readonly app: string;
    readonly user: string;
    readonly client: string;
    readonly pauseMs: number;
}

const STEP_KINDS = ['login', 'listObjects', 'describe', 'count', 'limits', 'bulkQuery', 'restQuery'] as const;
const WORK_KINDS = ['creditScoring', 'contactSync', 'onboarding'] as const;

export interface Step {
    /** When it happened in the campaign. */
    readonly at: string;
    readonly do: (typeof STEP_KINDS)[number];
    readonly object?: string;
    readonly soql?: string;
}

export interface Work {
    readonly do: (typeof WORK_KINDS)[number];
    readonly everyMs?: number;
    readonly chunkSize?: number;
}

/** A scenario file that cannot be used: names the file, the line and column, and what was expected there. */
export class ScenarioError extends ToolError {
    constructor(file: string, line: number, column: number, expected: string) {
        super('FB-DRL-001', file, line, column, `${expected}.`);
    }
}

/** @throws ScenarioError when the file is not YAML of the expected shape. */
export function loadScenario(file: string, text = readFileSync(file, 'utf8')): Scenario {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines });
    const fail = (offset: number, expected: string): never => {
        const { line, col } = lines.linePos(offset);
        throw new ScenarioError(file, line, col, expected);
    };
    const syntax = document.errors[0];
    if (syntax) fail(syntax.pos[0], `expected YAML: ${syntax.message.split('\n')[0]!.replace(/ at line.*$/, '')}`);
    const root = new Reader(document.contents, fail);
    const attacker = root.map('attacker');
    return {
        name: root.text('name'),
        title: root.text('title'),
        campaign: root.text('campaign'),
        expect: root.oneOf('expect', ['contained', 'quiet'] as const),
        integration: root.text('integration'),
        attacker: {
            address: attacker.matching('address', /^127(\.\d{1,3}){3}$/, 'a loopback address such as 127.0.0.66'),
            app: attacker.text('app'),
            user: attacker.text('user'),
            client: attacker.text('client'),
            pauseMs: attacker.number('pauseMs')
        },
        steps: root.list('steps').map(readStep),
        workload: root.list('workload').map((work) => ({
            do: work.oneOf('do', WORK_KINDS),
            everyMs: work.has('everyMs') ? work.number('everyMs') : undefined,
            chunkSize: work.has('chunkSize') ? work.number('chunkSize') : undefined
        }))
    };
}

function readStep(step: Reader): Step {
    const kind = step.oneOf('do', STEP_KINDS);
    return {
        at: step.matching('at', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'a time such as 2025-08-17T11:11:56Z'),
        do: kind,
        object: kind === 'describe' || kind === 'count' ? step.text('object') : undefined,
        soql: kind === 'bulkQuery' || kind === 'restQuery' ? step.text('soql') : undefined
    };
}

/** Reads one YAML mapping, failing at the offending value's place. */
class Reader {
    private readonly node: YAMLMap;
    private readonly fail: (offset: number, expected: string) => never;

    constructor(node: unknown, fail: (offset: number, expected: string) => never) {
        this.fail = fail;
        this.node = isMap(node)
            ? node
            : fail((node as Node | null)?.range?.[0] ?? 0, 'expected a mapping (key: value)');
    }

    has(key: string): boolean {
        return this.node.has(key);
    }

    map(key: string): Reader {
        return new Reader(this.value(key, 'a mapping'), this.fail);
    }

    list(key: string): Reader[] {
        const value = this.value(key, 'a list');
        if (!isSeq(value)) return this.fail(this.offset(value), `expected "${key}" to be a list`);
        return value.items.map((item) => new Reader(item, this.fail));
    }

    text(key: string): string {
        return String(this.scalar(key, 'a text'));
    }

    number(key: string): number {
        const value = this.scalar(key, 'a number');
        if (typeof value !== 'number' || value < 0)
            return this.fail(
                this.offset(this.value(key, 'a number')),
                `expected "${key}" to be a number of at least 0`
            );
        return value;
    }

    oneOf<T extends string>(key: string, allowed: readonly T[]): T {
        const value = this.text(key);
        const found = allowed.find((candidate) => candidate === value);
        return (
            found ??
            this.fail(
                this.offset(this.value(key, '')),
                `expected "${key}" to be one of ${allowed.join(', ')}, found "${value}"`
            )
        );
    }

    matching(key: string, pattern: RegExp, description: string): string {
        const value = this.text(key);
        if (!pattern.test(value))
            this.fail(this.offset(this.value(key, '')), `expected "${key}" to be ${description}, found "${value}"`);
        return value;
    }

    private scalar(key: string, what: string): unknown {
        const value = this.value(key, what);
        if (!isScalar(value) || value.value === null)
            return this.fail(this.offset(value), `expected "${key}" to be ${what}`);
        return value.value;
    }

    private value(key: string, what: string): unknown {
        return this.node.get(key, true) ?? this.fail(this.node.range?.[0] ?? 0, `expected ${what} under "${key}" here`);
    }

    private offset(node: unknown): number {
        return (node as Node).range?.[0] ?? 0;
    }
}
