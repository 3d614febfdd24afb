import type { Block, ForEachStatement, ForStatement, LocalDeclaration, ReturnStatement, Statement, TryStatement } from '../syntax/ast.ts';
import type { Body } from './body.ts';
import { at } from './body.ts';
import type { BoundBlock, BoundExpression, BoundStatement } from './bound.ts';
import { isError } from './compilation.ts';
import { castConversion, convertTo, implicitConversion, wrap } from './conversions.ts';
import { bindDml } from './dml.ts';
import { bindAs, bindExpression } from './expressions.ts';
import * as messages from './messages/index.ts';
import { checkModifiers, has } from './modifiers.ts';
import { bindCondition } from './operators.ts';
import { platformSuper } from './platformMembers.ts';
import { bindSwitch } from './switchStatements.ts';
import type { LocalSymbol } from './symbols.ts';
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
function bindNested(body: Body, node: Statement): BoundStatement {
    return body.inScope(() => {
        const [only, ...others] = bindStatements(body, [node]);
        return only && others.length === 0 ? only : { kind: 'Block', body: only ? [only, ...others] : [], ...at(node.span) };
    });
}

function bindLocals(body: Body, node: LocalDeclaration): BoundStatement[] {
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
            return { kind: 'If', condition, then, otherwise: node.otherwise && bindNested(body, node.otherwise), ...place };
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
            if (!isError(value.type) && !isExceptionType(body, value.type)) body.report(node.value.span, messages.throwType(typeText(value)));
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
            if (!user || args.length !== 1 || !isUserOrVersion(user.type)) body.report(node.span, messages.runAsArguments());
            return { kind: 'RunAs', user: user ?? body.fail(node.span, messages.runAsArguments()), body: bindBlock(body, node.body), ...place };
        }
        case 'Dml':
            return bindDml(body, node);
    }
}

function isUserOrVersion(type: ApexType): boolean {
    if (isError(type)) return true;
    return (type.kind === 'sobject' && (type.name === 'User' || type.name === null)) || (type.kind === 'platform' && type.name === 'System.Version');
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

export function isExceptionType(body: Body, type: ApexType): boolean {
    if (type.kind === 'class') return type.symbol.isException;
    return type.kind === 'platform' && platformSuper(body.compilation, type, 'System.Exception') !== null;
}

/* ---- loops ---- */

export function bindLoopBody(body: Body, node: Statement): BoundStatement {
    body.loops++;
    try {
        return bindNested(body, node);
    } finally {
        body.loops--;
    }
}

function bindFor(body: Body, node: ForStatement): BoundStatement {
    return body.inScope(() => {
        const init = forInit(body, node.init);
        const condition = node.condition && bindCondition(body, node.condition);
        const update = node.update.map((expression) => bindExpression(body, expression));
        return { kind: 'For', init, condition, update, body: bindLoopBody(body, node.body), ...at(node.span) };
    });
}

function forInit(body: Body, init: ForStatement['init']): BoundStatement[] {
    if (init === null) return [];
    if ('kind' in init) return bindLocals(body, init);
    return init.map((expression) => ({ kind: 'Expression', expression: bindExpression(body, expression), ...at(expression.span) }));
}

type ForEachSource = Extract<BoundStatement, { kind: 'ForEach' }>['source'];

/** What a for-each loop runs over: where from, and the type of what it yields. */
function iteration(body: Body, iterable: BoundExpression, variable: ApexType): { source: ForEachSource; element: ApexType } | null {
    const { type } = iterable;
    if (iterable.kind === 'Soql' && type.kind === 'list') {
        if (variable.kind === 'list') return { source: 'soqlChunk', element: type };
        return { source: 'soqlRecord', element: type.element };
    }
    if (type.kind === 'list') {
        const chunked = variable.kind === 'list' && type.element.kind === 'sobject';
        return chunked ? { source: 'soqlChunk', element: type } : { source: 'list', element: type.element };
    }
    if (type.kind === 'set') return { source: 'set', element: type.element };
    const asIterable = iterableOf(body, type);
    return asIterable && { source: 'iterable', element: asIterable.args[0] ?? { kind: 'object' } };
}

function iterableOf(body: Body, type: ApexType): PlatformRef | null {
    const { compilation } = body;
    if (type.kind !== 'class') return platformSuper(compilation, type, 'System.Iterable');
    for (const ancestor of [type.symbol.superType, ...type.symbol.interfaces]) {
        const found = ancestor && iterableOf(body, ancestor);
        if (found) return found;
    }
    return null;
}

function bindForEach(body: Body, node: ForEachStatement): BoundStatement {
    const type = resolveType(body.compilation, { record: body.record, path: body.path }, node.type);
    const iterable = bindExpression(body, node.iterable);
    const found = isError(iterable.type) ? null : iteration(body, iterable, type);
    if (!found && !isError(iterable.type)) body.report(node.iterable.span, messages.notIterable(typeText(iterable)));
    const element = found?.element ?? type;
    const conversion = loopConversion(body, element, type);
    if (conversion === null) {
        const isQuery = found?.source === 'soqlRecord' || found?.source === 'soqlChunk';
        const expected = displayName(element);
        body.report(node.type.span, isQuery ? messages.queryLoopVariable(expected) : messages.loopVariableType(expected, displayName(type)));
    }
    const source = found?.source ?? 'list';
    return body.inScope(() => {
        if (!conversion || direct.has(conversion)) {
            const local = body.declare(node.name.text, type, node.name.span);
            return { kind: 'ForEach', local, source, iterable, body: bindLoopBody(body, node.body), ...at(node.span) };
        }
        return convertingLoop(body, node, { source, iterable, element, type, conversion });
    });
}

const direct: ReadonlySet<string> = new Set(['none', 'upcast', 'listElement', 'idToString']);

/** A list of SObject may be run through with a variable of one object. */
function loopConversion(body: Body, element: ApexType, type: ApexType): ReturnType<typeof castConversion> {
    const implicit = implicitConversion(body.compilation, element, type);
    if (implicit) return implicit.kind;
    return element.kind === 'sobject' && element.name === null && type.kind === 'sobject' ? 'reference' : null;
}

interface ConvertingLoop {
    readonly source: ForEachSource;
    readonly iterable: BoundExpression;
    readonly element: ApexType;
    readonly type: ApexType;
    readonly conversion: NonNullable<ReturnType<typeof castConversion>>;
}

/** Elements that need a conversion go through a hidden local. */
function convertingLoop(body: Body, node: ForEachStatement, loop: ConvertingLoop): BoundStatement {
    const place = at(node.name.span);
    const hidden: LocalSymbol = body.hidden('element', loop.element);
    const local = body.declare(node.name.text, loop.type, node.name.span);
    const reference: BoundExpression = { kind: 'LocalRef', local: hidden, type: loop.element, ...place };
    const init = wrap(reference, loop.conversion, loop.type);
    const inner = bindLoopBody(body, node.body);
    const block: BoundBlock = { kind: 'Block', body: [{ kind: 'Local', local, init, ...place }, inner], ...at(node.body.span) };
    return { kind: 'ForEach', local: hidden, source: loop.source, iterable: loop.iterable, body: block, ...at(node.span) };
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
        if (!isError(type) && !isExceptionType(body, type)) body.report(clause.type.span, messages.catchType(displayName(type)));
        if (caught.some((earlier) => implicitConversion(body.compilation, type, earlier) !== null) && !isError(type)) {
            body.report(clause.type.span, messages.duplicateCatch(displayName(type)));
        }
        caught.push(type);
        return body.inScope(() => {
            const local = body.declare(clause.name.text, type, clause.name.span);
            return { type: type as ClassType | PlatformRef, local, body: bindBlock(body, clause.body), line: clause.span.line };
        });
    });
    return { kind: 'Try', body: tried, catches, finallyBody: node.finallyBody && bindBlock(body, node.finallyBody), ...at(node.span) };
}
