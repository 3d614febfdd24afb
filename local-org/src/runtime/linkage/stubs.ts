import type { ClassSymbol, MethodSymbol } from '../../semantics/symbols.ts';
import type { ClassType } from '../../semantics/types.ts';
import { OBJECT, STRING, platformOf } from '../../semantics/types.ts';
import { box } from '../boxes.ts';
import { ApexList } from '../collections.ts';
import { unboxTo } from '../instances.ts';
import { ApexTypeValue } from '../typeValue.ts';
import type { LoadedClass } from './scripts.ts';

/** System.StubProvider as generated code implements it. */
export interface StubProvider {
    handlemethodcall$6(
        stub: object,
        methodName: string,
        returnType: ApexTypeValue,
        parameterTypes: ApexList,
        parameterNames: ApexList,
        args: ApexList
    ): unknown;
}

/**
 * An object of `symbol` (class or interface) that was never constructed and hands every call to the provider. Private and static
 * methods and property accessors are not stubbed (Apex Developer Guide, "Build a Mocking Framework with the Stub API").
 */
export function createStub(target: LoadedClass, symbol: ClassSymbol, provider: StubProvider): object {
    const prototype = Object.create(target.prototype) as Record<string, unknown>;
    for (const method of stubbedMethods(symbol)) {
        prototype[method.slot] = function (this: object, ...values: unknown[]): unknown {
            return answer(this, method, provider, values);
        };
    }
    prototype['constructor'] = { $symbol: stubSymbol(symbol) };
    const stub = new target();
    Object.setPrototypeOf(stub, prototype);
    return stub;
}

/** The class that the platform generates for a stub shows in its text: `Foo__sfdc_ApexStub:[…]`. */
function stubSymbol(symbol: ClassSymbol): ClassSymbol {
    const target: ClassType = { kind: 'class', symbol };
    const isInterface = symbol.form === 'interface';
    return {
        ...symbol,
        name: `${symbol.name}__sfdc_ApexStub`,
        simpleName: `${symbol.simpleName}__sfdc_ApexStub`,
        form: 'class',
        superType: isInterface ? null : target,
        interfaces: isInterface ? [target] : [],
        fields: [],
        properties: [],
        methods: [],
        constructors: []
    };
}

function answer(stub: object, method: MethodSymbol, provider: StubProvider, values: readonly unknown[]): unknown {
    const { params, returnType } = method;
    const result = provider.handlemethodcall$6(
        stub,
        method.name,
        new ApexTypeValue(returnType),
        new ApexList(
            platformOf('System.Type'),
            params.map((param) => new ApexTypeValue(param.type))
        ),
        new ApexList(
            STRING,
            params.map((param) => param.name)
        ),
        new ApexList(
            OBJECT,
            values.map((value, i) => box(value, params[i]!.type))
        )
    );
    return returnType.kind === 'void' ? undefined : unboxTo(result, returnType);
}

/** Methods of the class, its superclasses and interfaces; an overriding one hides what it overrides. */
function stubbedMethods(symbol: ClassSymbol): MethodSymbol[] {
    const supertypes = [...(symbol.superType ? [symbol.superType] : []), ...symbol.interfaces];
    const inherited = supertypes.flatMap((type) => (type.kind === 'class' ? stubbedMethods(type.symbol) : []));
    const own = symbol.methods.filter((method) => !method.isStatic && method.visibility !== 'private');
    const slots = new Set(own.map((method) => method.slot));
    return [...inherited.filter((method) => !slots.has(method.slot)), ...own];
}
