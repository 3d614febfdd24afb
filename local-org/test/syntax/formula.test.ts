import { describe, expect, it } from 'vitest';
import { parseFormula, type FormulaExpression } from '../../src/syntax/index.ts';

function outline(node: FormulaExpression): string {
    switch (node.kind) {
        case 'Text':
            return JSON.stringify(node.value);
        case 'Number':
            return node.value;
        case 'Boolean':
            return String(node.value);
        case 'Null':
            return 'null';
        case 'Reference':
            return node.isMergeField ? `{${node.names.join('.')}}` : node.names.join('.');
        case 'Call':
            return `${node.name}(${node.args.map(outline).join(', ')})`;
        case 'Unary':
            return `(${node.operator} ${outline(node.operand)})`;
        case 'Binary':
            return `(${node.operator} ${outline(node.left)} ${outline(node.right)})`;
    }
}

function parsed(text: string): string {
    const { expression, diagnostics } = parseFormula(text);
    return expression === null ? diagnostics.map((d) => d.message).join() : outline(expression);
}

describe('given a formula', () => {
    it.each([
        ['1 + 2 * 3 - 4', '(- (+ 1 (* 2 3)) 4)'],
        ['2 ^ 3 * 4', '(* (^ 2 3) 4)'],
        ['"a" & "b" & TEXT(1 + 2)', '(& (& "a" "b") TEXT((+ 1 2)))'],
        ['A__c = 1 && B__c == 2 || !C__c', '(|| (&& (= A__c 1) (= B__c 2)) (! C__c))'],
        ['A <> B', '(!= A B)'],
        ['A != B', '(!= A B)'],
        ['A < 1 = (B >= .5)', '(= (< A 1) (>= B .5))'],
        ['-A * -(B)', '(* (- A) (- B))'],
        [
            'IF(ISBLANK($User.ManagerId), null, Owner:User.Profile.Name)',
            'IF(ISBLANK($User.ManagerId), null, Owner:User.Profile.Name)'
        ],
        ['$Permission.Close_Breaker', '$Permission.Close_Breaker'],
        ['{!$Record.Status__c} = {! get_Record.Name }', '(= {$Record.Status__c} {get_Record.Name})'],
        ['TODAY() - 7', '(- TODAY() 7)'],
        ['AND(TRUE, False)', 'AND(true, false)'],
        ['/* why */ A__c /* x\n */', 'A__c'],
        [String.raw`'it\'s' & "say \"x\""`, String.raw`(& "it's" "say \"x\"")`]
    ])('when %s is parsed, then the tree is %s', (text, tree) => {
        expect(parsed(text)).toBe(tree);
    });

    it('when it is parsed, then nodes have their place', () => {
        expect(parseFormula('A +\n  B.C').expression).toMatchObject({
            span: { start: 0, end: 9, line: 1, column: 1 },
            right: { span: { start: 6, end: 9, line: 2, column: 3 } }
        });
    });
});

describe('given a broken formula', () => {
    it.each([
        ['', '1:1 Syntax error. Missing expression'],
        ['1 +', '1:4 Syntax error. Missing expression'],
        ['IF(A, B', "1:8 Syntax error. Missing ')'"],
        ['(A', "1:3 Syntax error. Missing ')'"],
        ['A)', "1:2 Syntax error. Extra ')'"],
        ['F(A,,B)', "1:5 Syntax error. Found ','"],
        ['A B', "1:3 Syntax error. Found 'B'"],
        ['A\n= = 1', "2:3 Syntax error. Found '='"],
        ['A.', '1:3 Syntax error. Missing name'],
        ['{!A', "1:4 Syntax error. Missing '}'"],
        ['"a', `1:1 Syntax error. Missing '"'`],
        ['A % B', "1:3 Syntax error. Found '%'"],
        ['1 /* x', "1:3 Syntax error. Missing '*/'"]
    ])('when %j is parsed, then the error is %j', (text, expected) => {
        const { expression, diagnostics } = parseFormula(text, 'rules/A.xml');
        expect(expression).toBeNull();
        expect(diagnostics.map((d) => `${d.line}:${d.column} ${d.message}`)).toEqual([expected]);
        expect(diagnostics[0]).toMatchObject({ path: 'rules/A.xml', code: 'formula/syntax', severity: 'error' });
    });

    it('when it nests too deep, then it is an error and not a crash', () => {
        expect(parsed('('.repeat(20000))).toBe('Formula is too long');
        expect(parsed('-'.repeat(20000))).toBe('Formula is too long');
    });
});
