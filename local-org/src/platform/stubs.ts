import { ApexList } from '../runtime/collections.ts';
import { box } from '../runtime/boxes.ts';
import { nullPointer, throwApex } from '../runtime/exceptions.ts';
import { unboxTo } from '../runtime/instances.ts';
import { Apex, Types } from '../runtime/services.ts';
import { currentTransaction } from '../runtime/transaction.ts';
import { ApexTypeValue } from '../runtime/typeValue.ts';
import { platformSlot } from '../semantics/slots.ts';
import type { ClassSymbol, MethodSymbol } from '../semantics/symbols.ts';
import { OBJECT, platformOf, STRING } from '../semantics/types.ts';
import { currentTest } from './testRun.ts';

const TYPE = platformOf('System.Type');

/**
 * Test.createStub: an object of the class whose instance methods ask a System.StubProvider. Static and private methods cannot be
 * stubbed (Apex Developer Guide, "Build a Mocking Framework with the Stub API").
 */
export function createStub(type: ApexTypeValue | null, provider: object | null): object {
    currentTest('System.Test.createStub');
    if (type === null || provider === null) nullPointer();
    const stubbed = type.type;
    if (stubbed.kind !== 'class' || stubbed.symbol.form === 'enum') {
        return throwApex('System.TypeException', `Cannot stub type: ${type.name}`);
    }
    const stub = Object.create(currentTransaction().services.get(Types).allocate(stubbed.symbol)) as Record<
        string,
        unknown
    >;
    for (const method of stubbedMethods(stubbed.symbol))
        stub[method.slot] = (...args: unknown[]) => ask(provider, stub, method, args);
    return stub;
}

/** Own and inherited ones; the same slot once, as the most derived class declares it. */
function stubbedMethods(symbol: ClassSymbol): MethodSymbol[] {
    const methods = new Map<string, MethodSymbol>();
    const visit = (at: ClassSymbol): void => {
        for (const method of at.methods) {
            if (!method.isStatic && method.visibility !== 'private' && !methods.has(method.slot))
                methods.set(method.slot, method);
        }
        for (const parent of [at.superType, ...at.interfaces]) if (parent?.kind === 'class') visit(parent.symbol);
    };
    visit(symbol);
    return [...methods.values()];
}

function ask(provider: object, stub: object, method: MethodSymbol, args: readonly unknown[]): unknown {
    const answer = currentTransaction()
        .services.get(Apex)
        .callMethod(provider, platformSlot('System.StubProvider', 'handleMethodCall', 6), [
            stub,
            method.name,
            new ApexTypeValue(method.returnType),
            new ApexList(
                TYPE,
                method.params.map((param) => new ApexTypeValue(param.type))
            ),
            new ApexList(
                STRING,
                method.params.map((param) => param.name)
            ),
            new ApexList(
                OBJECT,
                args.map((value, i) => box(value, method.params[i]!.type))
            )
        ]);
    return method.returnType.kind === 'void' ? undefined : unboxTo(answer, method.returnType);
}
