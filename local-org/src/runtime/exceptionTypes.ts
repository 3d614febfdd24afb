import type { PlatformTypes } from '../typedb/index.ts';
import type { PlatformType } from '../typedb/model.ts';
import type { ApexException } from './exceptions.ts';
import { apexException } from './exceptions.ts';
import { definePlatformType } from './platform.ts';

const superclasses = new Map<string, string>();

/** The superclass of a platform exception, null for System.Exception and for types that are no exceptions. */
export function superclassOf(typeName: string): string | null {
    return superclasses.get(typeName) ?? null;
}

/** Registers every exception type of the platform's type data with its constructors. Registering again changes nothing. */
export function installExceptionTypes(platform: PlatformTypes): void {
    for (const namespace of platform.namespaces()) {
        for (const name of platform.typesOf(namespace)) installFrom(platform, platform.find(namespace, name));
    }
}

function installFrom(platform: PlatformTypes, type: PlatformType | null): void {
    if (!type) return;
    for (const inner of type.innerTypes) installFrom(platform, platform.findInner(type, inner));
    const { qualifiedName, superName } = type;
    if (!qualifiedName.endsWith('Exception') || superName === null || superclasses.has(qualifiedName)) return;
    superclasses.set(qualifiedName, superName);
    definePlatformType(qualifiedName, {
        extends: superName,
        constructors: {
            '()': () => created(qualifiedName, null, null),
            '(String)': (message: string | null) => created(qualifiedName, message, null),
            '(Exception)': (cause: ApexException | null) => created(qualifiedName, null, cause),
            '(String,Exception)': (message: string | null, cause: ApexException | null) =>
                created(qualifiedName, message, cause)
        }
    });
}

/** What getMessage() says of an exception built without a message. */
export const NO_MESSAGE = 'Script-thrown exception';

function created(typeName: string, message: string | null, cause: ApexException | null): ApexException {
    return apexException(typeName, message ?? NO_MESSAGE, cause);
}
