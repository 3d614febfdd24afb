/** Parsers for Apex, SOQL, SOSL and formulas: text in, syntax tree and diagnostics out. */

export { parseAnonymous, parseClass, parseTrigger, type ParseResult } from './units.ts';
export { parseSoql, parseSosl, type QueryParseResult } from './dynamicQueries.ts';
export { parseFormula, type FormulaParseResult } from './formula/parser.ts';
export type * from './formula/ast.ts';
export { inSourceOrder, type Diagnostic, type Severity, type SourceFile, type Span } from './position.ts';
export type * from './ast.ts';
export type * from './soql.ts';
