import type {
    Block,
    ConstructorDeclaration,
    Expression,
    Member,
    MethodDeclaration,
    Parameter,
    PropertyDeclaration
} from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import { Body } from './body.ts';
import type { BoundAccessor, BoundBlock, BoundClass, BoundConstructor, BoundInit, BoundMethod } from './bound.ts';
import { bindArguments } from './calls.ts';
import type { ClassRecord, Compilation } from './compilation.ts';
import { chooseConstructor, choosePlatformConstructor } from './constructors.ts';
import { bindAs } from './expressions.ts';
import { completionOf } from './flow.ts';
import type { MemberSources } from './members.ts';
import * as messages from './messages/index.ts';
import { has } from './modifiers.ts';
import { bindBlock, bindStatements } from './statements.ts';
import { headSpan } from './supertypes.ts';
import type { ClassSymbol, LocalSymbol, ParameterSymbol } from './symbols.ts';
import { displayName, VOID } from './types.ts';

/** Binds all bodies of one type. */
export function bindClass(compilation: Compilation, record: ClassRecord, sources: MemberSources): BoundClass {
    const staticInit: BoundInit[] = [];
    const instanceInit: BoundInit[] = [];
    for (const member of record.members) {
        for (const init of initialisers(compilation, record, member))
            (init.isStatic ? staticInit : instanceInit).push(init.init);
    }
    const { symbol } = record;
    return {
        symbol,
        staticInit,
        instanceInit,
        methods: symbol.methods.map((method) => bindMethod(compilation, record, method, sources.methods.get(method)!)),
        constructors: bindConstructors(compilation, record, sources),
        accessors: symbol.properties.flatMap((property) =>
            bindAccessors(compilation, record, property, sources.properties.get(property)!)
        )
    };
}

interface Initialiser {
    readonly isStatic: boolean;
    readonly init: BoundInit;
}

function initialisers(compilation: Compilation, record: ClassRecord, member: Member): Initialiser[] {
    if (member.kind === 'Initializer') {
        const body = new Body(compilation, record, {
            form: 'initializer',
            isStatic: member.isStatic,
            returnType: null
        });
        const block = bindBlock(body, member.body);
        reportUnreachable(body, member.body);
        return [{ isStatic: member.isStatic, init: { kind: 'Block', body: block, line: member.span.line } }];
    }
    if (member.kind !== 'Field') return [];
    return member.declarators.flatMap((declarator) => {
        const field = record.variables.get(declarator.name.text.toLowerCase());
        if (!declarator.init || field?.symbol !== 'field') return [];
        const body = new Body(compilation, record, { form: 'initializer', isStatic: field.isStatic, returnType: null });
        const value = bindAs(body, declarator.init, field.type);
        return [{ isStatic: field.isStatic, init: { kind: 'Field', field, value, line: declarator.name.span.line } }];
    });
}

function declareParameters(body: Body, params: readonly ParameterSymbol[], nodes: readonly Parameter[]): LocalSymbol[] {
    const seen = new Set<string>();
    return params.map((param, i) => {
        const lower = param.name.toLowerCase();
        const isFinal = has(nodes[i]!.modifiers, 'final');
        // a second parameter of the same name has been reported with the declaration
        const local = seen.has(lower)
            ? body.hidden(param.name, param.type)
            : body.declare(param.name, param.type, nodes[i]!.name.span, { isFinal, initialised: true });
        seen.add(lower);
        return local;
    });
}

function reportUnreachable(body: Body, block: Block): ReturnType<typeof completionOf> {
    return completionOf(block, (span: Span) => body.report(span, messages.unreachable()));
}

function bindMethod(
    compilation: Compilation,
    record: ClassRecord,
    symbol: ClassSymbol['methods'][number],
    node: MethodDeclaration
): BoundMethod {
    const body = new Body(compilation, record, {
        form: 'method',
        isStatic: symbol.isStatic,
        returnType: symbol.returnType
    });
    const params = declareParameters(body, symbol.params, node.params);
    const block = node.body && bindBlock(body, node.body);
    if (node.body) {
        const completion = reportUnreachable(body, node.body);
        if (completion === 'completes' && symbol.returnType.kind !== 'void') {
            body.report(node.name.span, messages.missingReturn(displayName(symbol.returnType)));
        }
    }
    return { symbol, params, body: block, line: node.name.span.line };
}

function bindAccessors(
    compilation: Compilation,
    record: ClassRecord,
    property: ClassSymbol['properties'][number],
    node: PropertyDeclaration
): BoundAccessor[] {
    const accessors: BoundAccessor[] = [];
    for (const side of ['get', 'set'] as const) {
        const source = side === 'get' ? node.getter : node.setter;
        if (!source || (!source.body && !property.isVirtual)) continue;
        const returnType = side === 'get' ? property.type : VOID;
        const body = new Body(compilation, record, {
            form: 'accessor',
            isStatic: property.isStatic,
            returnType,
            property
        });
        const valueParam = side === 'set' ? body.declare('value', property.type, source.span) : null;
        const block = source.body && bindBlock(body, source.body);
        if (source.body) {
            const completion = reportUnreachable(body, source.body);
            if (completion === 'completes' && side === 'get')
                body.report(source.span, messages.missingReturn(displayName(property.type)));
        }
        accessors.push({ property, accessor: side, valueParam, body: block, line: source.span.line });
    }
    return accessors;
}

/* ---- constructors ---- */

function bindConstructors(compilation: Compilation, record: ClassRecord, sources: MemberSources): BoundConstructor[] {
    const { symbol } = record;
    if (symbol.form === 'class' && symbol.constructors.length === 0)
        checkImplicitSuper(compilation, record, headSpan(record));
    return symbol.constructors.map((constructor) => {
        const node = sources.constructors.get(constructor)!;
        const body = new Body(compilation, record, { form: 'constructor', isStatic: false, returnType: null });
        const params = declareParameters(body, constructor.params, node.params);
        const chain = bindConstructorChain(body, node);
        if (!chain) checkImplicitSuper(compilation, record, node.name.span);
        return {
            symbol: constructor,
            params,
            chain: chain && chain.bound,
            body: bindConstructorBody(body, node, chain !== null),
            line: node.name.span.line
        };
    });
}

function bindConstructorBody(body: Body, node: ConstructorDeclaration, hasChain: boolean): BoundBlock {
    const rest: Block = hasChain ? { ...node.body, body: node.body.body.slice(1) } : node.body;
    reportUnreachable(body, rest);
    return body.inScope(() => ({
        kind: 'Block',
        body: bindStatements(body, rest.body),
        line: node.body.span.line,
        column: node.body.span.column
    }));
}

function chainCall(node: ConstructorDeclaration): Extract<Expression, { kind: 'Call' }> | null {
    const [first] = node.body.body;
    if (first?.kind !== 'ExpressionStatement' || first.expression.kind !== 'Call') return null;
    return first.expression.name === null ? first.expression : null;
}

/** `this(...)` or `super(...)` as first statement. Null: there is none. A chain whose target is unknown binds to null. */
function bindConstructorChain(body: Body, node: ConstructorDeclaration): { bound: BoundConstructor['chain'] } | null {
    const call = chainCall(node);
    if (!call) return null;
    const { line } = call.span;
    const args = bindArguments(body, call);
    if (call.target?.kind === 'This') {
        const chosen = chooseConstructor(body, body.record.symbol, args, call.span);
        if (!chosen?.target) return { bound: null };
        return { bound: { kind: 'this', target: chosen.target, args: chosen.args, line } };
    }
    const { superType } = body.record.symbol;
    if (superType?.kind === 'class') {
        const chosen = chooseConstructor(body, superType.symbol, args, call.span);
        if (!chosen?.target) return { bound: null };
        return { bound: { kind: 'super', target: chosen.target, args: chosen.args, line } };
    }
    if (superType?.kind === 'platform') {
        const chosen = choosePlatformConstructor(body, superType, args, true);
        if (chosen) return { bound: { kind: 'super', target: chosen.target, args: chosen.args, line } };
        if (args.length > 0) {
            body.report(
                call.span,
                messages.unknownConstructor(displayName(superType), args.map((arg) => displayName(arg.type)).join(', '))
            );
        }
        return { bound: null };
    }
    if (args.length > 0) body.report(call.span, messages.noSuperType(body.record.symbol.name));
    return { bound: null };
}

/** Without an explicit chain the superclass must have a constructor without parameters. */
function checkImplicitSuper(compilation: Compilation, record: ClassRecord, span: Span): void {
    const { superType } = record.symbol;
    if (superType?.kind !== 'class') return;
    const { constructors, isException, name } = superType.symbol;
    if (isException || constructors.length === 0 || constructors.some((constructor) => constructor.params.length === 0))
        return;
    compilation.report(record.symbol.path, span, messages.noDefaultConstructor(name));
}
