import { define } from './message.ts';

export const unknownVariable = define('unknown-variable', (name: string) => `Variable does not exist: ${name}`);
export const unknownType = define('unknown-type', (name: string) => `Invalid type: ${name}`);
export const unknownField = define(
    'unknown-field',
    (name: string, type: string) => `Field does not exist: ${name} on ${type}`
);
export const unknownLabel = define('unknown-label', (name: string) => `External string does not exist: ${name}`);
export const unknownPage = define('unknown-page', (name: string) => `Page does not exist: ${name}`);
export const unknownMethod = define(
    'unknown-method',
    (signature: string, type: string) =>
        `Method does not exist or incorrect signature: void ${signature} from the type ${type}`
);
export const unknownConstructor = define(
    'unknown-constructor',
    (type: string, args: string) => `Constructor not defined: [${type}].<Constructor>(${args})`
);
export const duplicateVariable = define('duplicate-variable', (name: string) => `Duplicate variable: ${name}`);
export const reservedName = define('reserved-name', (name: string) => `Identifier name is reserved: ${name}`);
export const duplicateField = define('duplicate-field', (name: string) => `Duplicate field: ${name}`);
export const duplicateFieldInit = define(
    'duplicate-field-init',
    (name: string) => `Duplicate field initialization: ${name}`
);
export const duplicateType = define('duplicate-type', (name: string) => `Type name already in use: ${name}`);
export const duplicateMethod = define(
    'duplicate-method',
    (signature: string, type: string) => `Method already defined: ${signature} from the type ${type}`
);
export const duplicateModifier = define('duplicate-modifier', (name: string) => `Duplicate modifier: ${name}`);
export const methodNotVisible = define(
    'method-not-visible',
    (signature: string) => `Method is not visible: ${signature}`
);
export const variableNotVisible = define('variable-not-visible', (name: string) => `Variable is not visible: ${name}`);
export const typeNotVisible = define('type-not-visible', (name: string) => `Type is not visible: ${name}`);
export const staticFieldFromInstance = define(
    'static-field-from-instance',
    (name: string, type: string) =>
        `Static field cannot be referenced from a non static context: ${name} from the type ${type}`
);
export const instanceFieldFromStatic = define(
    'instance-field-from-static',
    (name: string, type: string) =>
        `Non static field cannot be referenced from a static context: ${name} from the type ${type}`
);
export const staticMethodFromInstance = define(
    'static-method-from-instance',
    (signature: string) => `Static method cannot be referenced from a non static context: ${signature}`
);
export const instanceMethodFromStatic = define(
    'instance-method-from-static',
    (signature: string) => `Non static method cannot be referenced from a static context: ${signature}`
);
export const abstractMethodCall = define(
    'abstract-method-call',
    (signature: string) => `Abstract method cannot be called directly: ${signature}`
);
export const thisInStatic = define('this-in-static', () => 'This cannot be referenced in a static context');
export const superInStatic = define('super-in-static', () => 'Super cannot be referenced in a static context');
export const noSuperType = define('no-super-type', (name: string) => `No super type defined: ${name}`);
export const typeArgumentCount = define(
    'type-argument-count',
    (name: string, expected: number, found: number) =>
        `Invalid type argument count for ${name}: expected ${expected} but found ${found}`
);
