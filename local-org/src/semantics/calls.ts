import type { CallExpression } from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import { at, errorAt } from './body.ts';
import type { BoundExpression } from './bound.ts';
import { bindEntity, openLink } from './chains.ts';
import type { ClassRecord } from './compilation.ts';
import { isError } from './compilation.ts';
import { argumentTypes, wrap } from './conversions.ts';
import type { Entity } from './entities.ts';
import { bindExpression } from './expressions.ts';
import { callMethods, callPlatform, enumMethod, methodsNamed, objectMethod } from './invocations.ts';
import { platformSupertypes } from './lineage.ts';
import * as messages from './messages/index.ts';
import { isRecordSet, platformMethods } from './platformMembers.ts';
import { bindFieldError, bindObjectStatic } from './recordCalls.ts';
import { typeNamed } from './typeNames.ts';
import type { ApexType } from './types.ts';
import { displayName, sobjectOf } from './types.ts';
import { thisAt } from './variables.ts';

/** A call as written: its name, its place, its bound arguments. */
export interface CallSite {
    readonly name: string;
    readonly span: Span;
    readonly args: readonly BoundExpression[];
}

export const siteSignature = (site: CallSite): string => `${site.name}(${argumentTypes(site.args)})`;

export function unknownMethod(body: Body, site: CallSite, type: string): BoundExpression {
    if (site.args.some((arg) => isError(arg.type))) return errorAt(site.span);
    return body.fail(site.span, messages.unknownMethod(siteSignature(site), type));
}

export function bindCall(body: Body, node: CallExpression): BoundExpression {
    if (!node.name) {
        bindArguments(body, node);
        const isThis = node.target?.kind === 'This';
        return body.fail(node.span, isThis ? messages.thisCallFirst() : messages.superCallFirst());
    }
    const target = node.target ? bindReceiver(body, node) : null;
    const site: CallSite = { name: node.name.text, span: node.name.span, args: bindArguments(body, node) };
    if (target === null) return node.target ? callSuper(body, site) : callByName(body, site);
    return callOn(body, target, site);
}

function bindReceiver(body: Body, node: CallExpression): Entity | null {
    if (node.target!.kind === 'Super') return null;
    const entity = bindEntity(body, node.target!);
    if (entity.kind === 'value' && node.safe) return { ...entity, value: openLink(body, entity.value) };
    return entity;
}

export function bindArguments(body: Body, node: { readonly args: CallExpression['args'] }): BoundExpression[] {
    return node.args.map((arg) => bindExpression(body, arg));
}

/** `f(x)`: a method of this class or one it inherits, else a static one of an outer class. */
function callByName(body: Body, site: CallSite): BoundExpression {
    for (let record: ClassRecord | null = body.record; record; record = record.outer) {
        const found = callInRecord(body, record, site);
        if (found) return found;
    }
    if (body.record.symbol.form === 'class' && !body.isStatic) {
        const found = objectMethod(body, thisAt(body, site.span), site);
        if (found) return found;
    }
    return unknownMethod(body, site, body.record.symbol.name);
}

function callInRecord(body: Body, record: ClassRecord, site: CallSite): BoundExpression | null {
    const isOwn = record === body.record;
    const methods = methodsNamed(body.compilation, record, site.name).filter((method) => isOwn || method.isStatic);
    const found = callMethods(body, methods, site, (method) => (method.isStatic ? null : thisAt(body, site.span)));
    if (found) {
        if (found.kind === 'UserCall' && !found.method.isStatic && body.isStatic) {
            return body.fail(site.span, messages.instanceMethodFromStatic(siteSignature(site)));
        }
        return found;
    }
    if (!isOwn || body.isStatic) return null;
    for (const type of platformSupertypes(body.compilation, record)) {
        const inherited = callPlatform(
            body,
            platformMethods(body.compilation, type, site.name).filter((view) => !view.method.isStatic),
            site,
            thisAt(body, site.span)
        );
        if (inherited) return inherited;
    }
    return null;
}

function callSuper(body: Body, site: CallSite): BoundExpression {
    if (body.isStatic) return body.fail(site.span, messages.superInStatic());
    const { superType } = body.record.symbol;
    const receiver = thisAt(body, site.span);
    if (superType?.kind === 'class') {
        const methods = methodsNamed(body.compilation, body.compilation.record(superType.symbol), site.name).filter(
            (method) => !method.isStatic
        );
        const found = callMethods(body, methods, site, () => receiver, 'super');
        if (found?.kind === 'UserCall' && found.method.isAbstract) {
            return body.fail(site.span, messages.abstractMethodCall(siteSignature(site)));
        }
        if (found) return found;
    }
    for (const type of platformSupertypes(body.compilation, body.record)) {
        if (type.form !== 'class') continue;
        const found = callPlatform(body, platformMethods(body.compilation, type, site.name), site, receiver);
        if (found?.kind === 'PlatformCall') return { ...found, isSuper: true };
    }
    const found = objectMethod(body, receiver, site);
    if (found?.kind === 'PlatformCall') return { ...found, isSuper: true };
    if (!superType) return body.fail(site.span, messages.noSuperType(body.record.symbol.name));
    return unknownMethod(body, site, displayName(superType));
}

function callOn(body: Body, target: Entity, site: CallSite): BoundExpression {
    switch (target.kind) {
        case 'value': {
            if (isError(target.value.type)) return errorAt(site.span);
            const found = callOnValue(body, target.value, site);
            if (found) return found;
            const asStatic = target.type ? callStatic(body, target.type, site) : null;
            return asStatic ?? staticFromInstance(body, target.value, site);
        }
        case 'type': {
            const found = callStatic(body, target.type, site);
            if (found) return found;
            const namespaceType =
                target.namespace === null ? null : typeNamed(body.compilation, null, ['System', target.namespace]);
            const fallback = namespaceType && callStatic(body, namespaceType, site);
            return fallback ?? unknownMethod(body, site, displayName(target.type));
        }
        case 'objectMembers': {
            const view = target.of === 'fields' ? 'Schema.SObjectTypeFields' : 'Schema.SObjectTypeFieldSets';
            const receiver: BoundExpression = {
                kind: 'PlatformField',
                target: {
                    kind: 'Token',
                    token: { kind: 'describe', object: target.object },
                    type: { kind: 'platform', name: 'Schema.DescribeSObjectResult', args: [], form: 'class' },
                    ...at(site.span)
                },
                owner: 'Schema.DescribeSObjectResult',
                name: target.of,
                type: { kind: 'platform', name: view, args: [], form: 'class' },
                ...at(site.span)
            };
            return callOnValue(body, receiver, site) ?? unknownMethod(body, site, view);
        }
        case 'labels': {
            const label = typeNamed(body.compilation, null, ['System', 'Label'])!;
            return callStatic(body, label, site) ?? unknownMethod(body, site, 'System.Label');
        }
        case 'namespace':
        case 'pages':
            return unknownMethod(body, site, target.kind === 'pages' ? 'Page' : target.name);
    }
}

function staticFromInstance(body: Body, value: BoundExpression, site: CallSite): BoundExpression {
    const { type } = value;
    if (type.kind === 'class') {
        const statics = methodsNamed(body.compilation, body.compilation.record(type.symbol), site.name).filter(
            (method) => method.isStatic
        );
        if (callMethods(body, statics, site, () => null)) {
            return body.fail(site.span, messages.staticMethodFromInstance(siteSignature(site)));
        }
    }
    return unknownMethod(body, site, displayName(type));
}

/** `T.f(x)` */
function callStatic(body: Body, type: ApexType, site: CallSite): BoundExpression | null {
    const { compilation } = body;
    switch (type.kind) {
        case 'class': {
            const methods = methodsNamed(compilation, compilation.record(type.symbol), site.name);
            const found = callMethods(
                body,
                methods.filter((method) => method.isStatic),
                site,
                () => null
            );
            if (found) return found;
            if (type.symbol.form === 'enum') return enumMethod(body, type, null, site);
            const instance = callMethods(body, methods, site, () => thisAt(body, site.span));
            return instance && body.fail(site.span, messages.instanceMethodFromStatic(siteSignature(site)));
        }
        case 'sobject':
            return bindObjectStatic(body, type, site);
        case 'platform':
        case 'primitive':
        case 'list':
        case 'set':
        case 'map': {
            if (type.kind === 'platform' && type.form === 'enum') return enumMethod(body, type, null, site);
            const views = platformMethods(compilation, type, site.name);
            const found = callPlatform(
                body,
                views.filter((view) => view.method.isStatic),
                site,
                null
            );
            if (found) return found;
            const instance = callPlatform(body, views, site, null);
            return instance && body.fail(site.span, messages.instanceMethodFromStatic(siteSignature(site)));
        }
        default:
            return null;
    }
}

/** `value.f(x)` */
function callOnValue(body: Body, receiver: BoundExpression, site: CallSite): BoundExpression | null {
    const { compilation } = body;
    const { type } = receiver;
    if (site.name.toLowerCase() === 'adderror' && type.kind !== 'sobject' && type.kind !== 'class') {
        return bindFieldError(body, receiver, site);
    }
    if (type.kind === 'class') {
        if (type.symbol.form === 'enum')
            return enumMethod(body, type, receiver, site) ?? objectMethod(body, receiver, site);
        const record = compilation.record(type.symbol);
        const methods = methodsNamed(compilation, record, site.name).filter((method) => !method.isStatic);
        const found = callMethods(body, methods, site, () => receiver);
        if (found) return found;
        for (const ancestor of platformSupertypes(compilation, record)) {
            const inherited = callPlatform(body, instanceViews(body, ancestor, site), site, receiver);
            if (inherited) return inherited;
        }
        return objectMethod(body, receiver, site);
    }
    if (type.kind === 'platform' && type.form === 'enum') {
        return enumMethod(body, type, receiver, site) ?? objectMethod(body, receiver, site);
    }
    const found = callPlatform(body, instanceViews(body, type, site), site, receiver);
    if (found) {
        const isClone = type.kind === 'sobject' && type.name !== null && site.name.toLowerCase() === 'clone';
        return isClone ? wrapClone(found, type) : found;
    }
    if (isRecordSet(type) && type.element.kind === 'sobject') {
        return callOnValue(
            body,
            wrap(receiver, 'firstRow', type.element.name === null ? type.element : sobjectOf(type.element.name)),
            site
        );
    }
    return objectMethod(body, receiver, site);
}

const instanceViews = (body: Body, type: ApexType, site: CallSite): ReturnType<typeof platformMethods> =>
    platformMethods(body.compilation, type, site.name).filter((view) => !view.method.isStatic);

/** A clone has the type of its original. */
const wrapClone = (call: BoundExpression, type: ApexType): BoundExpression => ({ ...call, type }) as BoundExpression;
