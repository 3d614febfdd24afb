import type { Schema } from '../../project/schemaModel.ts';
import type { ClassSymbol } from '../../semantics/symbols.ts';
import type { ApexType, PrimitiveName } from '../../semantics/types.ts';
import { OBJECT, SOBJECT, listOf, mapOf, platformOf, setOf, sobjectOf } from '../../semantics/types.ts';
import type { PlatformTypes } from '../../typedb/index.ts';

export interface KnownTypes {
    readonly platform: PlatformTypes;
    readonly schema: Schema;
    /** @param lowerName `outer.inner` */
    classNamed(lowerName: string): ClassSymbol | null;
}

const PRIMITIVES: readonly PrimitiveName[] = [
    'Boolean',
    'Integer',
    'Long',
    'Double',
    'Decimal',
    'String',
    'Id',
    'Date',
    'Datetime',
    'Time',
    'Blob'
];

/** Reads a type's name as Type.forName does: `Foo`, `Outer.Inner`, `List<Account>`, `Map<String,List<Integer>>`; null when unknown. */
export function typeByName(known: KnownTypes, name: string): ApexType | null {
    const text = name.trim();
    const open = text.indexOf('<');
    if (open > 0 && text.endsWith('>'))
        return generic(known, text.slice(0, open).trim(), splitArguments(text.slice(open + 1, -1)));
    const lower = text.toLowerCase();
    const project = known.classNamed(lower);
    if (project) return { kind: 'class', symbol: project };
    const bare = lower.startsWith('system.') ? lower.slice(7) : lower;
    const primitive = PRIMITIVES.find((candidate) => candidate.toLowerCase() === bare);
    if (primitive) return { kind: 'primitive', name: primitive };
    if (bare === 'object') return OBJECT;
    if (bare === 'sobject') return SOBJECT;
    const platform =
        known.platform.findQualified(text.includes('.') ? text : `System.${text}`) ??
        known.platform.findQualified(`Schema.${text}`);
    if (platform && !['list', 'set', 'map'].includes(bare)) return platformOf(platform.qualifiedName, platform.kind);
    const object = known.schema.object(lower.startsWith('schema.') ? lower.slice(7) : lower);
    return object ? sobjectOf(object.name) : null;
}

function generic(known: KnownTypes, base: string, names: readonly string[]): ApexType | null {
    const args = names.map((name) => typeByName(known, name));
    if (args.some((arg) => arg === null)) return null;
    const [first, second] = args as ApexType[];
    switch (base.toLowerCase().replace(/^system\./, '')) {
        case 'list':
            return args.length === 1 ? listOf(first!) : null;
        case 'set':
            return args.length === 1 ? setOf(first!) : null;
        case 'map':
            return args.length === 2 ? mapOf(first!, second!) : null;
        default: {
            const platform = known.platform.findQualified(base.includes('.') ? base : `System.${base}`);
            return platform ? platformOf(platform.qualifiedName, platform.kind, args as ApexType[]) : null;
        }
    }
}

function splitArguments(text: string): string[] {
    const parts: string[] = [];
    let depth = 0;
    let start = 0;
    for (let i = 0; i < text.length; i++) {
        if (text[i] === '<') depth++;
        else if (text[i] === '>') depth--;
        else if (text[i] === ',' && depth === 0) {
            parts.push(text.slice(start, i));
            start = i + 1;
        }
    }
    return [...parts, text.slice(start)];
}
