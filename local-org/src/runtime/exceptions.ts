import type { ClassSymbol } from '../semantics/symbols.ts';
import { apexFrames } from './frames.ts';
import type { ApexFrame } from './frames.ts';

/** Apex stacks are up to 1,000 deep; traces are cut where the platform's log would be unreadable anyway. */
Error.stackTraceLimit = 100;

/** An exception that Apex code can throw and catch. Classes of the project that extend Exception inherit from it. */
export class ApexException extends Error {
    /** `System.DmlException`, or the project class's name */
    declare typeName: string;
    /** What Apex sees as getMessage(): null only when constructed without one. */
    declare apexMessage: string | null;
    declare apexCause: ApexException | null;
    /** Carried by some platform exceptions, e.g. the rows of a DmlException. */
    declare detail: unknown;
    private frames: readonly ApexFrame[] | null = null;

    constructor(typeName: string, message: string | null = null, cause: ApexException | null = null) {
        super(message ?? '');
        this.typeName = typeName;
        this.name = typeName;
        this.apexMessage = message;
        this.apexCause = cause;
        this.detail = null;
    }

    /** Frames of Apex code, innermost first. */
    apexStack(): readonly ApexFrame[] {
        return (this.frames ??= apexFrames(this.stack ?? ''));
    }

    setApexMessage(message: string | null): void {
        this.apexMessage = message;
        this.message = message ?? '';
    }
}

/** Ends the transaction: neither catch nor finally of Apex code sees it. `System.LimitException`, `System.AssertException`. */
export class UncatchableApexException extends ApexException {}

/** Platform exceptions that no catch clause of Apex stops (Apex Developer Guide, "Exception statements" and System.assert). */
const UNCATCHABLE: ReadonlySet<string> = new Set(['System.LimitException', 'System.AssertException']);

/** An exception object without throwing it. @param typeName e.g. `System.MathException` */
export function apexException(
    typeName: string,
    message: string | null,
    cause: ApexException | null = null
): ApexException {
    return UNCATCHABLE.has(typeName)
        ? new UncatchableApexException(typeName, message, cause)
        : new ApexException(typeName, message, cause);
}

/** How platform code throws. @param typeName e.g. `System.MathException` @param message e.g. `Divide by 0` */
export function throwApex(typeName: string, message: string): never {
    throw apexException(typeName, message);
}

/** @param message e.g. `Too many SOQL queries: 101` */
export function limitExceeded(message: string): never {
    throw new UncatchableApexException('System.LimitException', message);
}

export function nullPointer(): never {
    throw new ApexException('System.NullPointerException', 'Attempt to de-reference a null object');
}

/** Sets up an instance of a project exception class, which is created without calling ApexException's constructor. */
export function initException(instance: ApexException, symbol: ClassSymbol): void {
    instance.typeName = symbol.name;
    instance.name = symbol.name;
    instance.message = '';
    instance.apexMessage = null;
    instance.apexCause = null;
    instance.detail = null;
    (instance as unknown as { frames: null }).frames = null;
    Error.captureStackTrace(instance);
}
