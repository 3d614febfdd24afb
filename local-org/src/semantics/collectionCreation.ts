import type { NewArrayExpression, NewCollectionExpression } from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import { at, errorAt } from './body.ts';
import type { BoundExpression } from './bound.ts';
import { isError } from './compilation.ts';
import { argumentTypes, convertTo, implicitConversion } from './conversions.ts';
import { scopeOf } from './creation.ts';
import { bindAs, bindExpression } from './expressions.ts';
import * as messages from './messages/index.ts';
import { apexTypeOf, isPrimitive, platformView } from './platformMembers.ts';
import { resolveType } from './typeNames.ts';
import type { ApexType } from './types.ts';
import { displayName, INTEGER, platformOf, sameType } from './types.ts';
import { typeText } from './variables.ts';

type Collection = Extract<ApexType, { kind: 'list' | 'set' | 'map' }>;

/** `new List<T>()`, `new List<T>(other)`, `new List<T>(5)`, likewise Set and Map. */
export function newFrom(body: Body, type: Collection, args: readonly BoundExpression[], span: Span): BoundExpression {
    const place = at(span);
    const [from] = args;
    if (!from) return { kind: 'NewCollection', from: null, elements: [], entries: [], type, ...place };
    if (args.length > 1) return body.fail(span, messages.unknownConstructor(displayName(type), argumentTypes(args)));
    if (isError(from.type)) return errorAt(span);
    if (type.kind === 'list' && isPrimitive(from.type, 'Integer'))
        return { kind: 'NewArray', size: from, type, ...place };
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
    if (
        candidates.some(
            ({ params }) => params.length === 1 && implicitConversion(compilation, from, params[0]!) !== null
        )
    ) {
        return type.kind !== 'map' || from.kind !== 'list' || isRecordMap(type, from.element);
    }
    if (type.kind === 'map' || (from.kind !== 'list' && from.kind !== 'set')) {
        const iterable =
            type.kind !== 'map' &&
            implicitConversion(compilation, from, platformOf('System.Iterable', 'interface', [type.element]));
        return Boolean(iterable);
    }
    return elementsConvert(body, from.element, type.element);
}

/** `new Map<Id, Account>(accounts)` takes its keys from the records' ids. */
function isRecordMap(type: Extract<ApexType, { kind: 'map' }>, element: ApexType): boolean {
    return isPrimitive(type.key, 'Id', 'String') && (implicitTo(element, type.value) || type.value.kind === 'object');
}

const implicitTo = (from: ApexType, to: ApexType): boolean =>
    from.kind === 'sobject' &&
    to.kind === 'sobject' &&
    (from.name === to.name || from.name === null || to.name === null);

/** Sets and lists are filled element by element where ids and texts, or records, only differ in how exact they are typed. */
function elementsConvert(body: Body, from: ApexType, to: ApexType): boolean {
    if (sameType(from, to) || to.kind === 'object' || implicitTo(from, to)) return true;
    if (isPrimitive(from, 'Id', 'String') && isPrimitive(to, 'Id', 'String')) return true;
    return (
        from.kind !== 'primitive' && to.kind !== 'primitive' && implicitConversion(body.compilation, from, to) !== null
    );
}

/** `new List<T>{…}`, `new Map<K, V>{k => v}`, `new T[]{…}` */
export function bindNewCollection(body: Body, node: NewCollectionExpression): BoundExpression {
    const type = resolveType(body.compilation, scopeOf(body), node.type);
    const place = at(node.span);
    const elements = node.elements.map((element) => bindExpression(body, element));
    const entries = (node.entries ?? []).map(({ key, value }) => ({
        key: bindExpression(body, key),
        value: bindExpression(body, value),
        keySpan: key.span,
        valueSpan: value.span
    }));
    if (isError(type)) return errorAt(node.span);
    if (type.kind === 'map') {
        if (elements.length > 0)
            return body.fail(
                node.span,
                messages.mapInitializer(typeText(elements[0]!), displayName(type.key), displayName(type.value))
            );
        const converted = entries.map((entry) => ({
            key:
                convertTo(body.compilation, entry.key, type.key) ??
                body.fail(entry.keySpan, messages.keyType(typeText(entry.key), displayName(type))),
            value:
                convertTo(body.compilation, entry.value, type.value) ??
                body.fail(entry.valueSpan, messages.valueType(typeText(entry.value), displayName(type)))
        }));
        return { kind: 'NewCollection', from: null, elements: [], entries: converted, type, ...place };
    }
    if (type.kind !== 'list' && type.kind !== 'set')
        return body.fail(node.type.span, messages.typeNotConstructable(displayName(type)));
    const converted = elements.map(
        (element, i) =>
            convertTo(body.compilation, element, type.element) ??
            body.fail(node.elements[i]!.span, messages.elementType(displayName(type.element), typeText(element)))
    );
    return { kind: 'NewCollection', from: null, elements: converted, entries: [], type, ...place };
}

export function bindNewArray(body: Body, node: NewArrayExpression): BoundExpression {
    const element = resolveType(body.compilation, scopeOf(body), node.elementType);
    const size = bindAs(body, node.size, INTEGER);
    return { kind: 'NewArray', size, type: { kind: 'list', element }, ...at(node.span) };
}
