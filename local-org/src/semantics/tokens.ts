import type { Span } from '../syntax/position.ts';
import type { Body } from './body.ts';
import { at } from './body.ts';
import type { BoundExpression } from './bound.ts';
import type { Entity } from './entities.ts';
import { valueEntity } from './entities.ts';
import * as messages from './messages/index.ts';
import { recordMember } from './sobjects.ts';
import type { SObjectType } from './types.ts';
import { platformOf, STRING } from './types.ts';

export const describeResult = platformOf('Schema.DescribeSObjectResult');

/** `Account.SObjectType.fields` has field tokens, `SObjectType.Account.fields` describe results. */
export function membersOfToken(value: BoundExpression, name: string): Entity | null {
    if (value.kind !== 'Token' || (value.token.kind !== 'sobjectType' && value.token.kind !== 'describe')) return null;
    const of = ({ fields: 'fields', fieldsets: 'fieldSets' } as const)[name.toLowerCase()];
    return of
        ? { kind: 'objectMembers', of, object: value.token.object, describe: value.token.kind === 'describe' }
        : null;
}

const standardRowCauses: readonly string[] = [
    'Manual',
    'Owner',
    'Rule',
    'Team',
    'Territory',
    'ImplicitChild',
    'ImplicitParent'
];

/** `Foo__Share.RowCause.Manual` is the name of the sharing reason as text. */
export function rowCause(value: BoundExpression, name: string, span: Span): BoundExpression | null {
    if (value.kind !== 'Token' || value.token.kind !== 'sobjectField' || value.token.field !== 'RowCause') return null;
    const standard = standardRowCauses.find((cause) => cause.toLowerCase() === name.toLowerCase());
    if (!standard && !name.toLowerCase().endsWith('__c')) return null;
    return { kind: 'Literal', value: standard ?? name, type: STRING, ...at(span) };
}

export function bindLabel(body: Body, name: string, span: Span): BoundExpression {
    if (!body.compilation.labels.has(name.toLowerCase())) return body.fail(span, messages.unknownLabel(name));
    return { kind: 'Label', name, type: STRING, ...at(span) };
}

export function objectMember(
    body: Body,
    of: Extract<Entity, { kind: 'objectMembers' }>,
    name: string,
    span: Span
): BoundExpression {
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

export function objectToken(body: Body, type: SObjectType, name: string, span: Span): Entity | null {
    const lower = name.toLowerCase();
    const object = type.name === null ? null : body.compilation.schema.object(type.name);
    if (!object) return null;
    if (lower === 'sobjecttype') {
        const token = { kind: 'sobjectType', object: object.name } as const;
        return valueEntity({ kind: 'Token', token, type: platformOf('Schema.SObjectType'), ...at(span) });
    }
    if (lower === 'fields' || lower === 'fieldsets') {
        return {
            kind: 'objectMembers',
            of: lower === 'fields' ? 'fields' : 'fieldSets',
            object: object.name,
            describe: false
        };
    }
    const field = object.field(name);
    if (field) {
        const token = { kind: 'sobjectField', object: object.name, field: field.name } as const;
        return valueEntity({ kind: 'Token', token, type: platformOf('Schema.SObjectField'), ...at(span) });
    }
    const member = recordMember(body.compilation, object, name);
    return member?.access === 'parent' ? { kind: 'type', type: member.type, namespace: null } : null;
}
