import type { NamedTypeRef, PlatformConstructor, PlatformField, PlatformMethod, TypeRef } from './model.ts';

/**
 * Reads the notation of the type data. `Integer` means `System.Integer`, `Database.Error` is qualified, `#T` is a type
 * variable, `@Account` a standard object; `Object` and `void` are themselves. Members read
 * `static name(Integer,List<#T>)Boolean`, `(String)` for constructors, `static final Name:String` for fields.
 */
export function parseType(text: string): TypeRef {
    const cursor = { at: 0 };
    const type = readType(text, cursor);
    if (cursor.at !== text.length) {
        throw new Error(`type data: unexpected '${text.slice(cursor.at)}' in '${text}'`);
    }
    return type;
}

export function parseNamedType(text: string): NamedTypeRef {
    const type = parseType(text);
    if ('variable' in type) {
        throw new Error(`type data: '${text}' must not be a type variable`);
    }
    return type;
}

const interned = new Map<string, NamedTypeRef>();

/** Types without arguments are shared, as they make up nearly all of the data. */
function simpleType(notationName: string): NamedTypeRef {
    const known = interned.get(notationName);
    if (known !== undefined) {
        return known;
    }
    const type = { name: qualify(notationName), args: [] };
    interned.set(notationName, type);
    return type;
}

function qualify(notationName: string): string {
    if (notationName.startsWith('@')) {
        return notationName.slice(1);
    }
    return notationName === 'void' || notationName === 'Object' || notationName.includes('.')
        ? notationName
        : `System.${notationName}`;
}

function readType(text: string, cursor: { at: number }): TypeRef {
    const start = cursor.at;
    while (cursor.at < text.length && !'<>,'.includes(text.charAt(cursor.at))) {
        cursor.at++;
    }
    const name = text.slice(start, cursor.at);
    if (name.startsWith('#')) {
        return { variable: name.slice(1) };
    }
    if (text[cursor.at] !== '<') {
        return simpleType(name);
    }
    const args: TypeRef[] = [];
    do {
        cursor.at++;
        args.push(readType(text, cursor));
    } while (text[cursor.at] === ',');
    cursor.at++;
    return { name: qualify(name), args };
}

/** `Integer,Map<String,Object>`: commas inside of `<>` belong to a type. */
function parseTypeList(text: string): TypeRef[] {
    const types: TypeRef[] = [];
    const cursor = { at: 0 };
    while (cursor.at < text.length) {
        types.push(readType(text, cursor));
        cursor.at++;
    }
    return types;
}

export function parseMethod(text: string, ownerIsInterface: boolean): PlatformMethod {
    const match = /^(static |abstract )?([\w]+)\((.*)\)(.+)$/.exec(text);
    if (match === null) {
        throw new Error(`type data: malformed method '${text}'`);
    }
    const [, flag, name = '', parameters = '', returnType = ''] = match;
    return {
        name,
        isStatic: flag === 'static ',
        isAbstract: ownerIsInterface || flag === 'abstract ',
        parameters: parseTypeList(parameters),
        returnType: parseType(returnType)
    };
}

export function parseConstructor(text: string): PlatformConstructor {
    const match = /^(protected )?\((.*)\)$/.exec(text);
    if (match === null) {
        throw new Error(`type data: malformed constructor '${text}'`);
    }
    return { isProtected: match[1] !== undefined, parameters: parseTypeList(match[2] ?? '') };
}

export function parseField(text: string): PlatformField {
    const match = /^(static )?(final )?(\w+):(.+)$/.exec(text);
    if (match === null) {
        throw new Error(`type data: malformed field '${text}'`);
    }
    const [, isStatic, isFinal, name = '', type = ''] = match;
    return { name, isStatic: isStatic !== undefined, isReadOnly: isFinal !== undefined, type: parseType(type) };
}

/** Back to the notation of signatures as Apex shows them: `Map<String,List<T>>`, `Database.Error`. */
export function displayType(type: TypeRef): string {
    if ('variable' in type) {
        return type.variable;
    }
    const name = type.name.startsWith('System.') ? type.name.slice('System.'.length) : type.name;
    return type.args.length === 0 ? name : `${name}<${type.args.map(displayType).join(',')}>`;
}
