import type { DmlStatement, Expression, Identifier } from './ast.ts';
import type { TokenCursor } from './cursor.ts';
import { parseExpression } from './expressions.ts';
import { isIdentifierKind, isMemberNameKind, T } from './tokenKinds.ts';

const operations: Readonly<Record<number, DmlStatement['operation']>> = {
    [T.Insert]: 'insert',
    [T.Update]: 'update',
    [T.Upsert]: 'upsert',
    [T.Delete]: 'delete',
    [T.Undelete]: 'undelete',
    [T.Merge]: 'merge'
};

/** A DML statement; the cursor stands at its keyword. */
export function parseDml(cursor: TokenCursor): DmlStatement {
    const from = cursor.index;
    const operation = operations[cursor.kind];
    cursor.advance();
    const accessMode = parseAccessMode(cursor);
    const target = parseExpression(cursor);
    let upsertField: Identifier[] | null = null;
    let mergeWith: Expression | null = null;
    if (operation === 'merge') mergeWith = parseExpression(cursor);
    if (operation === 'upsert' && isIdentifierKind(cursor.kind) && isFieldName(cursor))
        upsertField = parseFieldName(cursor);
    cursor.expect(T.Semi, ';', cursor.kind === T.RBrace || isMemberNameKind(cursor.kind));
    return {
        kind: 'Dml',
        span: cursor.spanFrom(from),
        operation,
        accessMode,
        target,
        upsertField,
        mergeWith
    };
}

function parseAccessMode(cursor: TokenCursor): DmlStatement['accessMode'] {
    if (cursor.kind !== T.As) return null;
    const mode = cursor.peek(1);
    if (mode !== T.User && mode !== T.System) return null;
    cursor.seek(cursor.index + 2);
    return mode === T.User ? 'user' : 'system';
}

/** Without this look ahead, the first word of the statement after a forgotten `;` would pass for the field. */
function isFieldName(cursor: TokenCursor): boolean {
    let index = cursor.index + 1;
    while (cursor.kinds[index] === T.Dot) index += 2;
    return cursor.kinds[index] === T.Semi || cursor.kinds[index] === T.RBrace;
}

function parseFieldName(cursor: TokenCursor): Identifier[] {
    const names = [cursor.identifier()];
    while (cursor.accept(T.Dot)) names.push(cursor.identifier());
    return names;
}
