import type { ForEachStatement, ForStatement, Statement } from '../syntax/ast.ts';
import type { Body } from './body.ts';
import { at } from './body.ts';
import type { BoundBlock, BoundExpression, BoundStatement } from './bound.ts';
import { isError } from './compilation.ts';
import { castConversion, implicitConversion, wrap } from './conversions.ts';
import { bindExpression } from './expressions.ts';
import * as messages from './messages/index.ts';
import { bindCondition } from './operators.ts';
import { platformSuper } from './platformMembers.ts';
import { bindLocals, bindNested } from './statements.ts';
import type { LocalSymbol } from './symbols.ts';
import { resolveType } from './typeNames.ts';
import type { ApexType, PlatformRef } from './types.ts';
import { displayName } from './types.ts';
import { typeText } from './variables.ts';

export function bindLoopBody(body: Body, node: Statement): BoundStatement {
    body.loops++;
    try {
        return bindNested(body, node);
    } finally {
        body.loops--;
    }
}

export function bindFor(body: Body, node: ForStatement): BoundStatement {
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
    return init.map((expression) => ({
        kind: 'Expression',
        expression: bindExpression(body, expression),
        ...at(expression.span)
    }));
}

type ForEachSource = Extract<BoundStatement, { kind: 'ForEach' }>['source'];

/** What a for-each loop runs over: where from, and the type of what it yields. */
function iteration(
    body: Body,
    iterable: BoundExpression,
    variable: ApexType
): { source: ForEachSource; element: ApexType } | null {
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

export function bindForEach(body: Body, node: ForEachStatement): BoundStatement {
    const type = resolveType(body.compilation, { record: body.record, path: body.path }, node.type);
    const iterable = bindExpression(body, node.iterable);
    const found = isError(iterable.type) ? null : iteration(body, iterable, type);
    if (!found && !isError(iterable.type)) body.report(node.iterable.span, messages.notIterable(typeText(iterable)));
    const element = found?.element ?? type;
    const conversion = loopConversion(body, element, type);
    if (conversion === null) {
        const isQuery = found?.source === 'soqlRecord' || found?.source === 'soqlChunk';
        const expected = displayName(element);
        body.report(
            node.type.span,
            isQuery ? messages.queryLoopVariable(expected) : messages.loopVariableType(expected, displayName(type))
        );
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
    const block: BoundBlock = {
        kind: 'Block',
        body: [{ kind: 'Local', local, init, ...place }, inner],
        ...at(node.body.span)
    };
    return {
        kind: 'ForEach',
        local: hidden,
        source: loop.source,
        iterable: loop.iterable,
        body: block,
        ...at(node.span)
    };
}
