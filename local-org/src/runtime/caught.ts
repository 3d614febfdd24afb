import { ApexException, UncatchableApexException, apexException } from './exceptions.ts';
import { raisedByApex } from './frames.ts';
import { inheritsException } from './instances.ts';
import { InternalError, UnsupportedFeature } from './unsupported.ts';

/** undefined instead of null, or a missing method, would be a fault of the local org. */
const NULL_DEREFERENCE = /^Cannot (?:read|set) properties of null/;

/**
 * What Apex code sees of a JavaScript error. Null dereferences of generated code arrive as TypeError, endless recursion as
 * RangeError; the same errors out of platform code are faults of the local org.
 */
export function apexErrorOf(error: unknown): Error {
    if (error instanceof ApexException || error instanceof UnsupportedFeature || error instanceof InternalError)
        return error;
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    if (error instanceof RangeError && error.message.includes('call stack')) {
        return withStack(apexException('System.LimitException', 'Maximum stack depth reached: 1001'), stack);
    }
    if (error instanceof TypeError && NULL_DEREFERENCE.test(error.message) && raisedByApex(stack)) {
        return withStack(apexException('System.NullPointerException', 'Attempt to de-reference a null object'), stack);
    }
    return new InternalError(error instanceof Error ? `${error.name}: ${error.message}` : String(error), error);
}

/** For catch clauses: the exception that Apex may catch. @throws whatever ends the transaction */
export function caught(error: unknown): ApexException {
    const seen = apexErrorOf(error);
    if (seen instanceof ApexException && !(seen instanceof UncatchableApexException)) return seen;
    throw seen;
}

/** Is this an error after which no Apex code of the transaction runs, finally blocks included? */
export function endsTransaction(error: unknown): boolean {
    const seen = apexErrorOf(error);
    return !(seen instanceof ApexException) || seen instanceof UncatchableApexException;
}

export function isExceptionOf(exception: ApexException, typeName: string): boolean {
    return inheritsException(exception.typeName, typeName);
}

/** Runs Apex from outside: JavaScript errors come out as what they mean. */
export function guarded<T>(run: () => T): T {
    try {
        return run();
    } catch (error) {
        throw apexErrorOf(error);
    }
}

function withStack<E extends Error>(exception: E, stack: string): E {
    exception.stack = stack;
    return exception;
}
