import type { Expression, FieldExpression } from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import type { Body, SafeLink } from './body.ts';
import { at } from './body.ts';
import type { BoundExpression, BoundToken } from './bound.ts';
import { bindCall } from './calls.ts';
import { isError } from './compilation.ts';
import type { Entity } from './entities.ts';
import { valueEntity } from './entities.ts';
import { bindExpression, bindPlain } from './expressions.ts';
import { instanceMember } from './instanceMembers.ts';
import * as messages from './messages/index.ts';
import { bindIndex } from './operators.ts';
import { staticMember, staticMemberOrNull } from './staticMembers.ts';
import { bindLabel, describeResult, membersOfToken, objectMember, rowCause } from './tokens.ts';
import { typeNamed } from './typeNames.ts';
import { displayName, platformOf } from './types.ts';
import { bindName, checkReadable } from './variables.ts';

/** Is this expression a link of a chain that `?.` may cut short? */
export const isChain = (node: Expression): boolean =>
    node.kind === 'FieldAccess' || node.kind === 'Call' || node.kind === 'Index';

/** A whole chain: links of safe navigation in it are closed around the complete expression. */
export function bindChain(body: Body, node: Expression): BoundExpression {
    const outer = body.safeLinks;
    body.safeLinks = [];
    const value = bindLink(body, node);
    const links = body.safeLinks;
    body.safeLinks = outer;
    return links.reduceRight<BoundExpression>((rest, link) => closeLink(rest, link), value);
}

function closeLink(rest: BoundExpression, link: SafeLink): BoundExpression {
    return {
        kind: 'SafeChain',
        receiver: link.receiver,
        temp: link.temp,
        rest,
        type: rest.type,
        line: link.receiver.line,
        column: link.receiver.column
    };
}

/** One link of a chain as a value; its own receiver belongs to the same chain. */
export function bindLink(body: Body, node: Expression): BoundExpression {
    switch (node.kind) {
        case 'FieldAccess':
            return checkReadable(body, toValue(body, bindField(body, node), node.name.span));
        case 'Call':
            return bindCall(body, node);
        case 'Index':
            return bindIndex(body, node, bindLink(body, node.target));
        default:
            return bindPlain(body, node);
    }
}

/** What stands before a dot: a value, a type, a namespace. */
export function bindEntity(body: Body, node: Expression): Entity {
    if (node.kind === 'Name') {
        const entity = bindName(body, node.name.text, node.name.span);
        if (entity.kind === 'value') checkReadable(body, entity.value);
        return entity;
    }
    if (node.kind === 'FieldAccess') {
        const entity = bindField(body, node);
        if (entity.kind === 'value') checkReadable(body, entity.value);
        return entity;
    }
    return valueEntity(isChain(node) ? bindLink(body, node) : bindExpression(body, node));
}

/** The receiver of a `?.` becomes a hidden local; the link is closed where the chain ends. */
export function openLink(body: Body, receiver: BoundExpression): BoundExpression {
    const temp = body.hidden('safe', receiver.type);
    body.safeLinks.push({ receiver, temp });
    return { kind: 'LocalRef', local: temp, type: temp.type, line: receiver.line, column: receiver.column };
}

/** An entity where a value is needed. */
export function toValue(body: Body, entity: Entity, span: Span): BoundExpression {
    switch (entity.kind) {
        case 'value':
            return entity.value;
        case 'objectMembers': {
            const token: BoundToken = {
                kind: 'Token',
                token: { kind: 'describe', object: entity.object },
                type: describeResult,
                ...at(span)
            };
            const type = platformOf(
                entity.of === 'fields' ? 'Schema.SObjectTypeFields' : 'Schema.SObjectTypeFieldSets'
            );
            return {
                kind: 'PlatformField',
                target: token,
                owner: describeResult.name,
                name: entity.of,
                type,
                ...at(span)
            };
        }
        case 'type':
            return body.fail(span, messages.unknownVariable(displayName(entity.type)));
        case 'namespace':
            return body.fail(span, messages.unknownVariable(entity.name));
        case 'labels':
            return body.fail(span, messages.unknownVariable('Label'));
        case 'pages':
            return body.fail(span, messages.unknownVariable('Page'));
    }
}

/** `target.name` */
export function bindField(body: Body, node: FieldExpression): Entity {
    const { name } = node;
    if (node.target.kind === 'Super') return valueEntity(body.fail(name.span, messages.unknownVariable(name.text)));
    const target = bindEntity(body, node.target);
    switch (target.kind) {
        case 'namespace': {
            const type = typeNamed(body.compilation, body.record, [target.name, name.text]);
            if (type?.kind === 'platform' && type.name === 'System.Label') return { kind: 'labels' };
            if (type) return { kind: 'type', type, namespace: null };
            return valueEntity(body.fail(name.span, messages.unknownVariable(name.text)));
        }
        case 'labels':
            return valueEntity(bindLabel(body, name.text, name.span));
        case 'pages':
            return valueEntity(body.fail(name.span, messages.unknownPage(name.text)));
        case 'objectMembers':
            return valueEntity(objectMember(body, target, name.text, name.span));
        case 'type':
            return staticMember(body, target, name.text, name.span);
        case 'value': {
            if (isError(target.value.type)) return target;
            const members = membersOfToken(target.value, name.text);
            if (members) return members;
            const cause = rowCause(target.value, name.text, name.span);
            if (cause) return valueEntity(cause);
            const receiver = node.safe ? openLink(body, target.value) : target.value;
            const found = instanceMember(body, receiver, name.text, name.span);
            if (found) return valueEntity(found);
            if (target.type) {
                const other = staticMemberOrNull(body, target.type, name.text, name.span);
                if (other) return other;
            }
            return valueEntity(body.fail(name.span, messages.unknownVariable(name.text)));
        }
    }
}
