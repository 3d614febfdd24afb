import type { Span } from '../position.ts';

/** The syntax tree of a Salesforce formula (validation rule, formula field, flow). Names keep the case of the source. */
export type FormulaExpression =
    | FormulaText
    | FormulaNumber
    | FormulaBoolean
    | FormulaNull
    | FormulaReference
    | FormulaCall
    | FormulaUnary
    | FormulaBinary;

interface FormulaNode {
    readonly span: Span;
}

export interface FormulaText extends FormulaNode {
    readonly kind: 'Text';
    /** unescaped */
    readonly value: string;
}

export interface FormulaNumber extends FormulaNode {
    readonly kind: 'Number';
    /** the digits as written */
    readonly value: string;
}

export interface FormulaBoolean extends FormulaNode {
    readonly kind: 'Boolean';
    readonly value: boolean;
}

export interface FormulaNull extends FormulaNode {
    readonly kind: 'Null';
}

/** `Account.Owner.Name`, `$User.Id`, `Owner:User.Email`, `{!$Record.Status__c}` split at the dots. */
export interface FormulaReference extends FormulaNode {
    readonly kind: 'Reference';
    readonly names: readonly string[];
    /** whether it was written as `{!…}` */
    readonly isMergeField: boolean;
}

export interface FormulaCall extends FormulaNode {
    readonly kind: 'Call';
    readonly name: string;
    readonly args: readonly FormulaExpression[];
}

export interface FormulaUnary extends FormulaNode {
    readonly kind: 'Unary';
    readonly operator: '+' | '-' | '!';
    readonly operand: FormulaExpression;
}

/** `==` is given as `=` and `<>` as `!=`. */
export type FormulaOperator = '||' | '&&' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '&' | '+' | '-' | '*' | '/' | '^';

export interface FormulaBinary extends FormulaNode {
    readonly kind: 'Binary';
    readonly operator: FormulaOperator;
    readonly left: FormulaExpression;
    readonly right: FormulaExpression;
}
