import { define } from './message.ts';

export const typeNotConstructable = define(
    'type-not-constructable',
    (type: string) => `Type cannot be constructed: ${type}`
);
export const newAbstract = define('new-abstract', (type: string) => `Abstract classes cannot be constructed: ${type}`);
export const namedArgumentsNeeded = define(
    'named-arguments-needed',
    (type: string) => `Type requires name=value pair construction: ${type}`
);
export const namedArgumentsRefused = define(
    'named-arguments-refused',
    (type: string) => `Invalid constructor syntax, name=value pairs can only be used for SObjects: ${type}`
);
export const elementType = define(
    'element-type',
    (expected: string, found: string) =>
        `Initial expression is of incorrect type, expected: ${expected} but was: ${found}`
);
export const keyType = define('key-type', (type: string, map: string) => `Invalid key type ${type} for ${map}`);
export const valueType = define('value-type', (type: string, map: string) => `Invalid value type ${type} for ${map}`);
export const listInitializer = define(
    'list-initializer',
    (type: string, element: string) =>
        `Invalid initializer type ${type} found for List<${element}>: expected an Integer or a List of type ${element}`
);
export const setInitializer = define(
    'set-initializer',
    (type: string, element: string) =>
        `Invalid initializer type ${type} found for Set<${element}>: expected a List or a Set of type: ${element}`
);
export const mapInitializer = define(
    'map-initializer',
    (type: string, key: string, value: string) =>
        `Invalid initializer type ${type} found for Map<${key},${value}>: expected a Map with the same key and value types, or a valid SObject List`
);
