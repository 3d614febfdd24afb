import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import { at } from './body.ts';
import { classType } from './compilation.ts';
import type { Entity } from './entities.ts';
import { valueEntity } from './entities.ts';
import * as messages from './messages/index.ts';
import { platformField, platformView } from './platformMembers.ts';
import { describeResult, objectToken } from './tokens.ts';
import { innerTypeOf, namesakeObject, typeNamed } from './typeNames.ts';
import type { ApexType } from './types.ts';
import { ID, listOf, mapOf, platformOf, sobjectOf } from './types.ts';
import { findVariable, variableReference } from './variables.ts';

export function staticMember(body: Body, target: Extract<Entity, { kind: 'type' }>, name: string, span: Span): Entity {
    const found = staticMemberOrNull(body, target.type, name, span);
    if (found) return found;
    const object = namesakeObject(body.compilation, target.type);
    const token = object && staticMemberOrNull(body, object, name, span);
    if (token) return token;
    if (target.namespace !== null) {
        const type = typeNamed(body.compilation, null, [target.namespace, name]);
        if (type?.kind === 'platform' && type.name === 'System.Label') return { kind: 'labels' };
        if (type) return { kind: 'type', type, namespace: null };
    }
    return valueEntity(body.fail(span, messages.unknownVariable(name)));
}

export function staticMemberOrNull(body: Body, type: ApexType, name: string, span: Span): Entity | null {
    switch (type.kind) {
        case 'sobject':
            return objectToken(body, type, name, span);
        case 'class':
            return classStatic(body, type, name, span);
        case 'platform':
            return platformStatic(body, type, name, span);
        case 'primitive': {
            const field = platformField(body.compilation, type, name);
            return field?.field.isStatic
                ? platformStaticField(field.owner.qualifiedName, field.field.name, field.type, span)
                : null;
        }
        default:
            return null;
    }
}

function classStatic(body: Body, type: Extract<ApexType, { kind: 'class' }>, name: string, span: Span): Entity | null {
    const record = body.compilation.record(type.symbol);
    const lower = name.toLowerCase();
    if (type.symbol.form === 'enum') {
        const ordinal = type.symbol.enumConstants.findIndex((constant) => constant.toLowerCase() === lower);
        if (ordinal >= 0) {
            return valueEntity({
                kind: 'EnumConstant',
                name: type.symbol.enumConstants[ordinal]!,
                ordinal,
                type,
                ...at(span)
            });
        }
    }
    const variable = findVariable(body, record, lower);
    if (variable) {
        if (!variable.isStatic) {
            return valueEntity(body.fail(span, messages.instanceFieldFromStatic(variable.name, type.symbol.name)));
        }
        if (!body.sees(variable.owner, variable.visibility, variable.annotations)) {
            return valueEntity(body.fail(span, messages.variableNotVisible(variable.name)));
        }
        return valueEntity(variableReference(body, null, variable, span));
    }
    const inner = innerTypeOf(body.compilation, record, lower);
    return inner && { kind: 'type', type: classType(inner.symbol), namespace: null };
}

function platformStatic(
    body: Body,
    type: Extract<ApexType, { kind: 'platform' }>,
    name: string,
    span: Span
): Entity | null {
    const { compilation } = body;
    const view = platformView(compilation, type);
    if (!view) return null;
    const lower = name.toLowerCase();
    const ordinal = view.type.enumConstants.findIndex((constant) => constant.toLowerCase() === lower);
    if (ordinal >= 0) {
        return valueEntity({
            kind: 'EnumConstant',
            name: view.type.enumConstants[ordinal]!,
            ordinal,
            type,
            ...at(span)
        });
    }
    if (type.name === 'System.Trigger') {
        const found = triggerVariable(body, lower, span);
        if (found) return found;
    }
    const field = platformField(compilation, type, name);
    if (field?.field.isStatic)
        return platformStaticField(field.owner.qualifiedName, field.field.name, field.type, span);
    if (type.name === 'Schema.SObjectType') {
        const object = compilation.schema.object(name);
        if (object) {
            const token = { kind: 'describe', object: object.name } as const;
            return valueEntity({ kind: 'Token', token, type: describeResult, ...at(span) });
        }
    }
    const inner = compilation.platform.findInner(view.type, name);
    return inner && { kind: 'type', type: platformOf(inner.qualifiedName, inner.kind), namespace: null };
}

function platformStaticField(owner: string, name: string, type: ApexType, span: Span): Entity {
    return valueEntity({ kind: 'PlatformField', target: null, owner, name, type, ...at(span) });
}

/** In a trigger the records have the trigger's object as type; elsewhere they are SObjects. */
function triggerVariable(body: Body, lower: string, span: Span): Entity | null {
    const object = body.record.triggerObject;
    if (object === null) return null;
    const type: Readonly<Record<string, ApexType>> = {
        new: listOf(sobjectOf(object)),
        old: listOf(sobjectOf(object)),
        newmap: mapOf(ID, sobjectOf(object)),
        oldmap: mapOf(ID, sobjectOf(object))
    };
    const spelling: Readonly<Record<string, string>> = { new: 'new', old: 'old', newmap: 'newMap', oldmap: 'oldMap' };
    return type[lower] ? platformStaticField('System.Trigger', spelling[lower]!, type[lower], span) : null;
}
