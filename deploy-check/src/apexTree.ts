import type { Node } from '../../local-org/src/syntax/index.ts';

type Kinded = Node & { readonly kind: string };

const isNode = (value: unknown): value is Kinded =>
    typeof value === 'object' && value !== null && 'span' in value && 'kind' in value;

/** Calls `visit` for every node below that has a kind, parents first; `false` leaves out what is inside. */
export function walk(value: unknown, visit: (node: Kinded) => boolean | void): void {
    if (Array.isArray(value)) {
        for (const item of value) walk(item, visit);
    } else if (typeof value === 'object' && value !== null) {
        if (isNode(value) && visit(value) === false) return;
        for (const [key, inner] of Object.entries(value)) {
            if (key !== 'span' && typeof inner === 'object') walk(inner, visit);
        }
    }
}
