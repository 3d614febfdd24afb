import type { PlatformTypeData } from '../src/typedb/platformTypeData.ts';
import type { ClassFile, MemberInfo } from './classFile.ts';
import { access } from './classFile.ts';
import {
    apexName,
    parseClassSignature,
    parseMethodSignature,
    parseTypeSignature,
    qualifiedName
} from './javaSignature.ts';

/** Members whose Apex spelling is no legal Java identifier and that the jar spells otherwise than with a trailing `$`. */
const memberSpelling: Readonly<Record<string, string>> = {
    'System.System.Assert': 'assert',
    'System.Trigger.New': 'new'
};

/** Types of the jar that only serve its own Java compilation. */
const omittedTypes: ReadonlySet<string> = new Set([
    'Object',
    'Internal.Any',
    'Internal.Interface',
    'Internal.Null',
    'Internal.SObjectType',
    'Internal.Trigger'
]);

const has = (member: { readonly access: number }, flag: number): boolean => (member.access & flag) !== 0;

function spelling(owner: string, javaName: string): string {
    return memberSpelling[`${owner}.${javaName}`] ?? apexName(javaName);
}

function methodNotation(owner: string, method: MemberInfo, ownerIsInterface: boolean): string {
    const signature = parseMethodSignature(method.signature);
    const flags = has(method, access.static)
        ? 'static '
        : has(method, access.abstract) && !ownerIsInterface
          ? 'abstract '
          : '';
    const name = spelling(owner, method.name);
    return `${flags}${name}(${signature.parameters.join(',')})${signature.returnType}`;
}

function constructorNotation(constructor: MemberInfo): string {
    const signature = parseMethodSignature(constructor.signature);
    return `${has(constructor, access.protected) ? 'protected ' : ''}(${signature.parameters.join(',')})`;
}

function fieldNotation(owner: string, field: MemberInfo): string {
    const flags = (has(field, access.static) ? 'static ' : '') + (has(field, access.final) ? 'final ' : '');
    return `${flags}${spelling(owner, field.name)}:${parseTypeSignature(field.signature)}`;
}

function enumData(file: ClassFile): PlatformTypeData {
    const constants = file.fields.filter((field) => has(field, access.enum)).map((field) => apexName(field.name));
    return { kind: 'enum', constants };
}

function classData(name: string, file: ClassFile): PlatformTypeData {
    const isInterface = has(file, access.interface);
    const shape =
        file.signature === null
            ? {
                  typeParams: [],
                  superType: parseTypeSignature(`L${file.superName ?? 'java/lang/Object'};`),
                  interfaces: file.interfaces.map((iface) => parseTypeSignature(`L${iface};`))
              }
            : parseClassSignature(file.signature);
    const visible = (member: MemberInfo): boolean =>
        !has(member, access.private) && !has(member, access.synthetic) && !has(member, access.bridge);
    const constructors = file.methods.filter((method) => visible(method) && method.name === '<init>');
    const methods = file.methods.filter((method) => visible(method) && !method.name.startsWith('<'));
    const fields = file.fields.filter(visible);
    return {
        ...(isInterface ? { kind: 'interface' } : {}),
        ...(has(file, access.abstract) && !isInterface ? { abstract: true } : {}),
        ...(shape.typeParams.length > 0 ? { params: shape.typeParams.join(',') } : {}),
        ...(shape.superType === 'Object' ? {} : { extends: shape.superType }),
        ...(shape.interfaces.length > 0 ? { implements: shape.interfaces } : {}),
        ...(constructors.length > 0 ? { constructors: constructors.map(constructorNotation) } : {}),
        ...(methods.length > 0 ? { methods: methods.map((method) => methodNotation(name, method, isInterface)) } : {}),
        ...(fields.length > 0 ? { fields: fields.map((field) => fieldNotation(name, field)) } : {})
    };
}

/** Platform types by qualified name, in the notation that the type database expands when a type is first asked for. */
export function platformTypesOf(files: readonly ClassFile[]): Record<string, PlatformTypeData> {
    const types = new Map<string, PlatformTypeData>();
    for (const file of files) {
        const name = qualifiedName(file.name);
        if (omittedTypes.has(name) || name.startsWith('SObjectStubs.')) {
            continue;
        }
        types.set(name, has(file, access.enum) ? enumData(file) : classData(name, file));
    }
    return Object.fromEntries([...types].sort(([left], [right]) => (left < right ? -1 : 1)));
}
