import { describe, expect, it } from 'vitest';
import { linkProgram } from '../../src/runtime/linkage/program.ts';
import type { BoundBlock, BoundClass, BoundExpression, BoundStatement } from '../../src/semantics/bound.ts';
import type { ClassSymbol, LocalSymbol, MethodSymbol } from '../../src/semantics/symbols.ts';
import { BOOLEAN, INTEGER } from '../../src/semantics/types.ts';
import { inTransaction } from '../apex/transaction.ts';
import { platform, schema } from '../apex/platform.ts';

/** A class with one static method `run(Integer n)`, built by hand: the shapes of bound.ts without parser and checker. */
function classWith(body: (n: LocalSymbol, symbol: ClassSymbol) => BoundStatement[]): {
    class_: BoundClass;
    symbol: ClassSymbol;
} {
    const symbol: ClassSymbol = {
        name: 'Sample',
        simpleName: 'Sample',
        form: 'class',
        path: 'Sample.cls',
        line: 1,
        index: 0,
        outer: null,
        inner: [],
        visibility: 'public',
        isAbstract: false,
        isVirtual: false,
        isTest: false,
        sharing: null,
        annotations: [],
        superType: null,
        interfaces: [],
        fields: [],
        properties: [],
        methods: [],
        constructors: [],
        enumConstants: [],
        isException: false
    };
    const n: LocalSymbol = { name: 'n', jsName: 'n$1', type: INTEGER, isFinal: false };
    const method: MethodSymbol = {
        symbol: 'method',
        owner: symbol,
        name: 'run',
        slot: 'run$1',
        params: [{ name: 'n', type: INTEGER }],
        returnType: INTEGER,
        isStatic: true,
        isAbstract: false,
        isVirtual: false,
        isOverride: false,
        visibility: 'public',
        annotations: [],
        isTestMethod: false,
        line: 2
    };
    symbol.methods.push(method);
    const block: BoundBlock = { kind: 'Block', body: body(n, symbol), line: 2, column: 1 };
    return {
        symbol,
        class_: {
            symbol,
            staticInit: [],
            instanceInit: [],
            methods: [{ symbol: method, params: [n], body: block, line: 2 }],
            constructors: [],
            accessors: []
        }
    };
}

const at = (line: number) => ({ line, column: 1 });
const literal = (value: number, line: number): BoundExpression => ({
    kind: 'Literal',
    value,
    type: INTEGER,
    ...at(line)
});
const ref = (local: LocalSymbol, line: number): BoundExpression => ({
    kind: 'LocalRef',
    local,
    type: local.type,
    ...at(line)
});

function run(body: (n: LocalSymbol) => BoundStatement[], argument: number | null, coverage = false) {
    const { class_, symbol } = classWith(body);
    const program = linkProgram({ classes: [class_], triggers: [] }, { schema, platform, coverage });
    return { program, call: () => inTransaction(() => program.callStatic(symbol, 'run$1', [argument])) };
}

describe('generated code', () => {
    const sum: LocalSymbol = { name: 'sum', jsName: 'sum$1', type: INTEGER, isFinal: false };
    const i: LocalSymbol = { name: 'i', jsName: 'i$1', type: INTEGER, isFinal: false };
    const summing = (n: LocalSymbol): BoundStatement[] => [
        { kind: 'Local', local: sum, init: literal(0, 3), ...at(3) },
        {
            kind: 'For',
            init: [{ kind: 'Local', local: i, init: literal(0, 4), ...at(4) }],
            condition: {
                kind: 'Comparison',
                operator: '<',
                operandKind: 'int',
                left: ref(i, 4),
                right: ref(n, 4),
                type: BOOLEAN,
                ...at(4)
            },
            update: [
                {
                    kind: 'Increment',
                    operator: '++',
                    prefix: false,
                    operandKind: 'int',
                    type: INTEGER,
                    target: { kind: 'LocalRef', local: i, type: INTEGER, ...at(4) },
                    ...at(4)
                }
            ],
            body: {
                kind: 'Expression',
                expression: {
                    kind: 'CompoundAssign',
                    operator: '+',
                    operandKind: 'int',
                    target: { kind: 'LocalRef', local: sum, type: INTEGER, ...at(5) },
                    value: ref(i, 5),
                    type: INTEGER,
                    ...at(5)
                },
                ...at(5)
            },
            ...at(4)
        },
        { kind: 'Return', value: ref(sum, 7), ...at(7) }
    ];

    it('given a loop that sums, when it runs, then it gives the sum', () => {
        expect(run(summing, 100).call()).toBe(4950);
    });

    it('given a null argument compared with <, when the loop runs, then no turn is made', () => {
        expect(run(summing, null).call()).toBe(0);
    });

    it('given coverage, when a loop has run three times, then its body line counts three', () => {
        const { program, call } = run(summing, 3, true);
        call();
        const [file] = program.coverage;
        const counts = Object.fromEntries(file!.lines.map((line, index) => [line, file!.counts[index]]));
        expect(counts).toEqual({ 3: 1, 4: 2, 5: 3, 7: 1 });
    });

    it('given an addition with a null operand on line 5, when it runs, then a NullPointerException names line 5', () => {
        const failing = run(
            (n) => [
                {
                    kind: 'Return',
                    value: {
                        kind: 'Arithmetic',
                        operator: '+',
                        operandKind: 'int',
                        left: ref(n, 5),
                        right: literal(1, 5),
                        type: INTEGER,
                        ...at(5)
                    },
                    ...at(5)
                }
            ],
            null
        );
        expect(failing.call).toThrow(
            expect.objectContaining({
                typeName: 'System.NullPointerException',
                message: 'Attempt to de-reference a null object'
            })
        );
        try {
            failing.call();
        } catch (error) {
            expect((error as { apexStack(): unknown }).apexStack()).toEqual([{ place: 'Class.Sample.run', line: 5 }]);
        }
    });
});
