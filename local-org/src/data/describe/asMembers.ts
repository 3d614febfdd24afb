import type { PlatformFunction } from '../../runtime/platform.ts';

/**
 * Describe results have each fact twice: as a property (`describe.Label`, `describe.Custom`) and as a method (`getLabel()`, and
 * `isCustom()` for what is true or false).
 */
export function asMembers<T>(getters: Readonly<Record<string, (target: T) => unknown>>): {
    methods: Record<string, PlatformFunction>;
    properties: Record<string, { get: PlatformFunction }>;
} {
    const methods: Record<string, PlatformFunction> = {};
    const properties: Record<string, { get: PlatformFunction }> = {};
    for (const [name, getter] of Object.entries(getters)) {
        methods[`get${name}()`] = getter;
        methods[`is${name}()`] = getter;
        properties[name] = { get: getter };
    }
    return { methods, properties };
}
