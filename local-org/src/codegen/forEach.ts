import type { BoundStatement } from '../semantics/bound.ts';
import type { ApexType } from '../semantics/types.ts';
import type { BodyContext } from './bodyContext.ts';
import { compileExpression } from './expressions.ts';
import { checkedValue, convertNumeric, numericKindOf } from './numeric.ts';
import { compileLoopBody } from './statements.ts';

type ForEach = Extract<BoundStatement, { kind: 'ForEach' }>;

/** Rows per turn of `for (List<Account> rows : [SELECT …])`. */
const CHUNK = 200;

export function compileForEach(context: BodyContext, node: ForEach): void {
    const { emitter } = context.script;
    const n = context.unique();
    const variable = node.local.jsName;
    switch (node.source) {
        case 'list': {
            const element = node.iterable.type.kind === 'list' ? node.iterable.type.element : null;
            const read =
                element?.kind === 'object'
                    ? `$l${n}.boxed($i${n})`
                    : fit(context, `$a${n}[$i${n}]`, element, node.local.type);
            emitter.write(`{const $l${n}=${compileExpression(context, node.iterable)},$a${n}=$l${n}.beginIteration();`);
            emitter.write(`try{for(let $i${n}=0;$i${n}<$a${n}.length;$i${n}++){let ${variable}=${read};`);
            compileLoopBody(context, node.body);
            return emitter.write(`}}finally{$l${n}.endIteration();}}`);
        }
        case 'set': {
            const element = node.iterable.type.kind === 'set' ? node.iterable.type.element : null;
            emitter.write(`{const $l${n}=${compileExpression(context, node.iterable)},$a${n}=$l${n}.beginIteration();`);
            emitter.write(
                `try{for(const $v${n} of $a${n}){let ${variable}=${fit(context, `$v${n}`, element, node.local.type)};`
            );
            compileLoopBody(context, node.body);
            return emitter.write(`}}finally{$l${n}.endIteration();}}`);
        }
        case 'iterable':
            emitter.write(
                `{const $l${n}=${iteratorCall(context, 'Iterable', 'iterator')}(${checkedValue(context, node.iterable)});`
            );
            emitter.write(`while(${iteratorCall(context, 'Iterator', 'hasnext')}($l${n})){`);
            emitter.write(`let ${variable}=${iteratorCall(context, 'Iterator', 'next')}($l${n});`);
            compileLoopBody(context, node.body);
            return emitter.write('}}');
        case 'soqlRecord':
            emitter.write(`for(let ${variable} of ${checkedValue(context, node.iterable)}.items){`);
            compileLoopBody(context, node.body);
            return emitter.write('}');
        case 'soqlChunk':
            emitter.write(
                `for(let ${variable} of ${context.operation('chunks')}(${checkedValue(context, node.iterable)},${CHUNK})){`
            );
            compileLoopBody(context, node.body);
            return emitter.write('}');
    }
}

function iteratorCall(context: BodyContext, type: 'Iterable' | 'Iterator', method: string): string {
    const owner = `System.${type}`;
    return context.links.constant({ kind: 'interface', owner, slot: `${method}$0` }, `${owner}.${method}$0`);
}

/** The loop variable may be of a wider type than the elements. */
function fit(context: BodyContext, code: string, element: ApexType | null, variable: ApexType): string {
    if (element?.kind !== 'primitive') return code;
    if (variable.kind === 'object') return `${context.operation('box')}(${code},${context.type(element)})`;
    return convertNumeric(context, code, numericKindOf(element), numericKindOf(variable));
}
