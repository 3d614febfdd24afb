import type { AnnotationNode, Expression, Identifier, ModifierName, Modifiers } from './ast.ts';
import type { TokenCursor } from './cursor.ts';
import { parseExpression } from './expressions.ts';
import { isIdentifierKind, T } from './tokenKinds.ts';
import { isTypeNameKind } from './types.ts';

const modifierName: (ModifierName | undefined)[] = [];
// prettier-ignore
for (const [kind, name] of [
    [T.Public, 'public'], [T.Private, 'private'], [T.Protected, 'protected'], [T.Global, 'global'],
    [T.Static, 'static'], [T.Final, 'final'], [T.Abstract, 'abstract'], [T.Virtual, 'virtual'],
    [T.Override, 'override'], [T.Testmethod, 'testmethod'], [T.Webservice, 'webservice']
] as const) modifierName[kind] = name;

const NO_NAMES: readonly ModifierName[] = [];
const NO_ANNOTATIONS: readonly AnnotationNode[] = [];

/** Modifiers and annotations in front of a declaration; the span of an empty list is that of the token behind it. */
export function parseModifiers(cursor: TokenCursor): Modifiers {
    const from = cursor.index;
    let names: ModifierName[] | null = null;
    let annotations: AnnotationNode[] | null = null;
    for (;;) {
        if (cursor.kind === T.At) {
            (annotations ??= []).push(parseAnnotation(cursor));
            continue;
        }
        const name = modifierAt(cursor);
        if (name === null) break;
        cursor.seek(cursor.index + (name.endsWith(' sharing') ? 2 : 1));
        (names ??= []).push(name);
    }
    return { span: cursor.spanFrom(from), names: names ?? NO_NAMES, annotations: annotations ?? NO_ANNOTATIONS };
}

/** Whether a declaration with modifiers begins at the cursor. */
export function startsModifiers(cursor: TokenCursor): boolean {
    return cursor.kind === T.At || modifierAt(cursor) !== null;
}

function modifierAt(cursor: TokenCursor): ModifierName | null {
    const next = cursor.peek(1);
    switch (cursor.kind) {
        case T.With:
            return next === T.Sharing ? 'with sharing' : null;
        case T.Without:
            return next === T.Sharing ? 'without sharing' : null;
        case T.Inherited:
            return next === T.Sharing ? 'inherited sharing' : null;
        case T.Transient:
            // A variable may be called transient too; in front of a type or another modifier it is the modifier.
            return isTypeNameKind(next) || modifierName[next] !== undefined ? 'transient' : null;
        default:
            return modifierName[cursor.kind] ?? null;
    }
}

function parseAnnotation(cursor: TokenCursor): AnnotationNode {
    const from = cursor.index;
    cursor.advance();
    const name = parseAnnotationName(cursor);
    const args: { name: string; value: Expression }[] = [];
    if (cursor.accept(T.LParen)) {
        while (cursor.kind !== T.RParen) {
            const isNamed = isIdentifierKind(cursor.kind) && cursor.peek(1) === T.Assign;
            let argument = '';
            if (isNamed) {
                argument = cursor.identifier().text;
                cursor.advance();
            }
            args.push({ name: argument, value: parseExpression(cursor) });
            if (cursor.accept(T.Comma)) {
                if (!isNamed || cursor.kind === T.RParen) cursor.failUnexpected();
            } else if (!isNamed || cursor.peek(1) !== T.Assign) {
                break;
            }
        }
        cursor.expect(T.RParen, ')', false);
    }
    return { span: cursor.spanFrom(from), name, args };
}

function parseAnnotationName(cursor: TokenCursor): Identifier {
    const first = cursor.identifier();
    let text = first.text;
    while (cursor.accept(T.Dot)) text += `.${cursor.identifier().text}`;
    return { span: cursor.spanSince(first.span), text };
}
