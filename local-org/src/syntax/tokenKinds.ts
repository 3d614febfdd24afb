/**
 * Token kinds as small integers, ordered so that the two identifier rules of Apex are range checks: a soft keyword may
 * name anything (`kind >= FIRST_SOFT_KEYWORD`), a hard keyword only a member after a dot (`kind >= FIRST_KEYWORD`).
 */

// prettier-ignore
const literalsAndSymbols = [
    'EOF', 'Identifier', 'Integer', 'Long', 'Decimal', 'Double', 'String', 'SearchText', 'Date', 'Datetime', 'Time',
    'LParen', 'RParen', 'LBrace', 'RBrace', 'LBracket', 'RBracket', 'Semi', 'Comma', 'Dot', 'At',
    'Assign', 'Greater', 'Less', 'GreaterEqual', 'LessEqual', 'Bang', 'Tilde', 'SafeDot', 'Question', 'Colon', 'Equal',
    'ExactEqual', 'NotEqual', 'LessGreater', 'ExactNotEqual', 'AndAnd', 'OrOr', 'Coalesce', 'Increment', 'Decrement',
    'Plus', 'Minus', 'Star', 'Slash', 'Ampersand', 'Bar', 'Caret', 'MapTo',
    'PlusAssign', 'MinusAssign', 'StarAssign', 'SlashAssign', 'AndAssign', 'OrAssign', 'XorAssign',
    'ShiftLeftAssign', 'ShiftRightAssign', 'UnsignedShiftRightAssign'
] as const;

/** Words that are never names, not even after a dot. */
const reserved = ['True', 'False', 'Void'] as const;

// prettier-ignore
const hardKeywords = [
    'Abstract', 'Break', 'Catch', 'Class', 'Continue', 'Delete', 'Do', 'Else', 'Enum', 'Extends', 'Final', 'Finally',
    'For', 'Global', 'If', 'Implements', 'Insert', 'Interface', 'Merge', 'New', 'Null', 'On', 'Override', 'Private',
    'Protected', 'Public', 'Return', 'Static', 'Super', 'Testmethod', 'This', 'Throw', 'Try', 'Undelete', 'Update',
    'Upsert', 'Virtual', 'Webservice', 'While', 'List', 'Map'
] as const;

// prettier-ignore
const softKeywords = [
    'After', 'Before', 'Get', 'Inherited', 'Instanceof', 'Set', 'Sharing', 'Switch', 'Transient', 'Trigger', 'When',
    'With', 'Without', 'User', 'System', 'As',
    'Select', 'From', 'Using', 'Scope', 'Where', 'Order', 'By', 'Limit', 'And', 'Or', 'Not', 'Typeof', 'End', 'Then',
    'Like', 'In', 'Includes', 'Excludes', 'Asc', 'Desc', 'Nulls', 'First', 'Last', 'Group', 'All', 'Rows', 'View',
    'Having', 'Rollup', 'Cube', 'Offset', 'Data', 'Category', 'Security_Enforced', 'User_Mode', 'System_Mode',
    'Reference', 'Find', 'Returning', 'Fields'
] as const;

type KindName =
    | (typeof literalsAndSymbols)[number]
    | (typeof reserved)[number]
    | (typeof hardKeywords)[number]
    | (typeof softKeywords)[number];

const ordered: readonly KindName[] = [...literalsAndSymbols, ...reserved, ...hardKeywords, ...softKeywords];

/** Kind by name. */
export const T = Object.fromEntries(ordered.map((name, index) => [name, index])) as Readonly<Record<KindName, number>>;

export const KIND_COUNT = ordered.length;
const FIRST_KEYWORD: number = T.Abstract;
const FIRST_SOFT_KEYWORD: number = T.After;

/** The lower-cased keywords with their kinds. */
export const KEYWORDS: readonly (readonly [word: string, kind: number])[] = [
    ...reserved,
    ...hardKeywords,
    ...softKeywords
].map((name) => [name.toLowerCase(), T[name]] as const);

/** Whether a token of this kind may name a variable, type or member. */
export function isIdentifierKind(kind: number): boolean {
    return kind === 1 || kind >= FIRST_SOFT_KEYWORD;
}

/** Whether a token of this kind may name a member after a dot, where Apex allows every keyword. */
export function isMemberNameKind(kind: number): boolean {
    return kind === 1 || kind >= FIRST_KEYWORD;
}
