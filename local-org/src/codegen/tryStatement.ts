import type { BoundStatement } from '../semantics/bound.ts';
import type { BodyContext } from './bodyContext.ts';
import { compileBlock } from './statements.ts';

type Try = Extract<BoundStatement, { kind: 'Try' }>;

/** What ends a transaction (limits, assertions, faults of the local org) passes by catch and finally alike. */
export function compileTry(context: BodyContext, node: Try): void {
    const { emitter } = context.script;
    const n = context.unique();
    if (node.finallyBody) emitter.write(`{let $u${n}=false;try{`);
    if (node.catches.length > 0) emitter.write('try');
    compileBlock(context, node.body);
    if (node.catches.length > 0) {
        emitter.write(`catch($e${n}){const $x${n}=${context.operation('caught')}($e${n});`);
        node.catches.forEach((clause, i) => {
            emitter.sync(clause.line);
            emitter.write(
                `${i > 0 ? 'else ' : ''}if(${matches(context, clause.type, `$x${n}`)}){let ${clause.local.jsName}=$x${n};`
            );
            compileBlock(context, clause.body);
            emitter.write('}');
        });
        emitter.write(`else throw $x${n};}`);
    }
    if (!node.finallyBody) return;
    emitter.write(
        `}catch($e${n}){$u${n}=${context.operation('endsTransaction')}($e${n});throw $e${n};}finally{if(!$u${n})`
    );
    compileBlock(context, node.finallyBody);
    emitter.write('}}');
}

function matches(context: BodyContext, type: Try['catches'][number]['type'], exception: string): string {
    if (type.kind === 'class') return `${exception} instanceof ${context.links.class(type.symbol)}`;
    if (type.name === 'System.Exception') return 'true';
    return `${context.operation('isExceptionOf')}(${exception},${JSON.stringify(type.name)})`;
}
