import type { ClassSymbol } from '../semantics/symbols.ts';

/** One constant of an enum; a singleton, compared by identity. */
export class EnumValue {
    /** `System.StatusCode`, or the project enum's name */
    readonly typeName: string;
    readonly name: string;
    readonly ordinal: number;
    /** null for enums of the platform */
    readonly symbol: ClassSymbol | null;

    constructor(typeName: string, name: string, ordinal: number, symbol: ClassSymbol | null) {
        this.typeName = typeName;
        this.name = name;
        this.ordinal = ordinal;
        this.symbol = symbol;
    }
}

const projectEnums = new WeakMap<ClassSymbol, readonly EnumValue[]>();
const platformEnums = new Map<string, readonly EnumValue[]>();
let constantsOf: (typeName: string) => readonly string[] = () => [];

/** Says where the constants of platform enums are to be found (the platform's type data), in ordinal order. */
export function providePlatformEnums(constants: (typeName: string) => readonly string[]): void {
    constantsOf = constants;
}

/** The constants of a project enum in declaration order. */
export function enumValues(symbol: ClassSymbol): readonly EnumValue[] {
    let values = projectEnums.get(symbol);
    if (!values) {
        values = symbol.enumConstants.map((name, ordinal) => new EnumValue(symbol.name, name, ordinal, symbol));
        projectEnums.set(symbol, values);
    }
    return values;
}

/** The constants of a platform enum. @param typeName qualified, e.g. `System.StatusCode` */
export function platformEnumValues(typeName: string): readonly EnumValue[] {
    let values = platformEnums.get(typeName);
    if (!values) {
        values = constantsOf(typeName).map((name, ordinal) => new EnumValue(typeName, name, ordinal, null));
        platformEnums.set(typeName, values);
    }
    return values;
}

/** One constant of a platform enum, ignoring case. */
export function platformEnum(typeName: string, name: string): EnumValue {
    const wanted = name.toLowerCase();
    const found = platformEnumValues(typeName).find((value) => value.name.toLowerCase() === wanted);
    if (!found) throw new Error(`${typeName} has no constant ${name}.`);
    return found;
}
