import type { NewExpression } from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import { at, errorAt } from './body.ts';
import type { BoundExpression, BoundNewSObject } from './bound.ts';
import { newFrom } from './collectionCreation.ts';
import { isError } from './compilation.ts';
import { chooseConstructor, choosePlatformConstructor } from './constructors.ts';
import { argumentTypes } from './conversions.ts';
import { bindAs, bindExpression } from './expressions.ts';
import * as messages from './messages/index.ts';
import { platformView } from './platformMembers.ts';
import { isWriteable, recordMember } from './sobjects.ts';
import { resolveType } from './typeNames.ts';
import type { ClassType, PlatformRef, SObjectType } from './types.ts';
import { displayName } from './types.ts';

export const scopeOf = (body: Body) => ({ record: body.record, path: body.path });

export function bindNew(body: Body, node: NewExpression): BoundExpression {
    const type = resolveType(body.compilation, scopeOf(body), node.type);
    if (node.namedArgs && type.kind === 'sobject' && type.name !== null) return newRecord(body, node, type);
    const args = node.args.map((arg) => bindExpression(body, arg));
    node.namedArgs?.forEach((arg) => bindExpression(body, arg.value));
    if (isError(type)) return errorAt(node.span);
    const span = node.type.span;
    if (node.namedArgs) return body.fail(span, messages.namedArgumentsRefused(displayName(type)));
    switch (type.kind) {
        case 'sobject':
            if (type.name === null || type.name === 'AggregateResult')
                return body.fail(span, messages.typeNotConstructable(displayName(type)));
            if (args.length > 0) return body.fail(span, messages.namedArgumentsNeeded(type.name));
            return newRecord(body, node, type);
        case 'list':
        case 'set':
        case 'map':
            return newFrom(body, type, args, span);
        case 'class':
            return newObject(body, type, args, span);
        case 'platform':
            return newPlatform(body, type, args, span);
        case 'object':
            if (args.length > 0) return body.fail(span, messages.unknownConstructor('Object', argumentTypes(args)));
            return {
                kind: 'NewPlatform',
                constructor_: { symbol: 'platformConstructor', owner: 'Object', params: [] },
                args,
                type,
                ...at(span)
            };
        default:
            return body.fail(span, messages.typeNotConstructable(displayName(type)));
    }
}

/** `new Account(Name = 'x', Owner = user)` */
function newRecord(body: Body, node: NewExpression, type: SObjectType): BoundExpression {
    const object = body.compilation.schema.object(type.name!);
    const fields: BoundNewSObject['fields'][number][] = [];
    const seen = new Set<string>();
    for (const { name, value } of node.namedArgs ?? []) {
        const member = object && recordMember(body.compilation, object, name.text);
        if (!object || !member || member.access === 'children') {
            bindExpression(body, value);
            body.report(name.span, messages.unknownField(name.text, type.name!));
            continue;
        }
        if (seen.has(member.name)) body.report(name.span, messages.duplicateFieldInit(name.text));
        seen.add(member.name);
        if (member.access === 'field' && member.field && !isWriteable(object, member.field)) {
            body.report(name.span, messages.fieldNotWriteable(`${object.name}.${member.name}`));
        }
        fields.push({ field: member.name, access: member.access, value: bindAs(body, value, member.type) });
    }
    return { kind: 'NewSObject', object: type.name!, fields, type, ...at(node.span) };
}

function newObject(body: Body, type: ClassType, args: readonly BoundExpression[], span: Span): BoundExpression {
    const { symbol } = type;
    if (symbol.form !== 'class') return body.fail(span, messages.typeNotConstructable(symbol.name));
    if (symbol.isAbstract) return body.fail(span, messages.newAbstract(symbol.name));
    const chosen = chooseConstructor(body, symbol, args, span);
    if (!chosen) return { ...errorAt(span), type };
    return { kind: 'NewUser', symbol, constructor_: chosen.target, args: chosen.args, type, ...at(span) };
}

function newPlatform(body: Body, type: PlatformRef, args: readonly BoundExpression[], span: Span): BoundExpression {
    const chosen = choosePlatformConstructor(body, type, args, false);
    const view = platformView(body.compilation, type);
    if (view?.type.isAbstract) return body.fail(span, messages.newAbstract(displayName(type)));
    if (chosen) return { kind: 'NewPlatform', constructor_: chosen.target, args: chosen.args, type, ...at(span) };
    if (args.some((arg) => isError(arg.type))) return errorAt(span);
    if (!view || view.type.kind !== 'class' || view.type.constructors.every((constructor) => constructor.isProtected)) {
        return body.fail(span, messages.typeNotConstructable(displayName(type)));
    }
    return body.fail(span, messages.unknownConstructor(type.name, argumentTypes(args)));
}
