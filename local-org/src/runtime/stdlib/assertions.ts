import type { ApexType } from '../../semantics/types.ts';
import { displayName } from '../../semantics/types.ts';
import { apexEquals } from '../equality.ts';
import { throwApex } from '../exceptions.ts';
import { isInstance, typeOf } from '../instances.ts';
import { definePlatformType } from '../platform.ts';
import type { ApexTypeValue } from '../typeValue.ts';
import { nullArgument } from './arguments.ts';
import { stringValueOf } from './stringValue.ts';

/** System.assert… and System.Assert. The exceptions they throw cannot be caught by Apex. */

function failed(message: unknown, detail: string | null): never {
    const parts = [
        'Assertion Failed',
        ...(message === undefined || message === null ? [] : [stringValueOf(message)]),
        ...(detail === null ? [] : [detail])
    ];
    return throwApex('System.AssertException', parts.join(': '));
}

function isTrue(condition: boolean | null, message?: unknown): void {
    if (condition === null) nullArgument(1, 1);
    if (condition !== true) failed(message, message === undefined ? 'Expected: true, Actual: false' : null);
}

function plainAssert(condition: boolean | null, message?: unknown): void {
    if (condition === null) nullArgument(1, 1);
    if (condition !== true) failed(message, null);
}

function isFalse(condition: boolean | null, message?: unknown): void {
    if (condition === null) nullArgument(1, 1);
    if (condition !== false) failed(message, message === undefined ? 'Expected: false, Actual: true' : null);
}

function areEqual(expected: unknown, actual: unknown, message?: unknown): void {
    if (!apexEquals(expected, actual))
        failed(message, `Expected: ${stringValueOf(expected)}, Actual: ${stringValueOf(actual)}`);
}

function areNotEqual(notExpected: unknown, actual: unknown, message?: unknown): void {
    if (apexEquals(notExpected, actual)) failed(message, `Same value: ${stringValueOf(actual)}`);
}

function instanceCheck(wanted: boolean): (value: unknown, type: ApexTypeValue | null, message?: unknown) => void {
    return (value, type, message) => {
        if (type === null) return nullArgument(2, 2);
        if (isInstance(value, type.type) === wanted) return;
        const actual = value === null ? 'null' : displayName(typeOf(value) as ApexType);
        failed(
            message,
            wanted
                ? `Expected type: ${type.name}, Actual type: ${actual}`
                : `Not expected type: ${type.name}, Actual type: ${actual}`
        );
    };
}

definePlatformType('System.System', {
    statics: {
        'assert/1': plainAssert,
        'assert/2': plainAssert,
        'assertEquals/2': areEqual,
        'assertEquals/3': areEqual,
        'assertNotEquals/2': areNotEqual,
        'assertNotEquals/3': areNotEqual
    }
});

definePlatformType('System.Assert', {
    statics: {
        'areEqual/2': areEqual,
        'areEqual/3': areEqual,
        'areNotEqual/2': areNotEqual,
        'areNotEqual/3': areNotEqual,
        'fail/0': () => failed(null, null),
        'fail/1': (message: string | null) => failed(message, null),
        'isFalse/1': isFalse,
        'isFalse/2': isFalse,
        'isInstanceOfType/2': instanceCheck(true),
        'isInstanceOfType/3': instanceCheck(true),
        'isNotInstanceOfType/2': instanceCheck(false),
        'isNotInstanceOfType/3': instanceCheck(false),
        'isNotNull/1': (value: unknown) => areNotEqual(null, value),
        'isNotNull/2': (value: unknown, message: string | null) => areNotEqual(null, value, message),
        'isNull/1': (value: unknown) => areEqual(null, value),
        'isNull/2': (value: unknown, message: string | null) => areEqual(null, value, message),
        'isTrue/1': isTrue,
        'isTrue/2': isTrue
    }
});
