import { installExceptionTypes } from '../src/runtime/exceptionTypes.ts';
import { findPlatformFunction, findPlatformProperty } from '../src/runtime/platform.ts';
import { parameterKey } from '../src/semantics/platformMembers.ts';
import type { PlatformType, PlatformTypes, TypeRef } from '../src/typedb/index.ts';

/** The members of one platform class: how many exist, and the names of those that the local org refuses. */
export interface TypeSupport {
    readonly name: string;
    readonly existing: number;
    readonly missing: readonly string[];
}

export interface NamespaceSupport {
    readonly name: string;
    readonly existing: number;
    readonly supported: number;
    /** Classes with at least one member that works, by name; exceptions are left out, as all have what System.Exception has. */
    readonly types: readonly TypeSupport[];
    readonly exceptions: number;
    /** Classes without any member that works. */
    readonly unsupportedTypes: readonly string[];
}

/** Types whose members the compiler itself makes, so that no implementation is registered for them. */
const COMPILED: Readonly<Record<string, (member: string) => boolean>> = {
    'System.List': isConstructor,
    'System.Set': isConstructor,
    'System.Map': isConstructor,
    ...Object.fromEntries(
        ['Boolean', 'Date', 'Datetime', 'Decimal', 'Double', 'Id', 'Integer', 'Long', 'String', 'Time'].map((name) => [
            `System.${name}`,
            (member: string) => member.startsWith('addError(')
        ])
    )
};

/** What the registry of the runtime has, against what the type database says exists. Interfaces and enums have nothing to implement. */
export function supportByNamespace(platform: PlatformTypes): NamespaceSupport[] {
    installExceptionTypes(platform);
    return platform.namespaces().map((name) => {
        const classes = platform.typesOf(name).flatMap((type) => classesIn(platform, platform.find(name, type)));
        const measured = classes.map(supportOf).filter(({ existing }) => existing > 0);
        const exceptions = measured.filter(
            (type) => type.name.endsWith('Exception') && type.name !== 'System.Exception'
        );
        const working = measured.filter((type) => type.missing.length < type.existing && !exceptions.includes(type));
        return {
            name,
            existing: sum(measured, ({ existing }) => existing),
            supported: sum(measured, ({ existing, missing }) => existing - missing.length),
            types: working.sort(byName),
            exceptions: exceptions.length,
            unsupportedTypes: measured
                .filter((type) => !working.includes(type) && !exceptions.includes(type))
                .map((type) => type.name)
                .sort()
        };
    });
}

function classesIn(platform: PlatformTypes, type: PlatformType | null): PlatformType[] {
    if (!type) return [];
    const inner = type.innerTypes.flatMap((name) => classesIn(platform, platform.findInner(type, name)));
    return type.kind === 'class' ? [type, ...inner] : inner;
}

function supportOf(type: PlatformType): TypeSupport {
    const owner = type.qualifiedName;
    const members: [name: string, isRegistered: boolean][] = [
        ...type.constructors
            .filter(({ isProtected }) => !isProtected)
            .map(({ parameters }): [string, boolean] => [
                signature('new', parameters),
                findPlatformFunction(owner, 'constructors', '', parameters.map(parameterKey)) !== null
            ]),
        ...type.methods.map(({ name, isStatic, parameters }): [string, boolean] => [
            signature(name, parameters),
            findPlatformFunction(owner, isStatic ? 'statics' : 'methods', name, parameters.map(parameterKey)) !== null
        ]),
        ...type.fields.map(({ name, isStatic }): [string, boolean] => [
            name,
            findPlatformProperty(owner, isStatic, name) !== null
        ])
    ];
    const compiled = COMPILED[owner] ?? (() => false);
    return {
        name: owner,
        existing: members.length,
        missing: members.flatMap(([name, isRegistered]) => (isRegistered || compiled(name) ? [] : [name])).sort()
    };
}

function isConstructor(member: string): boolean {
    return member.startsWith('new(');
}

function signature(name: string, parameters: readonly TypeRef[]): string {
    return `${name}(${parameters.map(parameterKey).join(', ')})`;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
    return items.reduce((total, item) => total + of(item), 0);
}

function byName(a: { name: string }, b: { name: string }): number {
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
