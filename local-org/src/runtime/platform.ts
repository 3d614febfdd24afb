/**
 * The registry of platform members that the local org implements. Generated code resolves each call site once, when a class is
 * linked; a member that nobody registered is refused by name (`Unsupported`), never guessed.
 *
 * Keys are `member(Type1,Type2)` with the declared parameter types' display names, or `member/arity` when one implementation
 * serves every overload of that arity. Look-up ignores case; the typed key wins over the arity key.
 */

/** Instance members get the receiver first (never null: the call site has checked); static members get the arguments only. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- implementations are typed by the Apex signature, checked at the call site
export type PlatformFunction = (...args: any[]) => any;

export interface PlatformTypeImplementation {
    readonly statics?: Readonly<Record<string, PlatformFunction>>;
    readonly methods?: Readonly<Record<string, PlatformFunction>>;
    /** `new T(...)`: keys `(Type1,Type2)` or `/arity` */
    readonly constructors?: Readonly<Record<string, PlatformFunction>>;
    /** instance properties: getter and optional setter */
    readonly properties?: Readonly<Record<string, { get: PlatformFunction; set?: PlatformFunction }>>;
    /** static properties (`Trigger.new`, `RestContext.request`) */
    readonly staticProperties?: Readonly<Record<string, { get: PlatformFunction; set?: PlatformFunction }>>;
    /** platform class this one inherits members from */
    readonly extends?: string;
    /** is `value` an instance? needed for instanceof, casts, catch */
    readonly isInstance?: (value: unknown) => boolean;
}

type Member = 'statics' | 'methods' | 'constructors' | 'properties' | 'staticProperties';

const registry = new Map<string, PlatformTypeImplementation[]>();

/** Registers members of a platform type (`System.String`); several modules may each register some. */
export function definePlatformType(name: string, implementation: PlatformTypeImplementation): void {
    const key = name.toLowerCase();
    registry.set(key, [...(registry.get(key) ?? []), lowerKeys(implementation)]);
}

export function findPlatformFunction(
    owner: string,
    member: 'statics' | 'methods' | 'constructors',
    name: string,
    params: readonly string[]
): PlatformFunction | null {
    const exact = `${name}(${params.join(',')})`.toLowerCase();
    const byArity = `${name}/${params.length}`.toLowerCase();
    return find(owner, member, exact) ?? find(owner, member, byArity);
}

/** The method of a platform interface behind a slot (`hasnext$0`, `getjobid$0`), for values that the platform itself provides. */
export function findPlatformMethodBySlot(owner: string, slot: string): PlatformFunction | null {
    const [name, arity] = slot.split('$') as [string, string];
    for (
        let type: string | undefined = owner;
        type;
        type = registry.get(type.toLowerCase())?.find((part) => part.extends)?.extends
    ) {
        for (const part of registry.get(type.toLowerCase()) ?? []) {
            for (const [key, found] of Object.entries(part.methods ?? {}))
                if (hasSlot(key, name, Number(arity))) return found;
        }
    }
    return null;
}

function hasSlot(key: string, name: string, arity: number): boolean {
    if (key === `${name}/${arity}`) return true;
    if (!key.startsWith(`${name}(`)) return false;
    const params = key.slice(name.length + 1, -1).replace(/<[^()]*>/g, '');
    return (params === '' ? 0 : params.split(',').length) === arity;
}

export function findPlatformProperty(
    owner: string,
    isStatic: boolean,
    name: string
): { get: PlatformFunction; set?: PlatformFunction } | null {
    return find(owner, isStatic ? 'staticProperties' : 'properties', name.toLowerCase());
}

export function platformInstanceTest(name: string): ((value: unknown) => boolean) | null {
    for (const part of registry.get(name.toLowerCase()) ?? []) if (part.isInstance) return part.isInstance;
    return null;
}

function find<M extends Member>(
    owner: string,
    member: M,
    key: string
): NonNullable<PlatformTypeImplementation[M]>[string] | null {
    const parts = registry.get(owner.toLowerCase());
    if (!parts) return null;
    for (const part of parts) {
        const found = part[member]?.[key];
        if (found) return found as NonNullable<PlatformTypeImplementation[M]>[string];
    }
    const parent = parts.find((part) => part.extends)?.extends;
    return parent ? find(parent, member, key) : null;
}

function lowerKeys(implementation: PlatformTypeImplementation): PlatformTypeImplementation {
    const lower = <T>(record: Readonly<Record<string, T>> | undefined): Record<string, T> | undefined =>
        record && Object.fromEntries(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
    return {
        ...implementation,
        statics: lower(implementation.statics),
        methods: lower(implementation.methods),
        constructors: lower(implementation.constructors),
        properties: lower(implementation.properties),
        staticProperties: lower(implementation.staticProperties)
    };
}
