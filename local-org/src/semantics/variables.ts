import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import { at } from './body.ts';
import type { BoundExpression, BoundField, BoundProperty } from './bound.ts';
import type { ClassRecord } from './compilation.ts';
import { ERROR, outermost } from './compilation.ts';
import type { Entity } from './entities.ts';
import { valueEntity } from './entities.ts';
import { classChain } from './lineage.ts';
import * as messages from './messages/index.ts';
import type { FieldSymbol, PropertySymbol } from './symbols.ts';
import { typeNamed } from './typeNames.ts';
import { displayName } from './types.ts';

type Variable = FieldSymbol | PropertySymbol;

/** The nearest field or property of that name, own before inherited. */
export function findVariable(body: Body, record: ClassRecord, lowerName: string): Variable | null {
    for (const ancestor of classChain(body.compilation, record)) {
        const found = ancestor.variables.get(lowerName);
        if (found && (ancestor === record || isInherited(found, body))) return found;
    }
    return null;
}

/** Private members are not inherited, but one outer type sees all of its own. */
function isInherited(variable: Variable, body: Body): boolean {
    return (
        variable.visibility !== 'private' ||
        outermost(variable.owner) === outermost(body.record.symbol) ||
        body.sees(variable.owner, variable.visibility, variable.annotations)
    );
}

/** The reference to a field or property, as storage or through accessors. */
export function variableReference(
    body: Body,
    target: BoundExpression | null,
    variable: Variable,
    span: Span
): BoundField | BoundProperty {
    const place = { target: variable.isStatic ? null : target, type: variable.type, ...at(span) };
    if (variable.symbol === 'field') return { kind: 'Field', field: variable, ...place };
    const onThis = target === null || target.kind === 'This';
    // inside its own accessors a property's name means its storage
    if (body.property === variable && onThis) return { kind: 'Field', field: variable, ...place };
    const isPlain =
        !variable.isVirtual &&
        (variable.getter?.slot ?? 'auto') === 'auto' &&
        (variable.setter?.slot ?? 'auto') === 'auto';
    if (isPlain) return { kind: 'Field', field: variable, ...place };
    return { kind: 'Property', property: variable, ...place };
}

export function thisAt(body: Body, span: Span): BoundExpression {
    return { kind: 'This', type: body.thisType, ...at(span) };
}

/** A bare name: local, field (own, inherited, static of an outer type), type, namespace. */
export function bindName(body: Body, name: string, span: Span): Entity {
    const lower = name.toLowerCase();
    const local = body.local(lower);
    if (local) return withType(body, name, { kind: 'LocalRef', local, type: local.type, ...at(span) });
    for (let record: ClassRecord | null = body.record; record; record = record.outer) {
        const variable = findVariable(body, record, lower);
        if (!variable) continue;
        const usable = variable.isStatic || (record === body.record && !body.isStatic);
        if (usable)
            return withType(
                body,
                name,
                variableReference(body, variable.isStatic ? null : thisAt(body, span), variable, span)
            );
        const other = typeEntity(body, name);
        if (other) return other;
        return valueEntity(body.fail(span, messages.instanceFieldFromStatic(variable.name, record.symbol.name)));
    }
    const entity = typeEntity(body, name);
    if (entity) return entity;
    if (lower === 'page') return { kind: 'pages' };
    return valueEntity(body.fail(span, messages.unknownVariable(name)));
}

function withType(body: Body, name: string, value: BoundExpression): Entity {
    const type = typeNamed(body.compilation, body.record, [name]);
    return type ? { kind: 'value', value, type } : valueEntity(value);
}

function typeEntity(body: Body, name: string): Entity | null {
    const { platform } = body.compilation;
    const type = typeNamed(body.compilation, body.record, [name]);
    const namespace = platform.isNamespace(name) ? name : null;
    if (type?.kind === 'platform' && type.name === 'System.Label') return { kind: 'labels' };
    if (type) return { kind: 'type', type, namespace };
    return namespace === null ? null : { kind: 'namespace', name };
}

/** Reading needs a getter that is visible here. */
export function checkReadable(body: Body, value: BoundExpression): BoundExpression {
    const property = propertyOf(value);
    if (!property || property === body.property) return value;
    if (!property.getter) {
        body.report({ ...value, start: 0, end: 0 }, messages.valueNotReadable(property.name, property.owner.name));
    } else if (!body.sees(property.owner, property.getter.visibility, property.annotations)) {
        body.report({ ...value, start: 0, end: 0 }, messages.variableNotVisible(property.name));
    }
    return value;
}

/** Storing needs a setter that is visible here, and no final field outside of construction. */
export function checkStorable(body: Body, value: BoundExpression): void {
    const span: Span = { line: value.line, column: value.column, start: 0, end: 0 };
    const property = propertyOf(value);
    if (property && property !== body.property) {
        if (!property.setter) body.report(span, messages.valueNotStorable(property.name, property.owner.name));
        else if (!body.sees(property.owner, property.setter.visibility, property.annotations)) {
            body.report(span, messages.variableNotVisible(property.name));
        }
    }
    if (
        value.kind === 'Field' &&
        value.field.symbol === 'field' &&
        value.field.isFinal &&
        !constructs(body, value.field)
    ) {
        body.report(span, messages.finalAssignment(value.field.name));
    }
    if (value.kind === 'LocalRef' && !body.mayAssign(value.local)) {
        body.report(span, messages.finalAssignment(value.local.name));
    }
}

function constructs(body: Body, field: FieldSymbol): boolean {
    if (!classChain(body.compilation, body.record).some(({ symbol }) => symbol === field.owner)) return false;
    if (body.form === 'initializer') return field.isStatic === body.isStatic;
    return body.form === 'constructor' && !field.isStatic;
}

function propertyOf(value: BoundExpression): PropertySymbol | null {
    if (value.kind === 'Property') return value.property;
    return value.kind === 'Field' && value.field.symbol === 'property' ? value.field : null;
}

/** The name of a type as findings print it, also of the error type's stand-in. */
export const typeText = (value: BoundExpression): string => (value.type === ERROR ? 'Object' : displayName(value.type));
