import type { Block, Statement } from '../syntax/ast.ts';
import type { Span } from '../syntax/position.ts';

/**
 * Does control reach the end of a statement? `unsure`: only a loop that never ends keeps it from it, which the
 * platform's analysis does not look into; neither a missing return nor an unreachable statement is reported then.
 */
export type Completion = 'completes' | 'leaves' | 'unsure';

const both = (a: Completion, b: Completion): Completion => {
    if (a === 'completes' || b === 'completes') return 'completes';
    return a === 'unsure' || b === 'unsure' ? 'unsure' : 'leaves';
};

/** Completion of a block; `unreachable` is called with the first statement of each block that control never reaches. */
export function completionOf(block: Block, unreachable: (span: Span) => void): Completion {
    return ofStatements(block.body, unreachable);
}

function ofStatements(statements: readonly Statement[], unreachable: (span: Span) => void): Completion {
    let reached: Completion = 'completes';
    for (const statement of statements) {
        if (reached === 'leaves') {
            unreachable(statement.span);
            return 'leaves';
        }
        const own = ofStatement(statement, unreachable);
        if (own !== 'completes') reached = reached === 'unsure' && own === 'unsure' ? 'unsure' : own;
    }
    return reached;
}

function ofStatement(node: Statement, unreachable: (span: Span) => void): Completion {
    switch (node.kind) {
        case 'Block':
            return ofStatements(node.body, unreachable);
        case 'Return':
        case 'Throw':
        case 'Break':
        case 'Continue':
            return 'leaves';
        case 'If': {
            const then = ofStatement(node.then, unreachable);
            return node.otherwise ? both(then, ofStatement(node.otherwise, unreachable)) : 'completes';
        }
        case 'For':
            ofStatement(node.body, unreachable);
            return node.condition === null || isTrue(node.condition) ? endless(node.body) : 'completes';
        case 'While':
            ofStatement(node.body, unreachable);
            return isTrue(node.condition) ? endless(node.body) : 'completes';
        case 'ForEach':
            ofStatement(node.body, unreachable);
            return 'completes';
        case 'DoWhile': {
            const inner = ofStatement(node.body, unreachable);
            if (inner === 'completes' && !isTrue(node.condition)) return 'completes';
            return endless(node.body);
        }
        case 'Try': {
            const caught = node.catches.map((clause) => ofStatements(clause.body.body, unreachable));
            const outcome = caught.reduce(both, ofStatements(node.body.body, unreachable));
            const last = node.finallyBody ? ofStatements(node.finallyBody.body, unreachable) : 'completes';
            return last === 'completes' ? outcome : last;
        }
        case 'Switch': {
            const branches = node.branches.map((branch) => ofStatements(branch.body.body, unreachable));
            const isComplete = node.branches.some((branch) => branch.when.kind === 'Else');
            return isComplete && branches.length > 0 ? branches.reduce(both) : 'completes';
        }
        case 'RunAs':
            return ofStatements(node.body.body, unreachable);
        default:
            return 'completes';
    }
}

const isTrue = (node: { readonly kind: string; readonly value?: unknown }): boolean =>
    node.kind === 'Literal' && String(node.value).toLowerCase() === 'true';

const endless = (body: Statement): Completion => (breaksOut(body) ? 'completes' : 'unsure');

/** Is there a `break` that leaves the loop with this body? */
function breaksOut(node: Statement): boolean {
    switch (node.kind) {
        case 'Break':
            return true;
        case 'Block':
            return node.body.some(breaksOut);
        case 'If':
            return breaksOut(node.then) || (node.otherwise !== null && breaksOut(node.otherwise));
        case 'Try':
            return (
                breaksOut(node.body) ||
                node.catches.some((clause) => breaksOut(clause.body)) ||
                (node.finallyBody !== null && breaksOut(node.finallyBody))
            );
        case 'Switch':
            return node.branches.some((branch) => breaksOut(branch.body));
        case 'RunAs':
            return breaksOut(node.body);
        default:
            return false;
    }
}
