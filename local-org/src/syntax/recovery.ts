import type { TokenCursor } from './cursor.ts';
import { T } from './tokenKinds.ts';

/** Where parsing goes on after a syntax error. */

// prettier-ignore
const statementKeywords: ReadonlySet<number> = new Set([
    T.If, T.For, T.While, T.Do, T.Try, T.Return, T.Throw, T.Break, T.Continue, T.Insert, T.Update, T.Upsert, T.Delete,
    T.Undelete
]);

// prettier-ignore
const memberKeywords: ReadonlySet<number> = new Set([
    T.Public, T.Private, T.Protected, T.Global, T.Static, T.Abstract, T.Virtual, T.Override, T.Testmethod,
    T.Webservice, T.At
]);

/** Skips the rest of a broken statement that began at token `from`: past its `;` or block, or up to the next keyword. */
export function skipStatement(cursor: TokenCursor, from: number): void {
    skip(cursor, from, statementKeywords);
}

/** Skips the rest of a broken member of a type. */
export function skipMember(cursor: TokenCursor, from: number): void {
    skip(cursor, from, memberKeywords);
}

function skip(cursor: TokenCursor, from: number, starters: ReadonlySet<number>): void {
    let braces = 0;
    for (;;) {
        const kind = cursor.kind;
        if (kind === T.EOF) return;
        const beginsLine = cursor.index > from && cursor.tokenLine(cursor.index) !== cursor.tokenLine(cursor.index - 1);
        if (braces === 0 && beginsLine && starters.has(kind)) return;
        if (kind === T.RBrace) {
            if (braces === 0) {
                // A stray brace right where the construct began must not stop the parser for ever.
                if (cursor.index > from) return;
            } else if (--braces === 0) {
                cursor.advance();
                return;
            }
        } else if (kind === T.LBrace) {
            braces++;
        } else if (kind === T.Semi && braces === 0) {
            cursor.advance();
            return;
        }
        cursor.advance();
    }
}
