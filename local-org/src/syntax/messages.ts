/** Syntax errors in the wording of the platform's compiler. Token texts are passed bare and quoted here. */

export const unexpectedToken = (found: string): string => `Unexpected token '${found}'.`;
export const missingToken = (expected: string, found: string): string => `Missing '${expected}' at '${found}'`;
export const expectingToken = (expected: string, found: string): string =>
    `Expecting '${expected}' but was: '${found}'`;
export const extraToken = (expected: string, found: string): string => `Extra '${expected}', at '${found}'.`;
export const unexpectedQueryToken = (found: string): string => `unexpected token: '${found}'`;

export const invalidSymbol = (symbol: string): string =>
    `Found punctuation symbol or operator '${symbol}' that isn't valid in Apex.`;
export const invalidControlCharacter = (code: number): string =>
    `Found control character hex 0x${code.toString(16)} (decimal ${code}) that isn't valid in Apex.`;
export const invalidIdentifier = (name: string): string =>
    `Invalid identifier '${name}'. Apex identifiers must start with an ASCII letter (a-z or A-Z) followed by any number ` +
    `of ASCII letters (a-z or A-Z), digits (0 - 9), '_'.`;

export const lineBreakInString = 'Illegal string literal: Line breaks are not allowed in string literals';
export const illegalEscape = (literal: string, sequence: string): string =>
    `Illegal string literal: Invalid string literal '${literal}'. Illegal character sequence '${sequence}' in string literal.`;
export const illegalUnicodeEscape = (literal: string, sequence: string): string =>
    `Illegal string literal: Invalid string literal '${literal}'. Illegal unicode sequence. ` +
    `Less than four hex digits '${sequence}' in string literal.`;
export const unclosedString = "Missing closing quote character ' on string.";
export const unclosedComment = 'Missing closing mark */ on multi-line comment.';
export const unclosedSearchText = 'Missing closing mark } on search text.';
export const multilineString =
    "Multi-line string literals (''') belong to API version 67.0 and are not supported by the local org.";

export const expressionTooLong = 'Expression is too long, please split this expression into multiple statements';
export const tryNeedsHandler = 'Try block must have at least one catch block or a finally block';
export const switchNeedsWhen = 'Switch statement requires at least one when block';
