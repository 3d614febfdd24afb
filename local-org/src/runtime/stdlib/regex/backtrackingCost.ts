import type { RegexNode } from './syntaxTree.ts';

/** How the time of a search that fails may grow with the length of the text. */
export type BacktrackingCost = 'linear' | 'polynomial' | 'exponential';

/** An upper estimate: what repeats inside of a repetition is taken for exponential, several repetitions for polynomial. */
export function backtrackingCost(root: RegexNode): BacktrackingCost {
    if (hasNestedRepeat(root, false)) return 'exponential';
    return openRepeats(root) > 1 ? 'polynomial' : 'linear';
}

function hasNestedRepeat(node: RegexNode, inRepeat: boolean): boolean {
    switch (node.kind) {
        case 'repeat':
            return inRepeat || hasNestedRepeat(node.body, node.max > 1);
        case 'alternation':
            return inRepeat || node.branches.some((branch) => hasNestedRepeat(branch, inRepeat));
        default:
            return childrenOf(node).some((child) => hasNestedRepeat(child, inRepeat));
    }
}

function openRepeats(node: RegexNode): number {
    const own = node.kind === 'repeat' && node.max === Infinity ? 1 : 0;
    return childrenOf(node).reduce((sum, child) => sum + openRepeats(child), own);
}

function childrenOf(node: RegexNode): readonly RegexNode[] {
    switch (node.kind) {
        case 'sequence':
            return node.items;
        case 'alternation':
            return node.branches;
        case 'capture':
        case 'atomic':
        case 'look':
        case 'repeat':
            return [node.body];
        default:
            return [];
    }
}
