import type { BoundAssign, BoundAssignable, BoundCompoundAssign, BoundIncrement } from '../semantics/bound.ts';
import { displayName } from '../semantics/types.ts';
import {
    fieldHolder,
    readIndex,
    readPlatformField,
    readProperty,
    readRecord,
    writePlatformField,
    writeProperty,
    writeRecord
} from './access.ts';
import { concatPart, momentArithmetic, numericArithmetic } from './arithmetic.ts';
import type { BodyContext } from './bodyContext.ts';
import { compileExpression } from './expressions.ts';
import { checkedValue, convertNumeric, nonNull, numericKindOf, operand } from './numeric.ts';

/** A place to assign to, with what it depends on evaluated once. */
interface Place {
    /** code that must run first, or null */
    readonly setup: string | null;
    readonly read: string;
    /** code that stores `value`; its own value is unspecified */
    write(value: string): string;
    /** does `write`'s code evaluate to the value stored? */
    readonly writeGivesValue: boolean;
}

export function compileAssign(context: BodyContext, node: BoundAssign): string {
    const place = placeOf(context, node.target, false);
    return storing(context, place, compileExpression(context, node.value));
}

/** An assignment whose value nobody uses. */
export function assignStatement(context: BodyContext, node: BoundAssign): string {
    const place = placeOf(context, node.target, false);
    return sequence(place.setup, place.write(compileExpression(context, node.value)));
}

export function compileCompoundAssign(context: BodyContext, node: BoundCompoundAssign): string {
    const place = placeOf(context, node.target, true);
    return storing(context, place, compoundValue(context, node, place.read));
}

export function compileIncrement(context: BodyContext, node: BoundIncrement): string {
    const place = placeOf(context, node.target, true);
    const before = context.nullness.isNonNull(node.target) ? place.read : nonNull(context, place.read);
    if (node.prefix) return storing(context, place, stepped(context, node, before));
    const kept = context.temp();
    const write = place.write(stepped(context, node, kept));
    return `(${place.setup ? `${place.setup},` : ''}${kept}=${before},${write},${kept})`;
}

/** `i++` as a statement does not need the value from before. */
export function incrementStatement(context: BodyContext, node: BoundIncrement): string {
    const place = placeOf(context, node.target, true);
    const before = context.nullness.isNonNull(node.target) ? place.read : nonNull(context, place.read);
    return sequence(place.setup, place.write(stepped(context, node, before)));
}

function stepped(context: BodyContext, node: BoundIncrement, before: string): string {
    const one = node.operandKind === 'decimal' ? context.links.constant({ kind: 'decimal', digits: '1' }, '1') : '1';
    return numericArithmetic(context, node.operandKind, node.operator === '++' ? '+' : '-', before, one);
}

function compoundValue(context: BodyContext, node: BoundCompoundAssign, current: string): string {
    switch (node.operandKind) {
        case 'string': {
            const isText = node.target.type.kind === 'primitive' && node.target.type.name === 'String';
            const left = isText
                ? current
                : `${context.operation('formatForConcat')}(${current},${context.type(node.target.type)})`;
            return `(''+${left}+${concatPart(context, node.value)})`;
        }
        case 'boolean':
            return `((${nonNull(context, current)}${node.operator}${checkedValue(context, node.value)})!==0)`;
        case 'date':
        case 'datetime':
        case 'time':
            return momentArithmetic(
                context,
                node.operandKind,
                node.operator,
                current,
                compileExpression(context, node.value)
            );
        default: {
            const targetKind = numericKindOf(node.target.type);
            const checked = context.nullness.isNonNull(node.target) ? current : nonNull(context, current);
            const left = convertNumeric(context, checked, targetKind, node.operandKind);
            const right = operand(context, node.value, node.operandKind);
            const value = numericArithmetic(context, node.operandKind, node.operator, left, right);
            return convertNumeric(context, value, node.operandKind, targetKind);
        }
    }
}

/** @param twice true when the place is read and then written: receiver and index must be evaluated only once */
function placeOf(context: BodyContext, target: BoundAssignable, twice: boolean): Place {
    switch (target.kind) {
        case 'LocalRef': {
            const name = target.local.jsName;
            return { setup: null, read: name, write: (value) => `${name}=${value}`, writeGivesValue: true };
        }
        case 'Field': {
            const holder = once(context, fieldHolder(context, target), twice);
            const place = `${holder.code}.${target.field.jsName}`;
            return { setup: holder.setup, read: place, write: (value) => `${place}=${value}`, writeGivesValue: true };
        }
        case 'Property': {
            const holder =
                target.target === null ? null : once(context, compileExpression(context, target.target), twice);
            const code = holder?.code ?? null;
            return {
                setup: holder?.setup ?? null,
                read: twice ? readProperty(context, target, code) : '',
                write: (value) => writeProperty(context, target, code, value),
                writeGivesValue: false
            };
        }
        case 'SObjectField': {
            const holder = once(context, compileExpression(context, target.target), twice);
            return {
                setup: holder.setup,
                read: readRecord(context, target, holder.code),
                write: (value) => writeRecord(context, target, holder.code, value),
                writeGivesValue: true
            };
        }
        case 'PlatformField': {
            const holder = target.target === null ? null : once(context, checkedValue(context, target.target), twice);
            const code = holder?.code ?? null;
            return {
                setup: holder?.setup ?? null,
                read: twice ? readPlatformField(context, target, code) : '',
                write: (value) => writePlatformField(context, target, code, value),
                writeGivesValue: false
            };
        }
        case 'Index': {
            const list = once(context, compileExpression(context, target.target), twice);
            const index = once(context, checkedValue(context, target.index), twice);
            const setup = [list.setup, index.setup].filter((code) => code !== null).join(',');
            return {
                setup: setup === '' ? null : setup,
                read: readIndex(target, list.code, index.code),
                write: (value) => `${list.code}.put(${index.code},${value})`,
                writeGivesValue: true
            };
        }
        default:
            throw new Error(`The checked program assigns to ${displayName((target as BoundAssignable).type)}.`);
    }
}

function storing(context: BodyContext, place: Place, value: string): string {
    if (place.writeGivesValue) return `(${place.setup ? `${place.setup},` : ''}${place.write(value)})`;
    const kept = context.temp();
    return `(${place.setup ? `${place.setup},` : ''}${kept}=${value},${place.write(kept)},${kept})`;
}

function once(
    context: BodyContext,
    code: string,
    twice: boolean
): { readonly setup: string | null; readonly code: string } {
    if (!twice || /^[\w$]+$/.test(code)) return { setup: null, code };
    const temp = context.temp();
    return { setup: `${temp}=${code}`, code: temp };
}

function sequence(setup: string | null, code: string): string {
    return setup ? `${setup},${code}` : code;
}
