import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import type { BoundExpression, PlatformConstructor } from './bound.ts';
import { isError } from './compilation.ts';
import { argumentTypes } from './conversions.ts';
import * as messages from './messages/index.ts';
import type { Candidate } from './overloads.ts';
import { chooseOverload, convertArguments } from './overloads.ts';
import { apexTypeOf, parameterKey, platformView } from './platformMembers.ts';
import type { ClassSymbol, ConstructorSymbol } from './symbols.ts';
import type { PlatformRef } from './types.ts';
import { displayName, platformOf, STRING } from './types.ts';

const exceptionType = platformOf('System.Exception');

/** What every exception class of a project can be constructed with. */
const exceptionConstructors: readonly Candidate<PlatformConstructor>[] = [
    [],
    [STRING],
    [exceptionType],
    [STRING, exceptionType]
].map((params) => ({
    params,
    target: { symbol: 'platformConstructor', owner: 'System.Exception', params: params.map(displayName) }
}));

type ConstructorTarget = ConstructorSymbol | PlatformConstructor | null;

export interface ChosenConstructor {
    readonly target: ConstructorTarget;
    readonly args: readonly BoundExpression[];
}

/** The constructor of a project class that takes the arguments; null target = the implicit one without parameters. */
export function chooseConstructor(
    body: Body,
    symbol: ClassSymbol,
    args: readonly BoundExpression[],
    span: Span
): ChosenConstructor | null {
    const { compilation } = body;
    const candidates: Candidate<ConstructorTarget>[] = symbol.constructors.map((constructor) => ({
        params: constructor.params.map((param) => param.type),
        target: constructor
    }));
    if (symbol.isException) candidates.push(...exceptionConstructors);
    else if (candidates.length === 0) candidates.push({ params: [], target: null });
    const chosen = chooseOverload(compilation, candidates, args);
    if (!chosen) {
        if (!args.some((arg) => isError(arg.type)))
            body.report(span, messages.unknownConstructor(symbol.name, argumentTypes(args)));
        return null;
    }
    const { target } = chosen;
    if (
        target?.symbol === 'constructor' &&
        !body.sees(symbol, target.visibility, constructorAnnotations(body, target))
    ) {
        body.report(span, messages.methodNotVisible(`[${symbol.name}].<Constructor>(${argumentTypes(args)})`));
        return null;
    }
    return { target, args: convertArguments(compilation, chosen.params, args) };
}

/** Constructors carry annotations in the source only. */
function constructorAnnotations(body: Body, target: ConstructorSymbol) {
    const member = body.compilation
        .record(target.owner)
        .members.find((candidate) => candidate.kind === 'Constructor' && candidate.name.span.line === target.line);
    const nodes = member?.kind === 'Constructor' ? member.modifiers.annotations : [];
    return nodes.map((node) => ({ name: node.name.text.toLowerCase(), args: new Map<string, string>() }));
}

/** Protected constructors are for `super(...)` only. */
export function choosePlatformConstructor(
    body: Body,
    type: PlatformRef,
    args: readonly BoundExpression[],
    fromSubclass: boolean
): { target: PlatformConstructor; args: readonly BoundExpression[] } | null {
    const { compilation } = body;
    const view = platformView(compilation, type);
    if (!view) return null;
    if (fromSubclass && type.name === 'System.Exception') {
        const chosen = chooseOverload(compilation, exceptionConstructors, args);
        return chosen && { target: chosen.target, args: convertArguments(compilation, chosen.params, args) };
    }
    const candidates = view.type.constructors
        .filter((constructor) => fromSubclass || !constructor.isProtected)
        .map((constructor) => ({
            params: constructor.parameters.map((parameter) => apexTypeOf(compilation, parameter, view.bindings)),
            target: {
                symbol: 'platformConstructor' as const,
                owner: type.name,
                params: constructor.parameters.map((parameter) => parameterKey(parameter))
            }
        }));
    const chosen = chooseOverload(compilation, candidates, args);
    return chosen && { target: chosen.target, args: convertArguments(compilation, chosen.params, args) };
}
