import type { LinkConstant } from '../../codegen/linkTable.ts';
import { Decimal } from '../decimal.ts';
import { enumValues, platformEnum } from '../enums.ts';
import type { PlatformFunction } from '../platform.ts';
import { findPlatformFunction, findPlatformMethodBySlot, findPlatformProperty } from '../platform.ts';
import { sobjectFieldToken, sobjectTypeToken } from '../tokens.ts';
import { ApexTypeValue } from '../typeValue.ts';
import { unsupported } from '../unsupported.ts';

/** The value of a script's constant. @param missing receives the names of members that nobody implements */
export function resolveConstant(constant: LinkConstant, missing: Set<string>): unknown {
    switch (constant.kind) {
        case 'static':
            return (
                findPlatformFunction(constant.owner, 'statics', constant.name, constant.params) ??
                refused(constant, missing)
            );
        case 'constructor':
            return (
                findPlatformFunction(constant.owner, 'constructors', '', constant.params) ?? refused(constant, missing)
            );
        case 'method':
            return resolveMethod(constant, missing);
        case 'interface': {
            const { owner, slot } = constant;
            const provided =
                findPlatformMethodBySlot(owner, slot) ?? (() => unsupported(`${owner}.${slot.split('$')[0]}`));
            return preferring(slot, provided);
        }
        case 'getter':
        case 'setter': {
            const property = findPlatformProperty(constant.owner, constant.isStatic, constant.name);
            const accessor = constant.kind === 'getter' ? property?.get : property?.set;
            return accessor ?? refusedName(`${constant.owner}.${constant.name}`, missing);
        }
        case 'describe':
            return constant.describe;
        case 'sobjectType':
            return sobjectTypeToken(constant.describe);
        case 'sobjectField':
            return sobjectFieldToken(constant.describe, constant.describe.field(constant.field)!);
        case 'type':
            return constant.type;
        case 'typeValue':
            return new ApexTypeValue(constant.type);
        case 'query':
            return constant.query;
        case 'decimal':
            return Decimal.of(constant.digits);
        case 'projectEnum':
            return enumValues(constant.symbol);
        case 'platformEnum':
            return platformEnum(constant.typeName, constant.name);
    }
}

type MethodConstant = Extract<LinkConstant, { kind: 'method' }>;

/** Project classes may override what the platform declares (`getMessage` of an exception, `toString`); the override wins. */
function resolveMethod(constant: MethodConstant, missing: Set<string>): PlatformFunction {
    const found = findPlatformFunction(constant.owner, 'methods', constant.name, constant.params);
    const isExtensible = constant.owner === 'Object' || constant.owner.endsWith('Exception') || found === null;
    if (constant.isSuper || !isExtensible) return found ?? refused(constant, missing);
    return preferring(`${constant.name}$${constant.params.length}`.toLowerCase(), found ?? refused(constant, missing));
}

/** Calls the object's own method of that slot where it has one. */
function preferring(slot: string, otherwise: PlatformFunction): PlatformFunction {
    return (receiver: unknown, ...args: unknown[]) => {
        const own = (receiver as Record<string, unknown>)[slot];
        return typeof own === 'function' ? own.apply(receiver, args) : otherwise(receiver, ...args);
    };
}

function refused(
    constant: Extract<LinkConstant, { params: readonly string[] }>,
    missing: Set<string>
): PlatformFunction {
    const member = constant.kind === 'constructor' ? '' : `.${constant.name}`;
    return refusedName(`${constant.owner}${member}(${constant.params.join(', ')})`, missing);
}

function refusedName(name: string, missing: Set<string>): PlatformFunction {
    missing.add(name);
    return () => unsupported(name);
}
