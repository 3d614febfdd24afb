import type {
    BoundExpression,
    BoundInterfaceCall,
    BoundNewPlatform,
    BoundNewUser,
    BoundPlatformCall,
    BoundUserCall,
    PlatformConstructor
} from '../semantics/bound.ts';
import type { ClassSymbol, ConstructorSymbol, MethodSymbol } from '../semantics/symbols.ts';
import { elementReader } from './access.ts';
import type { BodyContext } from './bodyContext.ts';
import { compileExpression } from './expressions.ts';
import { checkedValue } from './numeric.ts';

/** Name of the generated method that runs a constructor; unique per class, because constructors are not virtual. */
export function constructorName(owner: ClassSymbol, slot: string): string {
    return `${slot}$${owner.index}`;
}

/** Runs an inherited constructor of System.Exception. */
export function exceptionConstructorName(owner: ClassSymbol): string {
    return constructorName(owner, 'init$exception');
}

export function args(context: BodyContext, values: readonly BoundExpression[]): string {
    return values.map((value) => compileExpression(context, value)).join(',');
}

export function compileUserCall(context: BodyContext, node: BoundUserCall): string {
    const values = args(context, node.args);
    switch (node.dispatch) {
        case 'static':
            if (isFuture(node.method))
                return `${context.operation('enqueueFuture')}(${context.links.class(node.method.owner)},'${node.method.slot}',[${values}])`;
            return `${context.links.class(node.method.owner)}.${node.method.slot}(${values})`;
        case 'super':
            return `super.${node.method.slot}(${values})`;
        case 'virtual':
            return `${compileExpression(context, node.receiver!)}.${node.method.slot}(${values})`;
    }
}

/** A call of a @future method only asks for a job. */
function isFuture(method: MethodSymbol): boolean {
    return method.annotations.some(({ name }) => name === 'future');
}

/** The receiver may be an object of the project, which has the slot, or one that the platform provides. */
export function compileInterfaceCall(context: BodyContext, node: BoundInterfaceCall): string {
    const owner = node.interface.name;
    const call = context.links.constant({ kind: 'interface', owner, slot: node.slot }, `${owner}.${node.slot}`);
    const values = node.args.length > 0 ? `,${args(context, node.args)}` : '';
    return `${call}(${checkedValue(context, node.receiver)}${values})`;
}

/** Members that compile to a method call on the runtime's own class; a null receiver then fails in the Apex frame. */
const DIRECT: Readonly<Record<string, string>> = {
    'system.list.size()': 'size',
    'system.list.isempty()': 'isEmpty',
    'system.list.add(t)': 'add',
    'system.set.size()': 'size',
    'system.set.isempty()': 'isEmpty',
    'system.set.add(t)': 'add',
    'system.set.contains(t)': 'contains',
    'system.map.size()': 'size',
    'system.map.isempty()': 'isEmpty',
    'system.map.get(k)': 'get',
    'system.map.put(k,v)': 'put',
    'system.map.containskey(k)': 'containsKey'
};

export function compilePlatformCall(context: BodyContext, node: BoundPlatformCall): string {
    const key = `${node.owner}.${node.method}(${node.params.join(',')})`.toLowerCase();
    if (node.receiver === null) {
        const call = context.links.constant(
            { kind: 'static', owner: node.owner, name: node.method, params: node.params },
            key
        );
        const values = node.args.map((value) => compileExpression(context, value));
        if (node.variables) values.push(variableReaders(context, node.variables));
        return `${call}(${values.join(',')})`;
    }
    const direct = DIRECT[key];
    if (direct) return `${compileExpression(context, node.receiver)}.${direct}(${args(context, node.args)})`;
    if (key === 'system.list.get(integer)') {
        const list = compileExpression(context, node.receiver);
        return `${list}.${elementReader(node.receiver)}(${checkedValue(context, node.args[0]!)})`;
    }
    if (key === 'system.string.length()') return `${compileExpression(context, node.receiver)}.length`;
    const receiver = checkedValue(context, node.receiver);
    const values = node.args.length > 0 ? `,${args(context, node.args)}` : '';
    const kind = node.isSuper ? 'super ' : '';
    const call = context.links.constant(
        { kind: 'method', owner: node.owner, name: node.method, params: node.params, isSuper: node.isSuper === true },
        kind + key
    );
    return `${call}(${receiver}${values})`;
}

/** Functions that read the caller's variables, by name: goes behind the declared arguments. */
function variableReaders(context: BodyContext, variables: NonNullable<BoundPlatformCall['variables']>): string {
    return `{${variables.map(({ name, value }) => `${name}:()=>${compileExpression(context, value)}`).join(',')}}`;
}

export function compileNewUser(context: BodyContext, node: BoundNewUser): string {
    const created = `new ${context.links.class(node.symbol)}()`;
    const constructor = node.constructor_;
    if (constructor !== null && isPlatformConstructor(constructor)) {
        return `${created}.${exceptionConstructorName(node.symbol)}(${exceptionArguments(constructor, args(context, node.args))})`;
    }
    const slot = constructor === null ? 'init$0' : constructor.slot;
    return `${created}.${constructorName(node.symbol, slot)}(${args(context, node.args)})`;
}

export function isPlatformConstructor(
    constructor: ConstructorSymbol | PlatformConstructor
): constructor is PlatformConstructor {
    return constructor.symbol === 'platformConstructor';
}

/** Arguments as message and cause. */
export function exceptionArguments(constructor: PlatformConstructor, values: string): string {
    const isCauseOnly = constructor.params.length === 1 && constructor.params[0] !== 'String';
    return isCauseOnly ? `null,${values}` : values;
}

export function compileNewPlatform(context: BodyContext, node: BoundNewPlatform): string {
    const { owner, params } = node.constructor_;
    const create = context.links.constant(
        { kind: 'constructor', owner, name: '', params },
        `${owner}(${params.join(',')})`
    );
    return `${create}(${args(context, node.args)})`;
}
