import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import { at } from './body.ts';
import type { BoundExpression } from './bound.ts';
import { wrap } from './conversions.ts';
import { platformSupertypes } from './lineage.ts';
import * as messages from './messages/index.ts';
import { isRecordSet, platformField } from './platformMembers.ts';
import { recordMember } from './sobjects.ts';
import type { ApexType, SObjectType } from './types.ts';
import { ID } from './types.ts';
import { findVariable, variableReference } from './variables.ts';

/** A field, property, parent record or child list of a value; null when its type has none of that name. */
export function instanceMember(
    body: Body,
    receiver: BoundExpression,
    name: string,
    span: Span
): BoundExpression | null {
    const { compilation } = body;
    const { type } = receiver;
    if (isRecordSet(type) && type.element.kind === 'sobject') {
        return instanceMember(body, wrap(receiver, 'firstRow', type.element), name, span);
    }
    switch (type.kind) {
        case 'sobject':
            return recordAccess(body, receiver, type, name, span);
        case 'class':
            return objectMemberOf(body, receiver, type, name, span);
        case 'platform': {
            const field = platformField(compilation, type, name);
            if (!field || field.field.isStatic) return null;
            return {
                kind: 'PlatformField',
                target: receiver,
                owner: field.owner.qualifiedName,
                name: field.field.name,
                type: field.type,
                ...at(span)
            };
        }
        default:
            return null;
    }
}

function recordAccess(
    body: Body,
    receiver: BoundExpression,
    type: SObjectType,
    name: string,
    span: Span
): BoundExpression | null {
    if (type.name === null) {
        if (name.toLowerCase() !== 'id') return null;
        return {
            kind: 'SObjectField',
            target: receiver,
            object: 'SObject',
            access: 'field',
            field: 'Id',
            type: ID,
            ...at(span)
        };
    }
    const object = body.compilation.schema.object(type.name);
    const member = object && recordMember(body.compilation, object, name);
    if (!object || !member) return null;
    return {
        kind: 'SObjectField',
        target: receiver,
        object: object.name,
        access: member.access,
        field: member.name,
        type: member.type,
        ...at(span)
    };
}

function objectMemberOf(
    body: Body,
    receiver: BoundExpression,
    type: Extract<ApexType, { kind: 'class' }>,
    name: string,
    span: Span
): BoundExpression | null {
    const record = body.compilation.record(type.symbol);
    const variable = findVariable(body, record, name.toLowerCase());
    if (variable) {
        if (variable.isStatic)
            return body.fail(span, messages.staticFieldFromInstance(variable.name, type.symbol.name));
        if (!body.sees(variable.owner, variable.visibility, variable.annotations)) {
            return body.fail(span, messages.variableNotVisible(variable.name));
        }
        return variableReference(body, receiver, variable, span);
    }
    for (const ancestor of platformSupertypes(body.compilation, record)) {
        const field = platformField(body.compilation, ancestor, name);
        if (field && !field.field.isStatic) {
            return {
                kind: 'PlatformField',
                target: receiver,
                owner: field.owner.qualifiedName,
                name: field.field.name,
                type: field.type,
                ...at(span)
            };
        }
    }
    return null;
}
