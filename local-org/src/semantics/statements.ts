import type { Block, LocalDeclaration, ReturnStatement, Statement, TryStatement } from '../syntax/ast.ts';
import type { Body } from './body.ts';
import { at } from './body.ts';
import type { BoundBlock, BoundExpression, BoundStatement } from './bound.ts';
import { isError } from './compilation.ts';
import { convertTo, implicitConversion } from './conversions.ts';
import { bindDml } from './dml.ts';
import { bindAs, bindExpression } from './expressions.ts';
import { bindFor, bindForEach, bindLoopBody } from './loops.ts';
import * as messages from './messages/index.ts';
import { checkModifiers, has } from './modifiers.ts';
import { bindCondition } from './operators.ts';
import { platformSuper } from './platformMembers.ts';
import { bindSwitch } from './switchStatements.ts';
import { resolveType } from './typeNames.ts';
import type { ApexType, ClassType, PlatformRef } from './types.ts';
import { displayName } from './types.ts';
import { typeText } from './variables.ts';

export function bindBlock(body: Body, node: Block): BoundBlock {
    return body.inScope(() => ({ kind: 'Block', body: bindStatements(body, node.body), ...at(node.span) }));
}

export function bindStatements(body: Body, nodes: readonly Statement[]): BoundStatement[] {
    return nodes.flatMap((node) => (node.kind === 'Local' ? bindLocals(body, node) : [bindStatement(body, node)]));
}

/** A body of a loop or a branch is a scope of its own, with or without braces. */
export function bindNested(body: Body, node: Statement): BoundStatement {
    return body.inScope(() => {
        const [only, ...others] = bindStatements(body, [node]);
        return only && others.length === 0
            ? only
            : { kind: 'Block', body: only ? [only, ...others] : [], ...at(node.span) };
    });
}

export function bindLocals(body: Body, node: LocalDeclaration): BoundStatement[] {
    checkModifiers(body.compilation, body.path, node.modifiers, 'locals');
    const type = resolveType(body.compilation, { record: body.record, path: body.path }, node.type);
    if (type.kind === 'void') body.report(node.type.span, messages.voidVariable('Variables'));
    return node.declarators.map((declarator) => {
        const init = declarator.init && bindAs(body, declarator.init, type);
        const local = body.declare(declarator.name.text, type, declarator.name.span, {
            isFinal: has(node.modifiers, 'final'),
            initialised: init !== null
        });
        return { kind: 'Local', local, init, ...at(declarator.span) };
    });
}

function bindStatement(body: Body, node: Statement): BoundStatement {
    const place = at(node.span);
    switch (node.kind) {
        case 'Block':
            return bindBlock(body, node);
        case 'Empty':
            return { kind: 'Empty', ...place };
        case 'Local':
            return { kind: 'Block', body: bindLocals(body, node), ...place };
        case 'ExpressionStatement': {
            const expression = bindExpression(body, node.expression);
            if (!isStatementExpression(expression)) body.report(node.expression.span, messages.notAStatement());
            return { kind: 'Expression', expression, ...place };
        }
        case 'If': {
            const condition = bindCondition(body, node.condition);
            const then = bindNested(body, node.then);
            return {
                kind: 'If',
                condition,
                then,
                otherwise: node.otherwise && bindNested(body, node.otherwise),
                ...place
            };
        }
        case 'For':
            return bindFor(body, node);
        case 'ForEach':
            return bindForEach(body, node);
        case 'While': {
            const condition = bindCondition(body, node.condition);
            return { kind: 'While', condition, body: bindLoopBody(body, node.body), ...place };
        }
        case 'DoWhile': {
            const loop = bindLoopBody(body, node.body);
            return { kind: 'DoWhile', body: loop, condition: bindCondition(body, node.condition), ...place };
        }
        case 'Return':
            return bindReturn(body, node);
        case 'Throw': {
            const value = bindExpression(body, node.value);
            if (!isError(value.type) && !isExceptionType(body, value.type))
                body.report(node.value.span, messages.throwType(typeText(value)));
            return { kind: 'Throw', value, ...place };
        }
        case 'Break':
            if (body.loops === 0) body.report(node.span, messages.breakOutsideLoop());
            return { kind: 'Break', ...place };
        case 'Continue':
            if (body.loops === 0) body.report(node.span, messages.continueOutsideLoop());
            return { kind: 'Continue', ...place };
        case 'Try':
            return bindTry(body, node);
        case 'Switch':
            return bindSwitch(body, node);
        case 'RunAs': {
            const args = node.args.map((arg) => bindExpression(body, arg));
            const [user] = args;
            if (!user || args.length !== 1 || !isUserOrVersion(user.type))
                body.report(node.span, messages.runAsArguments());
            return {
                kind: 'RunAs',
                user: user ?? body.fail(node.span, messages.runAsArguments()),
                body: bindBlock(body, node.body),
                ...place
            };
        }
        case 'Dml':
            return bindDml(body, node);
    }
}

function isUserOrVersion(type: ApexType): boolean {
    if (isError(type)) return true;
    return (
        (type.kind === 'sobject' && (type.name === 'User' || type.name === null)) ||
        (type.kind === 'platform' && type.name === 'System.Version')
    );
}

const statementKinds: ReadonlySet<BoundExpression['kind']> = new Set([
    'Assign',
    'CompoundAssign',
    'Increment',
    'UserCall',
    'InterfaceCall',
    'PlatformCall',
    'CustomDataCall',
    'NewUser',
    'NewPlatform',
    'NewSObject',
    'NewCollection',
    'NewArray',
    'Soql',
    'Sosl'
]);

function isStatementExpression(value: BoundExpression): boolean {
    if (isError(value.type)) return true;
    if (value.kind === 'SafeChain') return isStatementExpression(value.rest);
    return statementKinds.has(value.kind);
}

function isExceptionType(body: Body, type: ApexType): boolean {
    if (type.kind === 'class') return type.symbol.isException;
    return type.kind === 'platform' && platformSuper(body.compilation, type, 'System.Exception') !== null;
}

/* ---- leaving ---- */

function bindReturn(body: Body, node: ReturnStatement): BoundStatement {
    const place = at(node.span);
    if (!node.value) {
        if (body.returnType && body.returnType.kind !== 'void') {
            body.report(node.span, messages.missingReturn(displayName(body.returnType)));
        }
        return { kind: 'Return', value: null, ...place };
    }
    const value = bindExpression(body, node.value);
    if (body.returnType === null || body.returnType.kind === 'void') {
        body.report(node.value.span, returnRefused(body));
        return { kind: 'Return', value, ...place };
    }
    const converted = convertTo(body.compilation, value, body.returnType);
    if (!converted) {
        body.report(node.value.span, messages.illegalConversion(typeText(value), displayName(body.returnType)));
    }
    return { kind: 'Return', value: converted ?? value, ...place };
}

function returnRefused(body: Body): messages.Message {
    switch (body.form) {
        case 'constructor':
            return messages.constructorReturnsValue();
        case 'trigger':
            return messages.triggerReturnsValue();
        case 'method':
        case 'accessor':
            return messages.voidReturnsValue();
        default:
            return messages.returnOutsideMethod();
    }
}

function bindTry(body: Body, node: TryStatement): BoundStatement {
    const tried = bindBlock(body, node.body);
    if (node.catches.length === 0 && !node.finallyBody) body.report(node.span, messages.tryAlone());
    const caught: ApexType[] = [];
    const catches = node.catches.map((clause) => {
        const type = resolveType(body.compilation, { record: body.record, path: body.path }, clause.type);
        if (!isError(type) && !isExceptionType(body, type))
            body.report(clause.type.span, messages.catchType(displayName(type)));
        if (caught.some((earlier) => implicitConversion(body.compilation, type, earlier) !== null) && !isError(type)) {
            body.report(clause.type.span, messages.duplicateCatch(displayName(type)));
        }
        caught.push(type);
        return body.inScope(() => {
            const local = body.declare(clause.name.text, type, clause.name.span);
            return {
                type: type as ClassType | PlatformRef,
                local,
                body: bindBlock(body, clause.body),
                line: clause.span.line
            };
        });
    });
    return {
        kind: 'Try',
        body: tried,
        catches,
        finallyBody: node.finallyBody && bindBlock(body, node.finallyBody),
        ...at(node.span)
    };
}
