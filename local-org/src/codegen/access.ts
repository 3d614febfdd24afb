import type {
    BoundExpression,
    BoundField,
    BoundIndex,
    BoundNewSObject,
    BoundPlatformField,
    BoundProperty,
    BoundSObjectField
} from '../semantics/bound.ts';
import type { ClassSymbol, PropertySymbol } from '../semantics/symbols.ts';
import type { BodyContext } from './bodyContext.ts';
import { compileExpression } from './expressions.ts';
import { checkedValue } from './numeric.ts';

/** Reading and writing of places: fields, properties, record fields, list elements. */

/** The record of statics of a class; initialises the class on first use. */
function staticsOf(context: BodyContext, symbol: ClassSymbol): string {
    return `(${context.operation('statics')}.current[${symbol.index}]??${context.links.class(symbol)}.$clinit())`;
}

export function fieldHolder(context: BodyContext, node: BoundField): string {
    return node.target === null ? staticsOf(context, node.field.owner) : compileExpression(context, node.target);
}

export function compileField(context: BodyContext, node: BoundField): string {
    return `${fieldHolder(context, node)}.${node.field.jsName}`;
}

/** JavaScript method of an accessor that has one. */
export function accessorName(property: PropertySymbol, accessor: 'get' | 'set'): string {
    const slot = (accessor === 'get' ? property.getter : property.setter)?.slot ?? 'auto';
    return slot === 'auto' ? `${accessor}$${property.name.toLowerCase()}` : slot;
}

/** An automatic accessor of a non-virtual property is the backing field itself: no method. */
function accessorSlot(property: PropertySymbol, accessor: 'get' | 'set'): string | null {
    const found = accessor === 'get' ? property.getter : property.setter;
    return found && (found.slot !== 'auto' || property.isVirtual) ? accessorName(property, accessor) : null;
}

function propertyHolder(
    context: BodyContext,
    property: PropertySymbol,
    target: string | null,
    slot: string | null
): string {
    if (target !== null) return target;
    return slot === null ? staticsOf(context, property.owner) : context.links.class(property.owner);
}

export function readProperty(context: BodyContext, node: BoundProperty, target: string | null): string {
    const slot = accessorSlot(node.property, 'get');
    const holder = propertyHolder(context, node.property, target, slot);
    return slot === null ? `${holder}.${node.property.jsName}` : `${holder}.${slot}()`;
}

/** @param value code; the result's value is undefined for accessor methods */
export function writeProperty(context: BodyContext, node: BoundProperty, target: string | null, value: string): string {
    const slot = accessorSlot(node.property, 'set');
    const holder = propertyHolder(context, node.property, target, slot);
    return slot === null ? `${holder}.${node.property.jsName}=${value}` : `${holder}.${slot}(${value})`;
}

export function compileProperty(context: BodyContext, node: BoundProperty): string {
    return readProperty(context, node, node.target && compileExpression(context, node.target));
}

/** Slot of a record field or of the reference behind a parent relationship. */
function slotOf(context: BodyContext, node: { object: string; access: 'field' | 'parent'; field: string }): number {
    const { describe } = context.describe(node.object);
    const field = node.access === 'field' ? describe.field(node.field) : describe.fieldByRelationship(node.field);
    if (!field) throw new Error(`The checked program names an unknown field ${node.object}.${node.field}.`);
    return field.index;
}

/** The object of a record whose static type is SObject: `record.Id` is found by name at run time. */
const GENERIC = 'SObject';

export function compileSObjectField(context: BodyContext, node: BoundSObjectField): string {
    const target = compileExpression(context, node.target);
    // A path through an empty parent gives null instead of raising (`contact.Account.Name` without an account).
    if (node.target.kind === 'SObjectField' && node.target.access === 'parent') {
        const temp = context.temp();
        return `((${temp}=${target})===null?null:${readRecord(context, node, temp)})`;
    }
    return readRecord(context, node, target);
}

export function readRecord(context: BodyContext, node: BoundSObjectField, target: string): string {
    if (node.access === 'children') {
        return `${context.operation('childRows')}(${target},${JSON.stringify(node.field)},${context.type(node.type)})`;
    }
    if (node.object === GENERIC) return `${target}.getNamed(${JSON.stringify(node.field)})`;
    const { constant } = context.describe(node.object);
    const method = node.access === 'parent' ? 'getParentField' : 'getField';
    return `${target}.${method}(${constant},${slotOf(context, { ...node, access: node.access })})`;
}

export function writeRecord(context: BodyContext, node: BoundSObjectField, target: string, value: string): string {
    if (node.access === 'children') throw new Error('The checked program assigns to a child relationship.');
    if (node.object === GENERIC) return `${target}.putNamed(${JSON.stringify(node.field)},${value})`;
    const { constant } = context.describe(node.object);
    const method = node.access === 'parent' ? 'putParentField' : 'putField';
    return `${target}.${method}(${constant},${slotOf(context, { ...node, access: node.access })},${value})`;
}

export function compileNewSObject(context: BodyContext, node: BoundNewSObject): string {
    const { constant } = context.describe(node.object);
    const create = `new ${context.operation('SObject')}(${constant})`;
    if (node.fields.length === 0) return create;
    const temp = context.temp();
    const puts = node.fields.map((field) => {
        const slot = slotOf(context, { object: node.object, access: field.access, field: field.field });
        const value = compileExpression(context, field.value);
        return field.access === 'field' ? `${temp}.values[${slot}]=${value}` : `${temp}.putParent(${slot},${value})`;
    });
    return `(${temp}=${create},${puts.join(',')},${temp})`;
}

export function readPlatformField(context: BodyContext, node: BoundPlatformField, target: string | null): string {
    const getter = context.links.constant(
        { kind: 'getter', owner: node.owner, name: node.name, isStatic: node.target === null },
        `${node.owner}.${node.name}`
    );
    return `${getter}(${target ?? ''})`;
}

export function writePlatformField(
    context: BodyContext,
    node: BoundPlatformField,
    target: string | null,
    value: string
): string {
    const setter = context.links.constant(
        { kind: 'setter', owner: node.owner, name: node.name, isStatic: node.target === null },
        `${node.owner}.${node.name}`
    );
    return `${setter}(${target === null ? value : `${target},${value}`})`;
}

export function compilePlatformField(context: BodyContext, node: BoundPlatformField): string {
    return readPlatformField(context, node, node.target && checkedValue(context, node.target));
}

export function compileIndex(context: BodyContext, node: BoundIndex): string {
    return readIndex(node, compileExpression(context, node.target), checkedValue(context, node.index));
}

export function readIndex(node: BoundIndex, target: string, index: string): string {
    return `${target}.${elementReader(node.target)}(${index})`;
}

/** A List of Object may hold the plain elements of a List of Long, Double or Id: reading boxes them. */
export function elementReader(list: BoundExpression): 'get' | 'boxed' {
    return list.type.kind === 'list' && list.type.element.kind === 'object' ? 'boxed' : 'get';
}
