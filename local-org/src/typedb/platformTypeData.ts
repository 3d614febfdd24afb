/** One platform type as stored in `generated/platform-types.json` and `overrides/`; texts are in the notation of `notation.ts`. */
export interface PlatformTypeData {
    readonly kind?: string;
    readonly abstract?: boolean;
    /** Type parameters, separated by commas. */
    readonly params?: string;
    readonly extends?: string;
    readonly implements?: readonly string[];
    readonly constructors?: readonly string[];
    readonly methods?: readonly string[];
    readonly fields?: readonly string[];
    readonly constants?: readonly string[];
}
