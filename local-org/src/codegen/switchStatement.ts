import type { BoundExpression, BoundStatement, BoundSwitchBranch } from '../semantics/bound.ts';
import type { BodyContext } from './bodyContext.ts';
import { compileExpression } from './expressions.ts';
import { convertNumeric, numericKindOf } from './numeric.ts';
import { compileBlock } from './statements.ts';

type Switch = Extract<BoundStatement, { kind: 'Switch' }>;

/** A chain of ifs, because `break` in a branch leaves the loop around the switch. Strings compare case-sensitive. */
export function compileSwitch(context: BodyContext, node: Switch): void {
    const { emitter } = context.script;
    const subject = `$s${context.unique()}`;
    emitter.write(`{const ${subject}=${compileExpression(context, node.value)};`);
    const elseBranch = node.branches.find((branch) => branch.values === null && branch.type === null);
    const others = node.branches.filter((branch) => branch !== elseBranch);
    others.forEach((branch, i) => {
        emitter.sync(branch.line);
        emitter.write(`${i > 0 ? 'else ' : ''}if(${test(context, node, branch, subject)}){`);
        if (branch.type) emitter.write(`let ${branch.type.local.jsName}=${subject};`);
        compileBlock(context, branch.body);
        emitter.write('}');
    });
    if (elseBranch) {
        if (others.length > 0) emitter.write('else');
        compileBlock(context, elseBranch.body);
    }
    emitter.write('}');
}

function test(context: BodyContext, node: Switch, branch: BoundSwitchBranch, subject: string): string {
    if (branch.type) {
        const type = branch.type.type;
        return type.kind === 'class' && type.symbol.form === 'class'
            ? `${subject} instanceof ${context.links.class(type.symbol)}`
            : `${context.operation('isInstance')}(${subject},${context.type(type)})`;
    }
    return branch.values!.map((value) => `${subject}===${constant(context, value, node.value)}`).join('||');
}

function constant(context: BodyContext, value: BoundExpression, subject: BoundExpression): string {
    return convertNumeric(
        context,
        compileExpression(context, value),
        numericKindOf(value.type),
        numericKindOf(subject.type)
    );
}
