import type { DmlStatement, Identifier } from '../syntax/ast.ts';
import type { Body } from './body.ts';
import { at } from './body.ts';
import type { BoundExpression, BoundStatement } from './bound.ts';
import { isError } from './compilation.ts';
import { bindExpression } from './expressions.ts';
import * as messages from './messages/index.ts';
import { isPrimitive } from './platformMembers.ts';
import type { ApexType, SObjectType } from './types.ts';
import { typeText } from './variables.ts';

export function bindDml(body: Body, node: DmlStatement): BoundStatement {
    const target = bindExpression(body, node.target);
    const type = recordType(target.type);
    if (!type && !isError(target.type)) body.report(node.target.span, messages.dmlType(typeText(target)));
    if (type?.name) checkAllowed(body, node, type.name);
    const mergeWith = node.mergeWith && bindExpression(body, node.mergeWith);
    if (node.operation === 'merge') checkMerge(body, node, target, mergeWith);
    return {
        kind: 'Dml',
        operation: node.operation,
        accessMode: node.accessMode,
        target,
        upsertField: node.upsertField && upsertField(body, type, node.upsertField),
        mergeWith,
        ...at(node.span)
    };
}

/** The object of a record or a list of records. */
function recordType(type: ApexType): SObjectType | null {
    if (type.kind === 'sobject') return type;
    return type.kind === 'list' && type.element.kind === 'sobject' ? type.element : null;
}

function checkAllowed(body: Body, node: DmlStatement, name: string): void {
    const object = body.compilation.schema.object(name);
    if (!object || !(object.custom || object.curated)) return;
    // events are published, never stored by DML
    const isEvent = object.kind === 'platformEvent';
    const allowed = {
        insert: object.createable,
        update: object.updateable,
        upsert: object.createable || object.updateable,
        delete: object.deletable,
        undelete: object.undeletable || object.custom,
        merge: true
    }[node.operation];
    if (isEvent || !allowed) body.report(node.target.span, messages.dmlNotAllowed(node.operation, object.name));
}

/** `upsert records Ext__c` or `upsert records Foo__c.Ext__c`; the field must identify records. */
function upsertField(body: Body, type: SObjectType | null, names: readonly Identifier[]): string | null {
    const last = names[names.length - 1]!;
    const text = names.map((name) => name.text).join('.');
    if (!type) return null;
    if (type.name === null) {
        body.report(last.span, messages.upsertNeedsType());
        return null;
    }
    const object = body.compilation.schema.object(type.name);
    const field = object?.field(last.text);
    if (!field || !(field.externalId || field.type === 'id' || field.nameField || isIndexedStandard(field.name))) {
        body.report(last.span, messages.upsertField(text));
        return null;
    }
    return field.name;
}

/** Standard fields with the idLookup property. */
const isIndexedStandard = (name: string): boolean =>
    name === 'Email' || name === 'DeveloperName' || name === 'Username';

const mergeable: ReadonlySet<string> = new Set(['Account', 'Case', 'Contact', 'Individual', 'Lead']);

function checkMerge(body: Body, node: DmlStatement, target: BoundExpression, mergeWith: BoundExpression | null): void {
    const { type } = target;
    if (isError(type)) return;
    if (type.kind !== 'sobject' || type.name === null) {
        body.report(node.target.span, messages.mergeNeedsType(typeText(target)));
    } else if (!mergeable.has(type.name)) {
        body.report(node.target.span, messages.mergeNotSupported(type.name));
    } else if (mergeWith && !isError(mergeWith.type) && !isDuplicate(mergeWith.type, type.name)) {
        body.report(node.mergeWith!.span, messages.mergeDuplicates());
    }
}

function isDuplicate(type: ApexType, name: string): boolean {
    if (type.kind === 'list') return isDuplicate(type.element, name);
    return isPrimitive(type, 'Id', 'String') || (type.kind === 'sobject' && type.name === name);
}
