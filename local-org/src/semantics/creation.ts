import type { NewArrayExpression, NewCollectionExpression, NewExpression } from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import { at, errorAt } from './body.ts';
import type { BoundExpression, BoundNewSObject, PlatformConstructor } from './bound.ts';
import { isError } from './compilation.ts';
import { argumentTypes, convertTo, implicitConversion } from './conversions.ts';
import { bindAs, bindExpression } from './expressions.ts';
import * as messages from './messages/index.ts';
import type { Candidate } from './overloads.ts';
import { chooseOverload, convertArguments } from './overloads.ts';
import { apexTypeOf, isPrimitive, parameterKey, platformView } from './platformMembers.ts';
import { isWriteable, recordMember } from './sobjects.ts';
import type { ClassSymbol, ConstructorSymbol } from './symbols.ts';
import { resolveType } from './typeNames.ts';
import type { ApexType, ClassType, PlatformRef, SObjectType } from './types.ts';
import { displayName, INTEGER, platformOf, sameType, STRING } from './types.ts';
import { typeText } from './variables.ts';

const scopeOf = (body: Body) => ({ record: body.record, path: body.path });

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
            if (type.name === null || type.name === 'AggregateResult') return body.fail(span, messages.typeNotConstructable(displayName(type)));
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
            return { kind: 'NewPlatform', constructor_: { symbol: 'platformConstructor', owner: 'Object', params: [] }, args, type, ...at(span) };
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

type Collection = Extract<ApexType, { kind: 'list' | 'set' | 'map' }>;

/** `new List<T>()`, `new List<T>(other)`, `new List<T>(5)`, likewise Set and Map. */
function newFrom(body: Body, type: Collection, args: readonly BoundExpression[], span: Span): BoundExpression {
    const place = at(span);
    const [from] = args;
    if (!from) return { kind: 'NewCollection', from: null, elements: [], entries: [], type, ...place };
    if (args.length > 1) return body.fail(span, messages.unknownConstructor(displayName(type), argumentTypes(args)));
    if (isError(from.type)) return errorAt(span);
    if (type.kind === 'list' && isPrimitive(from.type, 'Integer')) return { kind: 'NewArray', size: from, type, ...place };
    if (!takesElementsOf(body, type, from.type)) return body.fail(span, refusedSource(type, typeText(from)));
    return { kind: 'NewCollection', from, elements: [], entries: [], type, ...place };
}

function refusedSource(type: Collection, found: string): messages.Message {
    switch (type.kind) {
        case 'list':
            return messages.listInitializer(found, displayName(type.element));
        case 'set':
            return messages.setInitializer(found, displayName(type.element));
        case 'map':
            return messages.mapInitializer(found, displayName(type.key), displayName(type.value));
    }
}

function takesElementsOf(body: Body, type: Collection, from: ApexType): boolean {
    const { compilation } = body;
    const view = platformView(compilation, type)!;
    const candidates = view.type.constructors.map((constructor) => ({
        params: constructor.parameters.map((parameter) => apexTypeOf(compilation, parameter, view.bindings)),
        target: null
    }));
    if (candidates.some(({ params }) => params.length === 1 && implicitConversion(compilation, from, params[0]!) !== null)) {
        return type.kind !== 'map' || from.kind !== 'list' || isRecordMap(type, from.element);
    }
    if (type.kind === 'map' || (from.kind !== 'list' && from.kind !== 'set')) {
        const iterable = type.kind !== 'map' && implicitConversion(compilation, from, platformOf('System.Iterable', 'interface', [type.element]));
        return Boolean(iterable);
    }
    return elementsConvert(body, from.element, type.element);
}

/** `new Map<Id, Account>(accounts)` takes its keys from the records' ids. */
function isRecordMap(type: Extract<ApexType, { kind: 'map' }>, element: ApexType): boolean {
    return isPrimitive(type.key, 'Id', 'String') && (implicitTo(element, type.value) || type.value.kind === 'object');
}

const implicitTo = (from: ApexType, to: ApexType): boolean =>
    from.kind === 'sobject' && to.kind === 'sobject' && (from.name === to.name || from.name === null || to.name === null);

/** Sets and lists are filled element by element where ids and texts, or records, only differ in how exact they are typed. */
function elementsConvert(body: Body, from: ApexType, to: ApexType): boolean {
    if (sameType(from, to) || to.kind === 'object' || implicitTo(from, to)) return true;
    if (isPrimitive(from, 'Id', 'String') && isPrimitive(to, 'Id', 'String')) return true;
    return from.kind !== 'primitive' && to.kind !== 'primitive' && implicitConversion(body.compilation, from, to) !== null;
}

/** `new List<T>{…}`, `new Map<K, V>{k => v}`, `new T[]{…}` */
export function bindNewCollection(body: Body, node: NewCollectionExpression): BoundExpression {
    const type = resolveType(body.compilation, scopeOf(body), node.type);
    const place = at(node.span);
    const elements = node.elements.map((element) => bindExpression(body, element));
    const entries = (node.entries ?? []).map(({ key, value }) => ({ key: bindExpression(body, key), value: bindExpression(body, value), keySpan: key.span, valueSpan: value.span }));
    if (isError(type)) return errorAt(node.span);
    if (type.kind === 'map') {
        if (elements.length > 0) return body.fail(node.span, messages.mapInitializer(typeText(elements[0]!), displayName(type.key), displayName(type.value)));
        const converted = entries.map((entry) => ({
            key: convertTo(body.compilation, entry.key, type.key) ?? body.fail(entry.keySpan, messages.keyType(typeText(entry.key), displayName(type))),
            value: convertTo(body.compilation, entry.value, type.value) ?? body.fail(entry.valueSpan, messages.valueType(typeText(entry.value), displayName(type)))
        }));
        return { kind: 'NewCollection', from: null, elements: [], entries: converted, type, ...place };
    }
    if (type.kind !== 'list' && type.kind !== 'set') return body.fail(node.type.span, messages.typeNotConstructable(displayName(type)));
    const converted = elements.map((element, i) => convertTo(body.compilation, element, type.element) ?? body.fail(node.elements[i]!.span, messages.elementType(displayName(type.element), typeText(element))));
    return { kind: 'NewCollection', from: null, elements: converted, entries: [], type, ...place };
}

export function bindNewArray(body: Body, node: NewArrayExpression): BoundExpression {
    const element = resolveType(body.compilation, scopeOf(body), node.elementType);
    const size = bindAs(body, node.size, INTEGER);
    return { kind: 'NewArray', size, type: { kind: 'list', element }, ...at(node.span) };
}

/* ---- objects ---- */

const exceptionType = platformOf('System.Exception');

/** What every exception class of a project can be constructed with. */
const exceptionConstructors: readonly Candidate<PlatformConstructor>[] = [[], [STRING], [exceptionType], [STRING, exceptionType]].map((params) => ({
    params,
    target: { symbol: 'platformConstructor', owner: 'System.Exception', params: params.map(displayName) }
}));

type ConstructorTarget = ConstructorSymbol | PlatformConstructor | null;

export interface ChosenConstructor {
    readonly target: ConstructorTarget;
    readonly args: readonly BoundExpression[];
}

/** The constructor of a project class that takes the arguments; null target = the implicit one without parameters. */
export function chooseConstructor(body: Body, symbol: ClassSymbol, args: readonly BoundExpression[], span: Span): ChosenConstructor | null {
    const { compilation } = body;
    const candidates: Candidate<ConstructorTarget>[] = symbol.constructors.map((constructor) => ({
        params: constructor.params.map((param) => param.type),
        target: constructor
    }));
    if (symbol.isException) candidates.push(...exceptionConstructors);
    else if (candidates.length === 0) candidates.push({ params: [], target: null });
    const chosen = chooseOverload(compilation, candidates, args);
    if (!chosen) {
        if (!args.some((arg) => isError(arg.type))) body.report(span, messages.unknownConstructor(symbol.name, argumentTypes(args)));
        return null;
    }
    const { target } = chosen;
    if (target?.symbol === 'constructor' && !body.sees(symbol, target.visibility, constructorAnnotations(body, target))) {
        body.report(span, messages.methodNotVisible(`[${symbol.name}].<Constructor>(${argumentTypes(args)})`));
        return null;
    }
    return { target, args: convertArguments(compilation, chosen.params, args) };
}

/** Constructors carry annotations in the source only. */
function constructorAnnotations(body: Body, target: ConstructorSymbol) {
    const member = body.compilation.record(target.owner).members.find(
        (candidate) => candidate.kind === 'Constructor' && candidate.name.span.line === target.line
    );
    const nodes = member?.kind === 'Constructor' ? member.modifiers.annotations : [];
    return nodes.map((node) => ({ name: node.name.text.toLowerCase(), args: new Map<string, string>() }));
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

/** Protected constructors are for `super(...)` only. */
export function choosePlatformConstructor(body: Body, type: PlatformRef, args: readonly BoundExpression[], fromSubclass: boolean): { target: PlatformConstructor; args: readonly BoundExpression[] } | null {
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
