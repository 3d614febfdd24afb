import type { ClassRecord, Compilation, Draft } from './compilation.ts';
import { platformSupertypes, projectLineage } from './lineage.ts';
import { platformMethods } from './platformMembers.ts';
import type { ClassSymbol, ConstructorSymbol, MethodSymbol, ParameterSymbol } from './symbols.ts';
import type { ApexType } from './types.ts';
import { displayName, OBJECT, platformOf, sameType } from './types.ts';

/**
 * One class may be Queueable, Schedulable and Finalizer at once, and all three call their method `execute` with one
 * parameter; Queueable keeps the plain slot.
 */
const suffixedPlatformSlots: ReadonlyMap<string, string> = new Map([
    ['System.Schedulable', 'execute$1$schedulablecontext'],
    ['System.Finalizer', 'execute$1$finalizercontext']
]);

const typeSuffix = (params: readonly ParameterSymbol[]): string =>
    params
        .map(
            (param) =>
                `$${displayName(param.type)
                    .toLowerCase()
                    .replace(/[^a-z0-9]+/g, '_')}`
        )
        .join('');

const plainSlot = (name: string, arity: number): string => `${name.toLowerCase()}$${arity}`;

/** JavaScript name of the method that implements `name` of a platform interface. */
export function platformSlot(interfaceName: string, name: string, arity: number): string {
    const plain = plainSlot(name, arity);
    const suffixed = suffixedPlatformSlots.get(interfaceName);
    return suffixed?.startsWith(`${plain}$`) ? suffixed : plain;
}

/** Generic platform interfaces may be implemented for a concrete object: `execute(BatchableContext, List<Account>)`. */
function implementsParameter(declared: ApexType, actual: ApexType): boolean {
    if (sameType(declared, actual)) return true;
    if (declared.kind === 'list' && actual.kind === 'list')
        return implementsParameter(declared.element, actual.element);
    return declared.kind === 'sobject' && actual.kind === 'sobject';
}

export const implementsParameters = (declared: readonly ApexType[], actual: readonly ParameterSymbol[]): boolean =>
    declared.length === actual.length && declared.every((type, i) => implementsParameter(type, actual[i]!.type));

/** What the platform itself calls on any object. */
const objectMethods: readonly { readonly name: string; readonly params: readonly ApexType[] }[] = [
    { name: 'equals', params: [OBJECT] },
    { name: 'hashcode', params: [] },
    { name: 'tostring', params: [] }
];

export const isObjectMethod = (method: MethodSymbol): boolean =>
    objectMethods.some(
        (candidate) =>
            candidate.name === method.name.toLowerCase() && implementsParameters(candidate.params, method.params)
    );

/** The slot under which the platform calls this method, or null when no platform type knows it. */
function requiredSlot(compilation: Compilation, method: MethodSymbol): string | null {
    for (const type of platformSupertypes(compilation, compilation.record(method.owner))) {
        for (const candidate of platformMethods(
            compilation,
            platformOf(type.name, type.form, type.args),
            method.name
        )) {
            if (implementsParameters(candidate.params, method.params)) {
                return platformSlot(candidate.owner.qualifiedName, method.name, method.params.length);
            }
        }
    }
    return isObjectMethod(method) ? plainSlot(method.name, method.params.length) : null;
}

/** Types that are connected by inheritance must agree on slots; each such family is one group. */
function families(compilation: Compilation): Map<ClassSymbol, ClassRecord[]> {
    const root = new Map<ClassSymbol, ClassSymbol>();
    const find = (symbol: ClassSymbol): ClassSymbol => {
        const parent = root.get(symbol);
        if (!parent || parent === symbol) return symbol;
        const top = find(parent);
        root.set(symbol, top);
        return top;
    };
    for (const record of compilation.records) {
        for (const relative of projectLineage(compilation, record))
            root.set(find(relative.symbol), find(record.symbol));
    }
    const groups = new Map<ClassSymbol, ClassRecord[]>();
    for (const record of compilation.records) {
        const top = find(record.symbol);
        groups.set(top, [...(groups.get(top) ?? []), record]);
    }
    return groups;
}

/** Gives every method and constructor its JavaScript name. Methods that have one (of an earlier program) keep it. */
export function assignSlots(compilation: Compilation): void {
    for (const family of families(compilation).values()) assignFamily(compilation, family);
    for (const record of compilation.records) assignConstructors(record);
}

function assignFamily(compilation: Compilation, family: readonly ClassRecord[]): void {
    const groups = new Map<string, MethodSymbol[]>();
    for (const { symbol } of family) {
        for (const method of symbol.methods) {
            const key = `${method.isStatic ? 'static ' : ''}${plainSlot(method.name, method.params.length)}`;
            groups.set(key, [...(groups.get(key) ?? []), method]);
        }
    }
    for (const group of groups.values()) assignGroup(compilation, group);
}

/** Methods of one family with the same name and number of parameters. */
function assignGroup(compilation: Compilation, group: readonly MethodSymbol[]): void {
    const bySignature = new Map<string, MethodSymbol[]>();
    for (const method of group) {
        const key = typeSuffix(method.params);
        bySignature.set(key, [...(bySignature.get(key) ?? []), method]);
    }
    const fixed = new Map<string, string>();
    for (const [key, methods] of bySignature) {
        const known = methods.find((method) => method.slot !== '')?.slot;
        const slot =
            known ??
            methods
                .map((method) => (method.isStatic ? null : requiredSlot(compilation, method)))
                .find((required) => required !== null);
        if (slot) fixed.set(key, slot);
    }
    const taken = new Set(fixed.values());
    for (const [key, methods] of bySignature) {
        const plain = plainSlot(methods[0]!.name, methods[0]!.params.length);
        const slot = fixed.get(key) ?? (taken.has(plain) ? plain + key : plain);
        taken.add(slot);
        for (const method of methods) {
            (method as Draft<MethodSymbol>).slot ||= isHidden(method, methods)
                ? `${slot}$${ownerSuffix(method)}`
                : slot;
        }
    }
}

const ownerSuffix = (method: MethodSymbol): string => method.owner.name.toLowerCase().replace('.', '_');

/** A private method does not take part in overriding: beside a namesake of its family it needs a slot of its own. */
const isHidden = (method: MethodSymbol, namesakes: readonly MethodSymbol[]): boolean =>
    !method.isStatic && method.visibility === 'private' && !method.isVirtual && namesakes.length > 1;

function assignConstructors(record: ClassRecord): void {
    const taken = new Set<string>();
    for (const constructor of record.symbol.constructors) {
        const plain = `init$${constructor.params.length}`;
        const slot = taken.has(plain) ? plain + typeSuffix(constructor.params) : plain;
        taken.add(slot);
        (constructor as Draft<ConstructorSymbol>).slot = slot;
    }
}
