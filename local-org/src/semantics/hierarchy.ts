import type { ClassRecord, Compilation } from './compilation.ts';
import { annotation, isError, outermost } from './compilation.ts';
import { inheritanceDistance } from './conversions.ts';
import { classChain, platformSupertypes, projectLineage } from './lineage.ts';
import type { MemberSources } from './members.ts';
import { qualifiedSignature, signature } from './members.ts';
import * as messages from './messages/index.ts';
import { isLessVisible } from './modifiers.ts';
import type { PlatformMethodView } from './platformMembers.ts';
import { methodView, platformLineage, platformMethods, platformView } from './platformMembers.ts';
import { implementsParameters, isObjectMethod } from './slots.ts';
import { headSpan } from './supertypes.ts';
import type { MethodSymbol, Visibility } from './symbols.ts';
import type { ApexType } from './types.ts';
import { displayName, sameType } from './types.ts';

/** Overriding, abstract methods and interfaces: what a class owes to its supertypes. */
export function checkHierarchy(compilation: Compilation, record: ClassRecord, sources: MemberSources): void {
    if (record.symbol.form === 'interface') return;
    for (const method of record.symbol.methods) {
        if (!method.isStatic) checkOverride(compilation, record, method, sources);
    }
    if (record.symbol.form !== 'class' || record.symbol.isAbstract) return;
    checkAbstractMethods(compilation, record);
    checkProjectInterfaces(compilation, record);
    checkPlatformInterfaces(compilation, record);
}

const hasError = (method: MethodSymbol): boolean => method.params.some((param) => isError(param.type));

const sameSignature = (a: MethodSymbol, b: MethodSymbol): boolean =>
    a.params.length === b.params.length && a.params.every((param, i) => sameType(param.type, b.params[i]!.type));

function methodIn(record: ClassRecord, method: MethodSymbol): MethodSymbol | null {
    return (
        record.methods
            .get(method.name.toLowerCase())
            ?.find((other) => !other.isStatic && sameSignature(other, method)) ?? null
    );
}

function checkOverride(
    compilation: Compilation,
    record: ClassRecord,
    method: MethodSymbol,
    sources: MemberSources
): void {
    const at = sources.methods.get(method)!.name.span;
    const { path } = record.symbol;
    const report = (message: messages.Message): void => compilation.report(path, at, message);
    const text = qualifiedSignature(method);
    let inherited: MethodSymbol | null = null;
    for (const ancestor of classChain(compilation, record).slice(1)) {
        const found = methodIn(ancestor, method);
        if (found && isOverridable(record, found)) {
            inherited = found;
            break;
        }
    }
    if (inherited) {
        if (!inherited.isVirtual) return report(messages.notOverridable(qualifiedSignature(inherited)));
        if (!method.isOverride) return report(messages.mustOverride(text));
        if (isLessVisible(method.visibility, unmanaged(inherited.visibility)))
            return report(messages.reducesVisibility(text));
        checkReturnType(compilation, record, method, inherited, at);
        return;
    }
    if (method.isOverride && !overridesElsewhere(compilation, record, method)) report(messages.doesNotOverride(text));
}

/** A private method is overridden within its outer type only, and by tests when it is marked @TestVisible. */
function isOverridable(record: ClassRecord, method: MethodSymbol): boolean {
    if (method.visibility !== 'private') return true;
    if (!method.isVirtual) return false;
    const here = outermost(record.symbol);
    return here === outermost(method.owner) || (here.isTest && annotation(method, 'testvisible') !== null);
}

/** Within one namespace a public method may override a global one. */
const unmanaged = (visibility: Visibility): Visibility => (visibility === 'global' ? 'public' : visibility);

function checkReturnType(
    compilation: Compilation,
    record: ClassRecord,
    method: MethodSymbol,
    inherited: MethodSymbol,
    at: ReturnType<typeof headSpan>
): void {
    const { returnType } = method;
    if (isError(returnType) || isError(inherited.returnType) || sameType(returnType, inherited.returnType)) return;
    // a subtype may be returned in place of the inherited type
    if (inheritanceDistance(compilation, returnType, inherited.returnType) !== null) return;
    compilation.report(
        record.symbol.path,
        at,
        messages.returnTypesClash(
            `${displayName(method.returnType)} ${signature(method.name, method.params)}`,
            `${displayName(inherited.returnType)} ${signature(inherited.name, inherited.params)}`,
            record.symbol.name
        )
    );
}

/** Methods of interfaces, of platform superclasses and of Object may be marked `override`, too. */
function overridesElsewhere(compilation: Compilation, record: ClassRecord, method: MethodSymbol): boolean {
    if (hasError(method) || isObjectMethod(method)) return true;
    const inInterface = projectLineage(compilation, record).some(
        (relative) => relative.symbol.form === 'interface' && methodIn(relative, method) !== null
    );
    return (
        inInterface ||
        platformSupertypes(compilation, record).some((type) =>
            platformMethods(compilation, type, method.name).some((candidate) =>
                implementsParameters(candidate.params, method.params)
            )
        )
    );
}

function checkAbstractMethods(compilation: Compilation, record: ClassRecord): void {
    const chain = classChain(compilation, record);
    for (const [depth, ancestor] of chain.entries()) {
        for (const method of ancestor.symbol.methods) {
            if (!method.isAbstract || method.isStatic || hasError(method)) continue;
            const implemented = chain.slice(0, depth).some((nearer) => methodIn(nearer, method) !== null);
            if (!implemented && ancestor !== record) {
                compilation.report(
                    record.symbol.path,
                    headSpan(record),
                    messages.mustImplementAbstract(record.symbol.name, qualifiedSignature(method))
                );
            }
        }
    }
}

function checkProjectInterfaces(compilation: Compilation, record: ClassRecord): void {
    const chain = classChain(compilation, record);
    for (const relative of projectLineage(compilation, record)) {
        if (relative.symbol.form !== 'interface') continue;
        for (const method of relative.symbol.methods) {
            if (hasError(method)) continue;
            const found = chain.map((ancestor) => methodIn(ancestor, method)).find((candidate) => candidate !== null);
            if (!found) {
                if (implementedByPlatform(compilation, record, method) || implementedByStatic(chain, method)) continue;
                compilation.report(
                    record.symbol.path,
                    headSpan(record),
                    messages.mustImplement(record.symbol.name, qualifiedSignature(method))
                );
            } else if (isLessVisible(found.visibility, 'public') && found.owner === record.symbol) {
                compilation.report(
                    record.symbol.path,
                    headSpan(record),
                    messages.implementationVisibility(record.symbol.name, qualifiedSignature(found))
                );
            } else if (found.owner === record.symbol) {
                checkReturnType(compilation, record, found, method, headSpan(record));
            }
        }
    }
}

/** Apex accepts a static method as the implementation. */
const implementedByStatic = (chain: readonly ClassRecord[], method: MethodSymbol): boolean =>
    chain.some(
        ({ methods }) => methods.get(method.name.toLowerCase())?.some((other) => sameSignature(other, method)) ?? false
    );

/** A platform superclass, such as Exception, may provide what a project interface asks for. */
function implementedByPlatform(compilation: Compilation, record: ClassRecord, method: MethodSymbol): boolean {
    if (isObjectMethod(method)) return true;
    return classChain(compilation, record).some(({ symbol }) => {
        const { superType } = symbol;
        return (
            superType?.kind === 'platform' &&
            platformMethods(compilation, superType, method.name).some((candidate) =>
                implementsParameters(candidate.params, method.params)
            )
        );
    });
}

/** Every type name with its namespace, as findings about platform interfaces print it. */
function fullName(type: ApexType): string {
    switch (type.kind) {
        case 'platform':
            return type.args.length ? `${type.name}<${type.args.map(fullName).join(', ')}>` : type.name;
        case 'list':
            return `List<${fullName(type.element)}>`;
        case 'set':
            return `Set<${fullName(type.element)}>`;
        case 'map':
            return `Map<${fullName(type.key)}, ${fullName(type.value)}>`;
        default:
            return displayName(type);
    }
}

function checkPlatformInterfaces(compilation: Compilation, record: ClassRecord): void {
    const missing = new Set<string>();
    for (const type of platformSupertypes(compilation, record)) {
        const view = platformView(compilation, type);
        if (!view) continue;
        for (const relative of platformLineage(compilation, view)) {
            for (const method of relative.type.methods) {
                if (relative.type.kind !== 'interface' && !method.isAbstract) continue;
                const wanted = methodView(compilation, relative, method);
                const owner = relative.type === view.type ? fullName(type) : relative.type.qualifiedName;
                if (!implementsPlatformMethod(compilation, record, wanted)) {
                    missing.add(
                        `${fullName(wanted.returnType)} ${owner}.${method.name}(${wanted.params.map(fullName).join(', ')})`
                    );
                }
            }
        }
    }
    for (const method of missing) {
        compilation.report(record.symbol.path, headSpan(record), messages.mustImplement(record.symbol.name, method));
    }
}

function implementsPlatformMethod(compilation: Compilation, record: ClassRecord, wanted: PlatformMethodView): boolean {
    return classChain(compilation, record).some((ancestor) =>
        ancestor.methods
            .get(wanted.method.name.toLowerCase())
            ?.some((method) => hasError(method) || implementsParameters(wanted.params, method.params))
    );
}
