import type { ClassRecord, Compilation } from './compilation.ts';
import type { PlatformRef } from './types.ts';

/** The class itself, then its superclasses in the project. */
export function classChain(compilation: Compilation, record: ClassRecord): ClassRecord[] {
    const { superType } = record.symbol;
    return superType?.kind === 'class'
        ? [record, ...classChain(compilation, compilation.record(superType.symbol))]
        : [record];
}

/** All project types a type inherits from, itself first: superclasses and interfaces, each once. */
export function projectLineage(compilation: Compilation, record: ClassRecord): ClassRecord[] {
    const found = new Set<ClassRecord>();
    const visit = (current: ClassRecord): void => {
        if (found.has(current)) return;
        found.add(current);
        for (const type of [current.symbol.superType, ...current.symbol.interfaces]) {
            if (type?.kind === 'class') visit(compilation.record(type.symbol));
        }
    };
    visit(record);
    return [...found];
}

/** Platform supertypes named anywhere in the lineage. */
export function platformSupertypes(compilation: Compilation, record: ClassRecord): PlatformRef[] {
    const found: PlatformRef[] = [];
    for (const { symbol } of projectLineage(compilation, record)) {
        for (const type of [symbol.superType, ...symbol.interfaces]) if (type?.kind === 'platform') found.push(type);
    }
    return found;
}
