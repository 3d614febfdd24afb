import type { Expression, FieldExpression } from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';
import type { Body, SafeLink } from './body.ts';
import { at } from './body.ts';
import type { BoundExpression, BoundToken } from './bound.ts';
import { classType, isError } from './compilation.ts';
import { platformSupertypes } from './declarations.ts';
import { wrap } from './conversions.ts';
import type { Entity } from './entities.ts';
import { valueEntity } from './entities.ts';
import { bindCall } from './calls.ts';
import { bindExpression, bindPlain } from './expressions.ts';
import { bindIndex } from './operators.ts';
import * as messages from './messages/index.ts';
import { isRecordSet, platformField, platformView } from './platformMembers.ts';
import { recordMember } from './sobjects.ts';
import { innerTypeOf, typeNamed } from './typeNames.ts';
import type { ApexType, SObjectType } from './types.ts';
import { displayName, ID, listOf, mapOf, platformOf, sobjectOf, STRING } from './types.ts';
import { bindName, checkReadable, findVariable, variableReference } from './variables.ts';

const describeResult = platformOf('Schema.DescribeSObjectResult');

/** Is this expression a link of a chain that `?.` may cut short? */
export const isChain = (node: Expression): boolean => node.kind === 'FieldAccess' || node.kind === 'Call' || node.kind === 'Index';

/** A whole chain: links of safe navigation in it are closed around the complete expression. */
export function bindChain(body: Body, node: Expression): BoundExpression {
    const outer = body.safeLinks;
    body.safeLinks = [];
    const value = bindLink(body, node);
    const links = body.safeLinks;
    body.safeLinks = outer;
    return links.reduceRight<BoundExpression>((rest, link) => closeLink(rest, link), value);
}

function closeLink(rest: BoundExpression, link: SafeLink): BoundExpression {
    return {
        kind: 'SafeChain',
        receiver: link.receiver,
        temp: link.temp,
        rest,
        type: rest.type,
        line: link.receiver.line,
        column: link.receiver.column
    };
}

/** One link of a chain as a value; its own receiver belongs to the same chain. */
export function bindLink(body: Body, node: Expression): BoundExpression {
    switch (node.kind) {
        case 'FieldAccess':
            return checkReadable(body, toValue(body, bindField(body, node), node.name.span));
        case 'Call':
            return bindCall(body, node);
        case 'Index':
            return bindIndex(body, node, bindLink(body, node.target));
        default:
            return bindPlain(body, node);
    }
}

/** What stands before a dot: a value, a type, a namespace. */
export function bindEntity(body: Body, node: Expression): Entity {
    if (node.kind === 'Name') {
        const entity = bindName(body, node.name.text, node.name.span);
        if (entity.kind === 'value') checkReadable(body, entity.value);
        return entity;
    }
    if (node.kind === 'FieldAccess') {
        const entity = bindField(body, node);
        if (entity.kind === 'value') checkReadable(body, entity.value);
        return entity;
    }
    return valueEntity(isChain(node) ? bindLink(body, node) : bindExpression(body, node));
}

/** The receiver of a `?.` becomes a hidden local; the link is closed where the chain ends. */
export function openLink(body: Body, receiver: BoundExpression): BoundExpression {
    const temp = body.hidden('safe', receiver.type);
    body.safeLinks.push({ receiver, temp });
    return { kind: 'LocalRef', local: temp, type: temp.type, line: receiver.line, column: receiver.column };
}

/** An entity where a value is needed. */
export function toValue(body: Body, entity: Entity, span: Span): BoundExpression {
    switch (entity.kind) {
        case 'value':
            return entity.value;
        case 'objectMembers': {
            const token: BoundToken = { kind: 'Token', token: { kind: 'describe', object: entity.object }, type: describeResult, ...at(span) };
            const type = platformOf(entity.of === 'fields' ? 'Schema.SObjectTypeFields' : 'Schema.SObjectTypeFieldSets');
            return { kind: 'PlatformField', target: token, owner: describeResult.name, name: entity.of, type, ...at(span) };
        }
        case 'type':
            return body.fail(span, messages.unknownVariable(displayName(entity.type)));
        case 'namespace':
            return body.fail(span, messages.unknownVariable(entity.name));
        case 'labels':
            return body.fail(span, messages.unknownVariable('Label'));
        case 'pages':
            return body.fail(span, messages.unknownVariable('Page'));
    }
}

/** `target.name` */
export function bindField(body: Body, node: FieldExpression): Entity {
    const { name } = node;
    if (node.target.kind === 'Super') return valueEntity(body.fail(name.span, messages.unknownVariable(name.text)));
    const target = bindEntity(body, node.target);
    switch (target.kind) {
        case 'namespace': {
            const type = typeNamed(body.compilation, body.record, [target.name, name.text]);
            if (type?.kind === 'platform' && type.name === 'System.Label') return { kind: 'labels' };
            if (type) return { kind: 'type', type, namespace: null };
            return valueEntity(body.fail(name.span, messages.unknownVariable(name.text)));
        }
        case 'labels':
            return valueEntity(bindLabel(body, name.text, name.span));
        case 'pages':
            return valueEntity(body.fail(name.span, messages.unknownPage(name.text)));
        case 'objectMembers':
            return valueEntity(objectMember(body, target, name.text, name.span));
        case 'type':
            return staticMember(body, target, name.text, name.span);
        case 'value': {
            if (isError(target.value.type)) return target;
            const members = membersOfToken(target.value, name.text);
            if (members) return members;
            const cause = rowCause(target.value, name.text, name.span);
            if (cause) return valueEntity(cause);
            const receiver = node.safe ? openLink(body, target.value) : target.value;
            const found = instanceMember(body, receiver, name.text, name.span);
            if (found) return valueEntity(found);
            if (target.type) {
                const other = staticMemberOrNull(body, target.type, name.text, name.span);
                if (other) return other;
            }
            return valueEntity(body.fail(name.span, messages.unknownVariable(name.text)));
        }
    }
}

/** `Account.SObjectType.fields` has field tokens, `SObjectType.Account.fields` describe results. */
function membersOfToken(value: BoundExpression, name: string): Entity | null {
    if (value.kind !== 'Token' || (value.token.kind !== 'sobjectType' && value.token.kind !== 'describe')) return null;
    const of = ({ fields: 'fields', fieldsets: 'fieldSets' } as const)[name.toLowerCase()];
    return of ? { kind: 'objectMembers', of, object: value.token.object, describe: value.token.kind === 'describe' } : null;
}

const standardRowCauses: readonly string[] = ['Manual', 'Owner', 'Rule', 'Team', 'Territory', 'ImplicitChild', 'ImplicitParent'];

/** `Foo__Share.RowCause.Manual` is the name of the sharing reason as text. */
function rowCause(value: BoundExpression, name: string, span: Span): BoundExpression | null {
    if (value.kind !== 'Token' || value.token.kind !== 'sobjectField' || value.token.field !== 'RowCause') return null;
    const standard = standardRowCauses.find((cause) => cause.toLowerCase() === name.toLowerCase());
    if (!standard && !name.toLowerCase().endsWith('__c')) return null;
    return { kind: 'Literal', value: standard ?? name, type: STRING, ...at(span) };
}

function bindLabel(body: Body, name: string, span: Span): BoundExpression {
    if (!body.compilation.labels.has(name.toLowerCase())) return body.fail(span, messages.unknownLabel(name));
    return { kind: 'Label', name, type: STRING, ...at(span) };
}

function objectMember(body: Body, of: Extract<Entity, { kind: 'objectMembers' }>, name: string, span: Span): BoundExpression {
    const object = body.compilation.schema.object(of.object)!;
    if (of.of === 'fieldSets') {
        const fieldSet = object.fieldSets.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
        if (!fieldSet) return body.fail(span, messages.unknownVariable(name));
        const token = { kind: 'fieldSet', object: object.name, fieldSet: fieldSet.name } as const;
        return { kind: 'Token', token, type: platformOf('Schema.FieldSet'), ...at(span) };
    }
    const field = object.field(name);
    if (!field) return body.fail(span, messages.unknownVariable(name));
    if (of.describe) {
        const token = { kind: 'fieldDescribe', object: object.name, field: field.name } as const;
        return { kind: 'Token', token, type: platformOf('Schema.DescribeFieldResult'), ...at(span) };
    }
    const token = { kind: 'sobjectField', object: object.name, field: field.name } as const;
    return { kind: 'Token', token, type: platformOf('Schema.SObjectField'), ...at(span) };
}

/* ---- static members ---- */

function staticMember(body: Body, target: Extract<Entity, { kind: 'type' }>, name: string, span: Span): Entity {
    const found = staticMemberOrNull(body, target.type, name, span);
    if (found) return found;
    if (target.namespace !== null) {
        const type = typeNamed(body.compilation, null, [target.namespace, name]);
        if (type?.kind === 'platform' && type.name === 'System.Label') return { kind: 'labels' };
        if (type) return { kind: 'type', type, namespace: null };
    }
    return valueEntity(body.fail(span, messages.unknownVariable(name)));
}

function staticMemberOrNull(body: Body, type: ApexType, name: string, span: Span): Entity | null {
    switch (type.kind) {
        case 'sobject':
            return objectToken(body, type, name, span);
        case 'class':
            return classStatic(body, type, name, span);
        case 'platform':
            return platformStatic(body, type, name, span);
        case 'primitive': {
            const field = platformField(body.compilation, type, name);
            return field?.field.isStatic ? platformStaticField(field.owner.qualifiedName, field.field.name, field.type, span) : null;
        }
        default:
            return null;
    }
}

function objectToken(body: Body, type: SObjectType, name: string, span: Span): Entity | null {
    const lower = name.toLowerCase();
    const object = type.name === null ? null : body.compilation.schema.object(type.name);
    if (!object) return null;
    if (lower === 'sobjecttype') {
        const token = { kind: 'sobjectType', object: object.name } as const;
        return valueEntity({ kind: 'Token', token, type: platformOf('Schema.SObjectType'), ...at(span) });
    }
    if (lower === 'fields' || lower === 'fieldsets') {
        return { kind: 'objectMembers', of: lower === 'fields' ? 'fields' : 'fieldSets', object: object.name, describe: false };
    }
    const field = object.field(name);
    if (field) {
        const token = { kind: 'sobjectField', object: object.name, field: field.name } as const;
        return valueEntity({ kind: 'Token', token, type: platformOf('Schema.SObjectField'), ...at(span) });
    }
    const member = recordMember(body.compilation, object, name);
    return member?.access === 'parent' ? { kind: 'type', type: member.type, namespace: null } : null;
}

function classStatic(body: Body, type: Extract<ApexType, { kind: 'class' }>, name: string, span: Span): Entity | null {
    const record = body.compilation.record(type.symbol);
    const lower = name.toLowerCase();
    if (type.symbol.form === 'enum') {
        const ordinal = type.symbol.enumConstants.findIndex((constant) => constant.toLowerCase() === lower);
        if (ordinal >= 0) {
            return valueEntity({ kind: 'EnumConstant', name: type.symbol.enumConstants[ordinal]!, ordinal, type, ...at(span) });
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

function platformStatic(body: Body, type: Extract<ApexType, { kind: 'platform' }>, name: string, span: Span): Entity | null {
    const { compilation } = body;
    const view = platformView(compilation, type);
    if (!view) return null;
    const lower = name.toLowerCase();
    const ordinal = view.type.enumConstants.findIndex((constant) => constant.toLowerCase() === lower);
    if (ordinal >= 0) {
        return valueEntity({ kind: 'EnumConstant', name: view.type.enumConstants[ordinal]!, ordinal, type, ...at(span) });
    }
    if (type.name === 'System.Trigger') {
        const found = triggerVariable(body, lower, span);
        if (found) return found;
    }
    const field = platformField(compilation, type, name);
    if (field?.field.isStatic) return platformStaticField(field.owner.qualifiedName, field.field.name, field.type, span);
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

/* ---- instance members ---- */

/** A field, property, parent record or child list of a value; null when its type has none of that name. */
export function instanceMember(body: Body, receiver: BoundExpression, name: string, span: Span): BoundExpression | null {
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
            return { kind: 'PlatformField', target: receiver, owner: field.owner.qualifiedName, name: field.field.name, type: field.type, ...at(span) };
        }
        default:
            return null;
    }
}

function recordAccess(body: Body, receiver: BoundExpression, type: SObjectType, name: string, span: Span): BoundExpression | null {
    if (type.name === null) {
        if (name.toLowerCase() !== 'id') return null;
        return { kind: 'SObjectField', target: receiver, object: 'SObject', access: 'field', field: 'Id', type: ID, ...at(span) };
    }
    const object = body.compilation.schema.object(type.name);
    const member = object && recordMember(body.compilation, object, name);
    if (!object || !member) return null;
    return { kind: 'SObjectField', target: receiver, object: object.name, access: member.access, field: member.name, type: member.type, ...at(span) };
}

function objectMemberOf(body: Body, receiver: BoundExpression, type: Extract<ApexType, { kind: 'class' }>, name: string, span: Span): BoundExpression | null {
    const record = body.compilation.record(type.symbol);
    const variable = findVariable(body, record, name.toLowerCase());
    if (variable) {
        if (variable.isStatic) return body.fail(span, messages.staticFieldFromInstance(variable.name, type.symbol.name));
        if (!body.sees(variable.owner, variable.visibility, variable.annotations)) {
            return body.fail(span, messages.variableNotVisible(variable.name));
        }
        return variableReference(body, receiver, variable, span);
    }
    for (const ancestor of platformSupertypes(body.compilation, record)) {
        const field = platformField(body.compilation, ancestor, name);
        if (field && !field.field.isStatic) {
            return { kind: 'PlatformField', target: receiver, owner: field.owner.qualifiedName, name: field.field.name, type: field.type, ...at(span) };
        }
    }
    return null;
}
