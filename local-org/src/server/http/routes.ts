import { methodNotAllowed, notFound } from './apiFault.ts';

/** One address of the API: `{}` stands for a part of the path. */
export interface Route<Handler> {
    readonly method: string;
    readonly pattern: string;
    readonly handle: Handler;
}

export interface Match<Handler> {
    readonly handle: Handler;
    readonly params: readonly string[];
}

/** Finds the route of a request. @throws ApiFault NOT_FOUND, or METHOD_NOT_ALLOWED where only the method does not fit */
export function matchRoute<Handler>(routes: readonly Route<Handler>[], method: string, path: string): Match<Handler> {
    const segments = path.replace(/\/$/, '').split('/');
    const onPath = routes.flatMap((route) => {
        const params = paramsOf(route.pattern.split('/'), segments);
        return params ? [{ route, params }] : [];
    });
    const found = onPath.find(({ route }) => route.method === method);
    if (found) return { handle: found.route.handle, params: found.params };
    if (onPath.length === 0) throw notFound();
    throw methodNotAllowed(method, [...new Set(onPath.map(({ route }) => route.method))]);
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): string[] | null {
    if (pattern.length !== segments.length) return null;
    const params: string[] = [];
    for (const [i, part] of pattern.entries()) {
        if (part === '{}') params.push(segments[i]!);
        else if (part.toLowerCase() !== segments[i]!.toLowerCase()) return null;
    }
    return params;
}
