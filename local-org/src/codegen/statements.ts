import type { BoundBlock, BoundStatement } from '../semantics/bound.ts';
import { incrementStatement, assignStatement } from './assignments.ts';
import { condition } from './arithmetic.ts';
import type { BodyContext } from './bodyContext.ts';
import { compileExpression } from './expressions.ts';
import { compileForEach } from './forEach.ts';
import { checkedValue } from './numeric.ts';
import { compileSwitch } from './switchStatement.ts';
import { compileTry } from './tryStatement.ts';
import type { BoundExpression } from '../semantics/bound.ts';

/** Writes a statement on its own line. */
function compileStatement(context: BodyContext, node: BoundStatement): void {
    const { emitter } = context.script;
    emitter.sync(node.line);
    switch (node.kind) {
        case 'Block':
            return compileBlock(context, node);
        case 'Local':
            if (node.init) count(context, node.line);
            return emitter.write(
                `let ${node.local.jsName}=${node.init ? compileExpression(context, node.init) : 'null'};`
            );
        case 'Expression':
            count(context, node.line);
            return emitter.write(`${compileUnused(context, node.expression)};`);
        case 'If':
            count(context, node.line);
            emitter.write(`if(${condition(context, node.condition)}){`);
            compileStatement(context, node.then);
            emitter.write('}');
            if (!node.otherwise) return;
            emitter.write('else{');
            compileStatement(context, node.otherwise);
            return emitter.write('}');
        case 'For':
            count(context, node.line);
            emitter.write('{');
            for (const init of node.init) compileStatement(context, init);
            emitter.write(`for(;${node.condition ? condition(context, node.condition) : ''};`);
            emitter.write(`${node.update.map((update) => compileUnused(context, update)).join(',')}){`);
            compileLoopBody(context, node.body);
            return emitter.write('}}');
        case 'ForEach':
            count(context, node.line);
            return compileForEach(context, node);
        case 'While':
            count(context, node.line);
            emitter.write(`while(${condition(context, node.condition)}){`);
            compileLoopBody(context, node.body);
            return emitter.write('}');
        case 'DoWhile':
            emitter.write('do{');
            compileLoopBody(context, node.body);
            return emitter.write(`}while(${condition(context, node.condition)});`);
        case 'Return':
            count(context, node.line);
            if (node.value) return emitter.write(`return ${compileExpression(context, node.value)};`);
            return emitter.write(context.returnsThis ? 'return this;' : 'return;');
        case 'Throw':
            count(context, node.line);
            return emitter.write(`throw ${checkedValue(context, node.value)};`);
        case 'Break':
            return emitter.write('break;');
        case 'Continue':
            return emitter.write('continue;');
        case 'Empty':
            return;
        case 'Try':
            return compileTry(context, node);
        case 'Switch':
            count(context, node.line);
            return compileSwitch(context, node);
        case 'RunAs': {
            count(context, node.line);
            const leave = `$r${context.unique()}`;
            emitter.write(
                `{const ${leave}=${context.operation('runAs')}(${compileExpression(context, node.user)});try{`
            );
            compileBlock(context, node.body);
            return emitter.write(`}finally{${leave}();}}`);
        }
        case 'Dml': {
            count(context, node.line);
            const target = compileExpression(context, node.target);
            const mergeWith = node.mergeWith ? compileExpression(context, node.mergeWith) : 'null';
            const options = `${JSON.stringify(node.accessMode)},${JSON.stringify(node.upsertField)},${mergeWith}`;
            return emitter.write(`${context.operation('dml')}('${node.operation}',${target},${options});`);
        }
    }
}

export function compileBlock(context: BodyContext, block: BoundBlock): void {
    const { emitter } = context.script;
    emitter.write('{');
    for (const statement of block.body) compileStatement(context, statement);
    emitter.write('}');
}

/** Each turn of a loop costs one tick of the CPU budget; the transaction is asked about it every 1024 ticks. */
export function compileLoopBody(context: BodyContext, body: BoundStatement): void {
    context.hasLoop = true;
    context.script.emitter.write(`if((++$f&1023)===0)${context.operation('tick')}(1024);`);
    compileStatement(context, body);
}

/** Counts the line as run. */
export function count(context: BodyContext, line: number): void {
    const { coverage, emitter } = context.script;
    if (coverage) emitter.write(`$c[${coverage.counter(line)}]++;`);
}

function compileUnused(context: BodyContext, expression: BoundExpression): string {
    if (expression.kind === 'Increment') return incrementStatement(context, expression);
    if (expression.kind === 'Assign') return assignStatement(context, expression);
    return compileExpression(context, expression);
}
