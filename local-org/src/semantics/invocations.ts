import type { Body } from './body.ts';
import { at } from './body.ts';
import type { BoundExpression } from './bound.ts';
import type { CallSite } from './calls.ts';
import { siteSignature } from './calls.ts';
import type { ClassRecord, Compilation } from './compilation.ts';
import { projectLineage } from './lineage.ts';
import { namesVariablesOfCaller, variablesInScope } from './dynamicBinds.ts';
import * as messages from './messages/index.ts';
import { chooseOverload, convertArguments } from './overloads.ts';
import type { PlatformMethodView } from './platformMembers.ts';
import { parameterKey } from './platformMembers.ts';
import { platformSlot } from './slots.ts';
import type { MethodSymbol } from './symbols.ts';
import type { ApexType, ClassType, PlatformRef } from './types.ts';
import { BOOLEAN, displayName, INTEGER, listOf, OBJECT, platformOf, sameType, STRING } from './types.ts';

/** Methods of that name that a project type has or inherits; what a subtype overrides is listed once. */
export function methodsNamed(compilation: Compilation, record: ClassRecord, name: string): MethodSymbol[] {
    const found: MethodSymbol[] = [];
    for (const relative of projectLineage(compilation, record)) {
        for (const method of relative.methods.get(name.toLowerCase()) ?? []) {
            const isHidden = found.some(
                (nearer) =>
                    nearer.params.length === method.params.length &&
                    nearer.params.every((param, i) => sameType(param.type, method.params[i]!.type))
            );
            if (!isHidden) found.push(method);
        }
    }
    return found;
}

/** The call of the overload that fits; null when none takes the arguments. Visible ones go before hidden ones. */
export function callMethods(
    body: Body,
    methods: readonly MethodSymbol[],
    site: CallSite,
    receiver: (method: MethodSymbol) => BoundExpression | null,
    dispatch?: 'super'
): BoundExpression | null {
    const candidates = methods.map((method) => ({ params: method.params.map((param) => param.type), target: method }));
    const visible = candidates.filter(({ target }) => body.sees(target.owner, target.visibility, target.annotations));
    const chosen = chooseOverload(body.compilation, visible, site.args);
    if (!chosen) {
        const hidden = chooseOverload(body.compilation, candidates, site.args);
        return (
            hidden &&
            body.fail(
                site.span,
                messages.methodNotVisible(
                    `${displayName(hidden.target.returnType)} ${hidden.target.owner.name}.${siteSignature(site)}`
                )
            )
        );
    }
    const method = chosen.target;
    return {
        kind: 'UserCall',
        method,
        dispatch: method.isStatic ? 'static' : (dispatch ?? 'virtual'),
        receiver: receiver(method),
        args: convertArguments(body.compilation, chosen.params, site.args),
        type: method.returnType,
        ...at(site.span)
    };
}

/** The call of a platform method, through its slot when the method belongs to an interface. */
export function callPlatform(
    body: Body,
    views: readonly PlatformMethodView[],
    site: CallSite,
    receiver: BoundExpression | null
): BoundExpression | null {
    const candidates = views.map((view) => ({ params: view.params, target: view }));
    const chosen = chooseOverload(body.compilation, candidates, site.args);
    if (!chosen) return null;
    const { owner, method, returnType } = chosen.target;
    const args = convertArguments(body.compilation, chosen.params, site.args);
    if (owner.kind === 'interface' && receiver) {
        return {
            kind: 'InterfaceCall',
            interface: platformOf(
                owner.qualifiedName,
                'interface',
                receiver.type.kind === 'platform' ? receiver.type.args : []
            ),
            slot: platformSlot(owner.qualifiedName, method.name, args.length),
            receiver,
            args,
            type: returnType,
            ...at(site.span)
        };
    }
    const params = method.parameters.map((parameter) => parameterKey(parameter));
    return {
        kind: 'PlatformCall',
        owner: owner.qualifiedName,
        method: method.name,
        params,
        receiver,
        args,
        ...(namesVariablesOfCaller(owner.qualifiedName, method.name, params) && {
            variables: variablesInScope(body, site.span)
        }),
        type: returnType,
        ...at(site.span)
    };
}

interface ImplicitMethod {
    readonly name: string;
    readonly params: readonly ApexType[];
    readonly returnType: ApexType;
}

const objectMethods: readonly ImplicitMethod[] = [
    { name: 'equals', params: [OBJECT], returnType: BOOLEAN },
    { name: 'hashCode', params: [], returnType: INTEGER },
    { name: 'toString', params: [], returnType: STRING }
];

const enumInstanceMethods: readonly ImplicitMethod[] = [
    { name: 'name', params: [], returnType: STRING },
    { name: 'ordinal', params: [], returnType: INTEGER }
];

/** Every object has toString, equals and hashCode. */
export function objectMethod(body: Body, receiver: BoundExpression, site: CallSite): BoundExpression | null {
    const isProjectObject = receiver.type.kind === 'class' && receiver.type.symbol.form === 'class';
    // objects of project classes can be cloned, too, which gives the receiver's type
    const methods = isProjectObject
        ? [...objectMethods, { name: 'clone', params: [], returnType: receiver.type }]
        : objectMethods;
    return implicitCall(body, 'Object', methods, site, receiver);
}

function implicitCall(
    body: Body,
    owner: string,
    methods: readonly ImplicitMethod[],
    site: CallSite,
    receiver: BoundExpression | null
): BoundExpression | null {
    const named = methods.filter((method) => method.name.toLowerCase() === site.name.toLowerCase());
    const chosen = chooseOverload(
        body.compilation,
        named.map((method) => ({ params: method.params, target: method })),
        site.args
    );
    if (!chosen) return null;
    return {
        kind: 'PlatformCall',
        owner,
        method: chosen.target.name,
        params: chosen.params.map(displayName),
        receiver,
        args: convertArguments(body.compilation, chosen.params, site.args),
        type: chosen.target.returnType,
        ...at(site.span)
    };
}

/**
 * `values`, `valueOf` (static: the enum's type token goes first among the arguments) and `name`, `ordinal` of any enum,
 * all declared by `System.Enum` as far as the runtime's registry is concerned.
 */
export function enumMethod(
    body: Body,
    type: ClassType | PlatformRef,
    receiver: BoundExpression | null,
    site: CallSite
): BoundExpression | null {
    if (receiver) return implicitCall(body, 'System.Enum', enumInstanceMethods, site, receiver);
    const statics: readonly ImplicitMethod[] = [
        { name: 'values', params: [], returnType: listOf(type) },
        { name: 'valueOf', params: [STRING], returnType: type }
    ];
    const call = implicitCall(body, 'System.Enum', statics, site, null);
    if (call?.kind !== 'PlatformCall') return null;
    const token: BoundExpression = {
        kind: 'Token',
        token: { kind: 'type', type },
        type: platformOf('System.Type'),
        ...at(site.span)
    };
    return { ...call, params: ['Type', ...call.params], args: [token, ...call.args] };
}
