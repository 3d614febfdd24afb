import type {
    NamedTypeRef,
    PlatformConstructor,
    PlatformField,
    PlatformMethod,
    PlatformType,
    PlatformTypeKind,
    PlatformTypes
} from './model.ts';
import { parseConstructor, parseField, parseMethod, parseNamedType } from './notation.ts';
import type { PlatformTypePatch } from './overrides/platformTypes.ts';
import { notConstructible, platformTypePatches } from './overrides/platformTypes.ts';
import type { PlatformTypeData } from './platformTypeData.ts';

/** `name(parameters)` of a member notation, without flags and type: what tells two overloads apart. */
function memberKey(notation: string): string {
    const withoutFlags = notation.replace(/^(static |final |abstract |protected )+/, '');
    const close = withoutFlags.lastIndexOf(')');
    return (
        close === -1 ? withoutFlags.slice(0, withoutFlags.indexOf(':')) : withoutFlags.slice(0, close + 1)
    ).toLowerCase();
}

function memberName(notation: string): string {
    return (/^(?:static |final |abstract |protected )*(\w+)/.exec(notation)?.[1] ?? '').toLowerCase();
}

function patchMembers(
    base: readonly string[],
    added: readonly string[],
    removed: readonly string[]
): readonly string[] {
    const replaced = new Set(added.map(memberKey));
    const gone = new Set(removed.map((name) => name.toLowerCase()));
    const kept = base.filter(
        (member) => !replaced.has(memberKey(member)) && !gone.has(memberName(member)) && !gone.has(memberKey(member))
    );
    return [...kept, ...added];
}

function patched(base: PlatformTypeData, patch: PlatformTypePatch | undefined): PlatformTypeData {
    if (patch === undefined) {
        return base;
    }
    const { remove = [], methods = [], fields = [], ...rest } = patch;
    return {
        ...base,
        ...rest,
        methods: patchMembers(base.methods ?? [], methods, remove),
        fields: patchMembers(base.fields ?? [], fields, remove)
    };
}

/** Static methods only, no fields: a namespace-like class, which Apex does not construct. */
function isStaticOnly(data: PlatformTypeData): boolean {
    const methods = data.methods ?? [];
    const constructors = data.constructors ?? [];
    return (
        methods.length > 0 &&
        methods.every((method) => method.startsWith('static ')) &&
        (data.fields ?? []).every((field) => field.startsWith('static ')) &&
        constructors.every((constructor) => constructor === '()')
    );
}

class ExpandedType implements PlatformType {
    readonly name: string;
    readonly namespace: string;
    readonly qualifiedName: string;
    readonly outerName: string | null;
    readonly kind: PlatformTypeKind;
    readonly typeParams: readonly string[];
    readonly superName: string | null;
    readonly superType: NamedTypeRef | null;
    readonly interfaces: readonly NamedTypeRef[];
    readonly isAbstract: boolean;
    readonly constructors: readonly PlatformConstructor[];
    readonly methods: readonly PlatformMethod[];
    readonly fields: readonly PlatformField[];
    readonly enumConstants: readonly string[];
    readonly innerTypes: readonly string[];
    private readonly methodIndex = new Map<string, PlatformMethod[]>();
    private readonly fieldIndex = new Map<string, PlatformField>();

    constructor(qualifiedName: string, data: PlatformTypeData, innerTypes: readonly string[]) {
        const path = qualifiedName.split('.');
        this.namespace = path[0] ?? '';
        this.name = path.at(-1) ?? '';
        this.qualifiedName = qualifiedName === 'System.Object' ? 'Object' : qualifiedName;
        this.outerName = path.length > 2 ? path.slice(0, -1).join('.') : null;
        this.kind = data.kind === 'interface' || data.kind === 'enum' ? data.kind : 'class';
        this.typeParams = data.params?.split(',') ?? [];
        this.superType = data.extends === undefined ? null : parseNamedType(data.extends);
        this.superName = this.superType?.name ?? null;
        this.interfaces = (data.implements ?? []).map(parseNamedType);
        this.isAbstract = data.abstract === true;
        const constructible = !notConstructible.has(qualifiedName) && !isStaticOnly(data);
        this.constructors = constructible ? (data.constructors ?? []).map(parseConstructor) : [];
        this.methods = (data.methods ?? []).map((method) => parseMethod(method, this.kind === 'interface'));
        this.fields = (data.fields ?? []).map(parseField);
        this.enumConstants = data.constants ?? [];
        this.innerTypes = innerTypes;
        for (const method of this.methods) {
            const key = method.name.toLowerCase();
            this.methodIndex.set(key, [...(this.methodIndex.get(key) ?? []), method]);
        }
        for (const field of this.fields) {
            this.fieldIndex.set(field.name.toLowerCase(), field);
        }
    }

    methodsNamed(name: string): readonly PlatformMethod[] {
        return this.methodIndex.get(name.toLowerCase()) ?? [];
    }

    fieldNamed(name: string): PlatformField | null {
        return this.fieldIndex.get(name.toLowerCase()) ?? null;
    }
}

/** Platform types over the generated data; a type is expanded when it is first asked for. */
export class PlatformTypeDatabase implements PlatformTypes {
    private readonly data: Readonly<Record<string, PlatformTypeData>>;
    private readonly names = new Map<string, string>();
    private readonly expanded = new Map<string, PlatformType>();
    private readonly topLevel = new Map<string, string[]>();
    private readonly inner = new Map<string, string[]>();
    private readonly namespaceNames: ReadonlyMap<string, string>;

    constructor(data: Readonly<Record<string, PlatformTypeData>>) {
        this.data = data;
        for (const qualifiedName of new Set([...Object.keys(data), ...Object.keys(platformTypePatches)])) {
            this.names.set(qualifiedName.toLowerCase(), qualifiedName);
            const path = qualifiedName.split('.');
            const name = path.pop() ?? '';
            const siblings = path.length === 1 ? this.topLevel : this.inner;
            const owner = path.join('.');
            const list = siblings.get(owner);
            if (list === undefined) {
                siblings.set(owner, [name]);
            } else {
                list.push(name);
            }
        }
        const namespaces = [...this.topLevel.keys()].filter((namespace) => namespace !== 'Internal');
        this.namespaceNames = new Map(namespaces.map((namespace) => [namespace.toLowerCase(), namespace]));
    }

    find(namespace: string, name: string): PlatformType | null {
        return this.findQualified(`${namespace}.${name}`);
    }

    findInner(outer: PlatformType, name: string): PlatformType | null {
        return this.findQualified(`${outer.qualifiedName}.${name}`);
    }

    findQualified(qualifiedName: string): PlatformType | null {
        const lowerName = qualifiedName.toLowerCase();
        const name = this.names.get(lowerName === 'object' ? 'system.object' : lowerName);
        if (name === undefined) {
            return null;
        }
        const known = this.expanded.get(name);
        if (known !== undefined) {
            return known;
        }
        const data = patched(this.data[name] ?? {}, platformTypePatches[name]);
        const type = new ExpandedType(name, data, this.inner.get(name) ?? []);
        this.expanded.set(name, type);
        return type;
    }

    namespaces(): readonly string[] {
        return [...this.namespaceNames.values()].sort();
    }

    isNamespace(name: string): boolean {
        return this.namespaceNames.has(name.toLowerCase());
    }

    typesOf(namespace: string): readonly string[] {
        const name = this.namespaceNames.get(namespace.toLowerCase());
        return name === undefined ? [] : (this.topLevel.get(name) ?? []);
    }
}
