import type { Expression, Member, Statement } from '../../local-org/src/syntax/index.ts';

/** Nodes that rules look at; those of queries are passed by. */
export type ApexNode = Statement | Expression | Member;

const isNode = (value: object): value is ApexNode => 'span' in value && 'kind' in value;

/** Calls `visit` for every node below that has a kind, parents first; `false` leaves out what is inside. */
export function walk(value: unknown, visit: (node: ApexNode) => boolean | void): void {
    if (Array.isArray(value)) {
        for (const item of value) walk(item, visit);
    } else if (typeof value === 'object' && value !== null) {
        if (isNode(value) && visit(value) === false) return;
        for (const [key, inner] of Object.entries(value)) {
            if (key !== 'span' && typeof inner === 'object') walk(inner, visit);
        }
    }
}
