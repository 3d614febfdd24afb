import type { StandardObjectData } from '../src/typedb/standardObjectData.ts';
import type { ClassFile } from './classFile.ts';
import { access } from './classFile.ts';
import { parseTypeSignature } from './javaSignature.ts';

/** Objects that, as the type of a field without a reference beside it, mean the compound value. */
const compoundTypes: ReadonlySet<string> = new Set(['Address', 'Location']);

interface JarField {
    readonly name: string;
    readonly notation: string;
}

function fieldsOf(file: ClassFile): JarField[] {
    return file.fields
        .filter((field) => (field.access & access.static) === 0)
        .map((field) => ({ name: field.name, notation: parseTypeSignature(field.signature) }));
}

/**
 * Entries of one object: `Name:String`, `OwnerId:Id>Owner>User` for a reference with its relationship,
 * `Contacts<Contact` for a child relationship.
 */
function entriesOf(file: ClassFile): string[] {
    const fields = fieldsOf(file);
    const names = new Set(fields.map((field) => field.name));
    const parents = new Map<string, string>();
    const entries: { name: string; text: string }[] = [];
    for (const field of fields) {
        const child = /^List<@(\w+)>$/.exec(field.notation);
        const target = /^@?(\w+)$/.exec(/^@|^SObject$/.test(field.notation) ? field.notation : '')?.[1];
        if (child !== null) {
            entries.push({ name: field.name, text: `${field.name}<${child[1]}` });
        } else if (target === undefined) {
            entries.push({ name: field.name, text: `${field.name}:${field.notation}` });
        } else if (names.has(`${field.name}Id`)) {
            parents.set(`${field.name}Id`, `${field.name}>${target}`);
        } else if (compoundTypes.has(target)) {
            entries.push({ name: field.name, text: `${field.name}:${target}` });
        }
    }
    return entries.map((entry) => {
        const parent = parents.get(entry.name);
        return parent === undefined ? entry.text : `${entry.text}>${parent}`;
    });
}

/** All objects; equal entries of different objects are stored once and referred to by their number in base 36. */
export function standardObjectsOf(files: readonly ClassFile[]): StandardObjectData {
    const objects = files
        .map((file) => ({ name: file.name.slice(file.name.lastIndexOf('/') + 1), entries: entriesOf(file) }))
        .sort((left, right) => (left.name < right.name ? -1 : 1));
    const uses = new Map<string, number>();
    for (const entry of objects.flatMap((object) => object.entries)) {
        uses.set(entry, (uses.get(entry) ?? 0) + 1);
    }
    const dictionary = [...uses].sort(([, left], [, right]) => right - left).map(([entry]) => entry);
    const numbers = new Map(dictionary.map((entry, index) => [entry, index.toString(36)]));
    return {
        entries: dictionary,
        objects: Object.fromEntries(
            objects.map((object) => [object.name, object.entries.map((entry) => numbers.get(entry)).join(' ')])
        )
    };
}
