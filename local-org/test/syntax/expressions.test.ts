import { describe, expect, it } from 'vitest';
import { expressionOf, outline } from './outline.ts';

const cases: readonly (readonly [topic: string, rows: readonly (readonly [source: string, tree: string])[]])[] = [
    [
        'operators',
        [
            ['a + b * c - d', '(- (+ a (* b c)) d)'],
            ['a - b - c', '(- (- a b) c)'],
            ['a / b * c', '(* (/ a b) c)'],
            ['a || b && c == d', '(|| a (&& b (== c d)))'],
            ['a | b ^ c & d', '(| a (^ b (& c d)))'],
            ['a < b == c >= d', '(== (< a b) (>= c d))'],
            ['a <> b', '(<> a b)'],
            ['a === b !== c', '(!== (=== a b) c)'],
            ['a << 2 + 1', '(<< a (+ 2 1))'],
            ['a >> 1 > b', '(> (>> a 1) b)'],
            ['a >>> 1', '(>>> a 1)'],
            ['a ?? b ?? c', '(?? (?? a b) c)'],
            ['a || b ?? c', '(?? (|| a b) c)'],
            ['a instanceof B && c', '(&& (instanceof a B) c)'],
            ['a.b instanceof List<Map<String, X>>', '(instanceof (. a b) List<Map<String,X>>)'],
            ['!a && -b < ~c', '(&& (! a) (< (- b) (~ c)))'],
            ['- -a', '(- (- a))'],
            ['-a.b', '(- (. a b))'],
            ['(a + b) * c', '(* (+ a b) c)']
        ]
    ],
    [
        'assignment and conditional',
        [
            ['a = b = c', '(= a (= b c))'],
            ['a.b += c ? d : e ? f : g', '(+= (. a b) (? c d (? e f g)))'],
            ['a >>= 1', '(>>= a 1)'],
            ['a >>>= 1', '(>>>= a 1)'],
            ['a <<= 1', '(<<= a 1)'],
            ['a ^= b |= c &= d', '(^= a (|= b (&= c d)))'],
            ['x ? y = 1 : z', '(? x (= y 1) z)'],
            ['a++ + ++b', '(+ (post++ a) (++ b))'],
            ['a[0]--', '(post-- (index a 0))']
        ]
    ],
    [
        'access and calls',
        [
            ['a.b.c(d)[e].f', '(. (index (call (. a b) c d) e) f)'],
            ['a?.b?.c()', '(call? (?. a b) c)'],
            ['f(a, b)', '(call f a b)'],
            ['this.x', '(. this x)'],
            ['this(1)', '(call this 1)'],
            ['super.m()', '(call super m)'],
            ['super(a)', '(call super a)'],
            ['Trigger.new[0]', '(index (. Trigger new) 0)'],
            ["'a'.length()", "(call 'a' length)"],
            ['new A().b()', '(call (new A) b)'],
            ['[SELECT Id FROM Account][0].Id', '(. (index [SELECT Id FROM Account] 0) Id)']
        ]
    ],
    [
        'casts against parentheses',
        [
            ['(A) b', '(cast A b)'],
            ['(List<A>) b.c()', '(cast List<A> (call b c))'],
            ['(A.B[]) c', '(cast A.B[] c)'],
            ['(A) (B) c', '(cast A (cast B c))'],
            ['(A) b + c', '(+ (cast A b) c)'],
            ['(Boolean) !b', '(cast Boolean (! b))'],
            ['(a) - b', '(- a b)'],
            ['(a) + b', '(+ a b)'],
            ['(Integer) - b', '(cast Integer (- b))'],
            ['(a)[0]', '(index a 0)'],
            ['(List<A>) [SELECT Id FROM A]', '(cast List<A> [SELECT Id FROM A])'],
            ['(a)', 'a'],
            ['(a).b', '(. a b)'],
            ['(a) instanceof B', '(instanceof a B)'],
            ['(a)++', '(post++ a)'],
            ["(String) 'x'", "(cast String 'x')"],
            ['(Id) null', '(cast Id null)'],
            ['((A) b).c', '(. (cast A b) c)'],
            ['(a < b) ? c : d', '(? (< a b) c d)']
        ]
    ],
    [
        'creation and type literals',
        [
            ['new A.B(1)', '(new A.B 1)'],
            ["new Account(Name = 'x', A__c = 1)", "(new Account Name='x' A__c=1)"],
            ['new List<List<A>>()', '(new List<List<A>>)'],
            ['new Set<Id>{a, b}', '(new Set<Id> {a b})'],
            ['new Map<Id, List<A>>{a => b, c => d}', '(new Map<Id,List<A>> {a=>b c=>d})'],
            ['new A[]{b, c,}', '(new A[] {b c})'],
            ['new A[n + 1]', '(new A[(+ n 1)])'],
            ['new List<A>{}', '(new List<A> {})'],
            ['List<A>.class', '(class List<A>)'],
            ['A.B.class', '(class A.B)'],
            ['A[].class', '(class A[])'],
            ['void.class', '(class void)'],
            ['Map<String, Set<Id>>.class.getName()', '(call (class Map<String,Set<Id>>) getName)']
        ]
    ]
];

describe.each(cases)('given %s', (_topic, rows) => {
    it.each(rows)('when %s is parsed, then the tree is %s', (source, tree) => {
        expect(outline(expressionOf(source))).toBe(tree);
    });
});

describe('given literals', () => {
    it.each([
        ['12', 'Integer', '12'],
        ['12L', 'Long', '12'],
        ['1.50', 'Decimal', '1.50'],
        ['.5', 'Decimal', '.5'],
        ['1.5d', 'Double', '1.5'],
        ['TRUE', 'Boolean', 'true'],
        ['Null', 'Null', 'null'],
        [String.raw`'a\'b\\c\n\u00e9"'`, 'String', 'a\'b\\c\né"'],
        ["''", 'String', '']
    ])('when %s is parsed, then it is a %s of value %j', (source, type, value) => {
        expect(expressionOf(source)).toMatchObject({ kind: 'Literal', type, value });
    });
});

describe('given an expression over several lines', () => {
    it('when it is parsed, then every node has its exact place', () => {
        const tree = expressionOf('first\n  .second(\n\tthird + 1)');
        expect(tree.span).toEqual({ start: 0, end: 28, line: 1, column: 1 });
        expect(tree).toMatchObject({
            kind: 'Call',
            name: { span: { start: 9, end: 15, line: 2, column: 4 } },
            args: [{ kind: 'Binary', span: { start: 18, end: 27, line: 3, column: 2 } }]
        });
    });
});
