import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const resolve = createRequire(import.meta.url).resolve;
const declarations = readFileSync(resolve('@salesforce/types/metadata').replace(/\.js$/, '.d.ts'), 'utf8');
const registryFile = join(dirname(resolve('@salesforce/source-deploy-retrieve')), 'registry', 'metadataRegistry.json');

interface Declaration {
    readonly base: string | null;
    /** `name type flags`, flags being `?` for optional and `*` for repeated. */
    readonly elements: readonly string[];
}

const enumerations = new Map<string, string[]>();
for (const match of declarations.matchAll(/^export type (\w+) = ((?:'[^']*'(?: \| )?)+);$/gm)) {
    const values = [...(match[2] ?? '').matchAll(/'([^']*)'/g)].map((value) => value[1] ?? '');
    enumerations.set(match[1] ?? '', values);
}

const types = new Map<string, Declaration>();
for (const match of declarations.matchAll(/^export type (\w+) = (?:(\w+) & )?\{\n((?: {4}.*\n)*)\};$/gm)) {
    const elements = [...(match[3] ?? '').matchAll(/^ {4}(\w+)(\??): (\w+)(\[\])?;$/gm)].map(
        ([, name, optional, type, repeated]) => `${name} ${type} ${repeated === undefined ? optional : '*'}`.trim()
    );
    types.set(match[1] ?? '', { base: match[2] ?? null, elements });
}

/** Types without elements of their own, such as abstract bases. */
const opaque = new Set([...declarations.matchAll(/^export type (\w+) = string;$/gm)].map(([, name]) => name));

function elementsOf(name: string): readonly string[] {
    const declaration = types.get(name);
    if (declaration === undefined && opaque.has(name)) {
        return [];
    }
    if (declaration === undefined) {
        throw new Error(`no type ${name} in @salesforce/types`);
    }
    return declaration.base === null
        ? declaration.elements
        : [...elementsOf(declaration.base), ...declaration.elements];
}

const reachedTypes: Record<string, readonly string[]> = {};
const reachedEnumerations: Record<string, string> = {};
/** Types of components and of the parts that source format keeps in files of their own. */
const componentTypes = [...types].flatMap(([name, { base }]) => (/^Metadata/.test(base ?? '') ? [name] : []));
const pending: string[] = componentTypes;
for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
    const values = enumerations.get(name);
    if (values !== undefined) {
        reachedEnumerations[name] = values.join(' ');
    } else if (types.has(name) && !Object.hasOwn(reachedTypes, name)) {
        const elements = elementsOf(name);
        reachedTypes[name] = elements;
        pending.push(...elements.map((element) => element.split(' ')[1] ?? ''));
    }
}

interface RegistryType {
    readonly name: string;
    readonly suffix?: string;
    readonly directoryName: string;
    readonly children?: { readonly types: Readonly<Record<string, RegistryType>> };
}
const registry = JSON.parse(readFileSync(registryFile, 'utf8')) as { types: Record<string, RegistryType> };
const suffixes: Record<string, string> = {};
for (const type of Object.values(registry.types)) {
    for (const part of [type, ...Object.values(type.children?.types ?? {})]) {
        if (part.suffix !== undefined && !Object.hasOwn(suffixes, part.suffix)) {
            suffixes[part.suffix] = part.name;
        }
    }
}

function lines(record: Readonly<Record<string, unknown>>): string {
    const sorted = Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
    return `{\n${sorted.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',\n')}\n}`;
}

/** Content of `src/project/generated/metadata-types.json`. */
export function metadataTypesFile(): string {
    return `{"types":${lines(reachedTypes)},\n"enumerations":${lines(reachedEnumerations)},\n"suffixes":${lines(suffixes)}}\n`;
}
