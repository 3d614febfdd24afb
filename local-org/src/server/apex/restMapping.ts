import type { ClassSymbol } from '../../semantics/symbols.ts';

/** A class with `@RestResource` and the pattern of its addresses below `/services/apexrest`. */
export interface RestMapping {
    readonly symbol: ClassSymbol;
    /** `/notices/*` */
    readonly pattern: string;
}

export function restMappings(symbols: readonly ClassSymbol[]): RestMapping[] {
    return symbols.flatMap((symbol) => {
        const resource = symbol.annotations.find(({ name }) => name === 'restresource');
        return resource ? [{ symbol, pattern: resource.args.get('urlmapping') ?? '' }] : [];
    });
}

/**
 * The resource of an address. An exact match wins, then the longest pattern with wildcards; case counts (Apex Developer Guide,
 * "RestResource Annotation").
 * @param path below `/services/apexrest`: `/notices/17`
 */
export function matchRestMapping(mappings: readonly RestMapping[], path: string): RestMapping | null {
    const exact = mappings.find(({ pattern }) => pattern === path.replace(/\/$/, '') || pattern === path);
    if (exact) return exact;
    const matching = mappings.filter(({ pattern }) => expressionOf(pattern).test(path));
    return matching.sort((a, b) => b.pattern.length - a.pattern.length)[0] ?? null;
}

/** `/a/*` is also the address `/a`. */
function expressionOf(pattern: string): RegExp {
    const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${escaped.replace(/\/\*$/, '(?:/.*)?').replace(/\*/g, '.*')}/?$`, 's');
}
