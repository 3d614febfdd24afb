/** A feature that the local org does not have. Apex cannot catch it; the test or request that needs it fails by name. */
export class UnsupportedFeature extends Error {
    readonly code = 'LOC-002';
    readonly feature: string;
    constructor(feature: string) {
        super(`The local org does not support ${feature}.`);
        this.name = 'UnsupportedFeature';
        this.feature = feature;
    }
}

/** @param feature qualified name, e.g. `System.Foo.bar` */
export function unsupported(feature: string): never {
    throw new UnsupportedFeature(feature);
}

/** A fault of the local org itself, never blamed on the user's Apex. */
export class InternalError extends Error {
    readonly code = 'LOC-001';
    constructor(message: string, cause: unknown) {
        super(message, { cause });
        this.name = 'InternalError';
    }
}
