import type { Expression, Node } from './ast.ts';

/** The syntax tree of SOQL and SOSL, inline (with binds as expressions) and dynamic (binds by name). */

export interface FieldPath extends Node {
    /** `Account.Owner.Name` as written, split at the dots */
    readonly names: readonly string[];
}

export interface SoqlQuery extends Node {
    readonly kind: 'SoqlQuery';
    readonly text: string;
    readonly select: readonly SelectItem[];
    /** `FROM Contact c` or, in a child sub-query, the child relationship name. Further aliased paths follow the first. */
    readonly from: readonly { readonly path: FieldPath; readonly alias: string | null }[];
    readonly usingScope: string | null;
    readonly where: Condition | null;
    readonly withClause: WithClause | null;
    readonly groupBy: {
        readonly mode: 'plain' | 'rollup' | 'cube';
        readonly items: readonly (FieldPath | SoqlFunction)[];
    } | null;
    readonly having: Condition | null;
    readonly orderBy: readonly OrderItem[];
    readonly limit: SoqlValue | null;
    readonly offset: SoqlValue | null;
    readonly forClauses: readonly ('view' | 'reference' | 'update')[];
    readonly allRows: boolean;
    /** `UPDATE TRACKING, VIEWSTAT` */
    readonly updateStatistics: readonly ('tracking' | 'viewstat')[];
}

export type SelectItem =
    | { readonly kind: 'Field'; readonly field: FieldPath; readonly alias: string | null; readonly span: Node['span'] }
    | {
          readonly kind: 'Function';
          readonly call: SoqlFunction;
          readonly alias: string | null;
          readonly span: Node['span'];
      }
    | { readonly kind: 'SubQuery'; readonly query: SoqlQuery; readonly span: Node['span'] }
    | {
          readonly kind: 'Typeof';
          readonly field: FieldPath;
          readonly branches: readonly { readonly type: string; readonly fields: readonly FieldPath[] }[];
          readonly otherwise: readonly FieldPath[] | null;
          readonly span: Node['span'];
      };

/** `COUNT()`, `SUM(Amount)`, `CALENDAR_YEAR(convertTimezone(CreatedDate))`, `FORMAT(x)`, `FIELDS(ALL)` */
export interface SoqlFunction extends Node {
    readonly kind: 'SoqlFunction';
    readonly name: string;
    readonly args: readonly (FieldPath | SoqlFunction | SoqlValue)[];
}

export type Condition =
    | { readonly kind: 'And' | 'Or'; readonly operands: readonly Condition[]; readonly span: Node['span'] }
    | { readonly kind: 'Not'; readonly operand: Condition; readonly span: Node['span'] }
    | Comparison;

export type ComparisonOperator =
    '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like' | 'in' | 'not in' | 'includes' | 'excludes';

export interface Comparison extends Node {
    readonly kind: 'Comparison';
    readonly left: FieldPath | SoqlFunction;
    readonly operator: ComparisonOperator;
    readonly right: SoqlValue;
}

export type SoqlValue =
    | { readonly kind: 'String'; readonly value: string; readonly span: Node['span'] }
    /** digits as written; currency literals keep their ISO prefix */
    | { readonly kind: 'Number'; readonly value: string; readonly span: Node['span'] }
    | { readonly kind: 'Boolean'; readonly value: boolean; readonly span: Node['span'] }
    | { readonly kind: 'Null'; readonly span: Node['span'] }
    /** `2026-01-31` / `2026-01-31T12:00:00Z` / `12:00:00Z` as written */
    | { readonly kind: 'Date' | 'Datetime' | 'Time'; readonly value: string; readonly span: Node['span'] }
    /** `TODAY`, `LAST_N_DAYS:30` upper-cased */
    | { readonly kind: 'DateLiteral'; readonly name: string; readonly n: number | null; readonly span: Node['span'] }
    /** inline: the expression after the colon; dynamic queries: a bare name expression */
    | { readonly kind: 'Bind'; readonly expression: Expression; readonly span: Node['span'] }
    | { readonly kind: 'List'; readonly values: readonly SoqlValue[]; readonly span: Node['span'] }
    | { readonly kind: 'SemiJoin'; readonly query: SoqlQuery; readonly span: Node['span'] };

export type WithClause =
    | { readonly kind: 'SecurityEnforced' | 'UserMode' | 'SystemMode'; readonly span: Node['span'] }
    | { readonly kind: 'DataCategory' | 'Condition'; readonly text: string; readonly span: Node['span'] };

export interface OrderItem extends Node {
    readonly by: FieldPath | SoqlFunction;
    readonly descending: boolean;
    readonly nulls: 'first' | 'last' | null;
}

export interface SoslQuery extends Node {
    readonly kind: 'SoslQuery';
    readonly text: string;
    readonly search: SoqlValue;
    readonly scope: 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';
    readonly returning: readonly {
        readonly object: string;
        readonly fields: readonly SelectItem[];
        readonly where: Condition | null;
        /** `USING LISTVIEW = name` */
        readonly listView: string | null;
        readonly orderBy: readonly OrderItem[];
        readonly limit: SoqlValue | null;
        readonly offset: SoqlValue | null;
    }[];
    readonly withClauses: readonly string[];
    readonly limit: SoqlValue | null;
    readonly updateStatistics: readonly ('tracking' | 'viewstat')[];
}
