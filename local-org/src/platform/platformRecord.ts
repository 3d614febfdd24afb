import type { CopyableState } from '../async/index.ts';
import { ApexList } from '../runtime/collections.ts';
import type { PlatformFunction } from '../runtime/platform.ts';
import { definePlatformType } from '../runtime/platform.ts';
import type { ApexType } from '../semantics/types.ts';

/** An instance of a platform class that is nothing but its properties. */
export class PlatformRecord implements CopyableState {
    private readonly values = new Map<string, unknown>();

    get(property: string): unknown {
        return this.values.get(property.toLowerCase()) ?? null;
    }

    set(property: string, value: unknown): this {
        this.values.set(property.toLowerCase(), value);
        return this;
    }

    copyState(copy: <T>(value: T) => T): PlatformRecord {
        const made = Object.create(Object.getPrototypeOf(this) as object, {
            values: { value: new Map() }
        }) as PlatformRecord;
        for (const [name, value] of this.values) made.set(name, copy(value));
        return made;
    }
}

export interface PlatformRecordShape {
    /** Properties that are null at first. */
    readonly properties?: readonly string[];
    /** Properties that are an empty list at first, with their element type. */
    readonly lists?: Readonly<Record<string, ApexType>>;
    /** Properties that are false at first. */
    readonly flags?: readonly string[];
    /** Properties that have a getter and a setter method as well. */
    readonly hasAccessors?: boolean;
    readonly extends?: PlatformRecordClass;
    readonly methods?: Readonly<Record<string, PlatformFunction>>;
}

export interface PlatformRecordClass {
    new (): PlatformRecord;
    readonly apexName: string;
}

/** Registers a platform class of that kind. @param name qualified, e.g. `Metadata.DeployMessage` */
export function definePlatformRecord(name: string, shape: PlatformRecordShape): PlatformRecordClass {
    const parent: PlatformRecordClass | typeof PlatformRecord = shape.extends ?? PlatformRecord;
    const made = class extends parent {
        static readonly apexName = name;
        constructor() {
            super();
            for (const [property, element] of Object.entries(shape.lists ?? {}))
                this.set(property, new ApexList(element));
            for (const property of shape.flags ?? []) this.set(property, false);
        }
    };
    const names = [...(shape.properties ?? []), ...Object.keys(shape.lists ?? {}), ...(shape.flags ?? [])];
    definePlatformType(name, {
        constructors: { '()': () => new made() },
        properties: Object.fromEntries(names.map((property) => [property, accessor(property)])),
        methods: { ...(shape.hasAccessors ? Object.assign({}, ...names.map(accessorMethods)) : {}), ...shape.methods },
        ...(shape.extends ? { extends: shape.extends.apexName } : {}),
        isInstance: (value) => value instanceof made
    });
    return made;
}

const accessor = (property: string): { get: PlatformFunction; set: PlatformFunction } => ({
    get: (record: PlatformRecord) => record.get(property),
    set: (record: PlatformRecord, value: unknown) => {
        record.set(property, value);
    }
});

const accessorMethods = (property: string): Record<string, PlatformFunction> => ({
    [`get${property}/0`]: (record: PlatformRecord) => record.get(property),
    [`set${property}/1`]: (record: PlatformRecord, value: unknown) => {
        record.set(property, value);
    }
});
