import { throwApex } from '../exceptions.ts';
import type { PlatformFunction } from '../platform.ts';

/** What the platform says of a null argument: with its position when there are several. */
export function nullArgument(position: number, count: number): never {
    return throwApex(
        'System.NullPointerException',
        count === 1 ? 'Argument cannot be null.' : `Argument ${position} cannot be null`
    );
}

/** Static members none of whose arguments may be null. */
export function staticsWithoutNull(
    members: Readonly<Record<string, PlatformFunction>>
): Record<string, PlatformFunction> {
    return Object.fromEntries(Object.entries(members).map(([key, body]) => [key, checkedStatic(body)]));
}

/** Instance members none of whose arguments may be null; the receiver comes first. */
export function methodsWithoutNull(
    members: Readonly<Record<string, PlatformFunction>>
): Record<string, PlatformFunction> {
    return Object.fromEntries(Object.entries(members).map(([key, body]) => [key, checkedMethod(body)]));
}

function checkedMethod(body: PlatformFunction): PlatformFunction {
    switch (body.length) {
        case 0:
        case 1:
            return body;
        case 2:
            return (receiver, a) => (a === null ? nullArgument(1, 1) : body(receiver, a));
        default:
            return (receiver, ...args) => {
                refuseNull(args);
                return body(receiver, ...args);
            };
    }
}

function checkedStatic(body: PlatformFunction): PlatformFunction {
    if (body.length === 0) return body;
    if (body.length === 1) return (a) => (a === null ? nullArgument(1, 1) : body(a));
    return (...args) => {
        refuseNull(args);
        return body(...args);
    };
}

function refuseNull(args: readonly unknown[]): void {
    const index = args.indexOf(null);
    if (index >= 0) nullArgument(index + 1, args.length);
}
