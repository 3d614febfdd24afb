import type { Body } from './body.ts';
import { at } from './body.ts';
import type { BoundExpression } from './bound.ts';
import type { CallSite } from './calls.ts';
import { unknownMethod } from './calls.ts';
import { callPlatform } from './invocations.ts';
import * as messages from './messages/index.ts';
import { chooseOverload, convertArguments } from './overloads.ts';
import { platformMethods } from './platformMembers.ts';
import type { ApexType, SObjectType } from './types.ts';
import { displayName, ID, mapOf, platformOf, SOBJECT, STRING } from './types.ts';

/** `record.Name.addError('x')`: the error belongs to the field, so the field's token goes first among the arguments. */
export function bindFieldError(body: Body, receiver: BoundExpression, site: CallSite): BoundExpression {
    if (receiver.kind !== 'SObjectField' || receiver.access !== 'field')
        return body.fail(site.span, messages.addErrorTarget());
    const token: BoundExpression = {
        kind: 'Token',
        token: { kind: 'sobjectField', object: receiver.object, field: receiver.field },
        type: platformOf('Schema.SObjectField'),
        ...at(site.span)
    };
    const views = platformMethods(body.compilation, SOBJECT, 'addError');
    const call = callPlatform(body, views, { ...site, args: [token, ...site.args] }, receiver.target);
    return call ?? unknownMethod(body, site, displayName(receiver.type));
}

interface CustomDataMethod {
    readonly name: string;
    readonly params: readonly ApexType[];
    readonly returnType: ApexType;
}

function customDataMethods(
    kind: 'customMetadata' | 'customSetting',
    settingsType: 'Hierarchy' | 'List' | null,
    type: SObjectType
): readonly CustomDataMethod[] {
    const getAll: CustomDataMethod = { name: 'getAll', params: [], returnType: mapOf(STRING, type) };
    const byName: CustomDataMethod = { name: 'getInstance', params: [STRING], returnType: type };
    if (kind === 'customMetadata') return [getAll, byName];
    if (settingsType === 'List') return [getAll, byName, { name: 'getValues', params: [STRING], returnType: type }];
    return [
        { name: 'getInstance', params: [], returnType: type },
        { name: 'getInstance', params: [ID], returnType: type },
        { name: 'getOrgDefaults', params: [], returnType: type },
        { name: 'getValues', params: [ID], returnType: type }
    ];
}

/** `Foo__mdt.getInstance('x')`, `Settings__c.getOrgDefaults()`, `Account.getSObjectType()` */
export function bindObjectStatic(body: Body, type: SObjectType, site: CallSite): BoundExpression | null {
    const object = type.name === null ? null : body.compilation.schema.object(type.name);
    if (!object) return null;
    const lower = site.name.toLowerCase();
    if (lower === 'getsobjecttype' && site.args.length === 0) {
        return {
            kind: 'Token',
            token: { kind: 'sobjectType', object: object.name },
            type: platformOf('Schema.SObjectType'),
            ...at(site.span)
        };
    }
    if (object.kind !== 'customMetadata' && object.kind !== 'customSetting') return null;
    const candidates = customDataMethods(object.kind, object.settingsType, type)
        .filter((method) => method.name.toLowerCase() === lower)
        .map((method) => ({ params: method.params, target: method }));
    const chosen = chooseOverload(body.compilation, candidates, site.args);
    if (!chosen) return null;
    return {
        kind: 'CustomDataCall',
        object: object.name,
        method: chosen.target.name,
        args: convertArguments(body.compilation, chosen.params, site.args),
        type: chosen.target.returnType,
        ...at(site.span)
    };
}
