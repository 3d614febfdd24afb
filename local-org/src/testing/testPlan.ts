import { UnsupportedFeature } from '../runtime/unsupported.ts';
import type { AnnotationSymbol, ClassSymbol, MethodSymbol } from '../semantics/index.ts';

/** The tests of one class, in the order of the source. */
export interface TestClass {
    readonly symbol: ClassSymbol;
    readonly setup: readonly MethodSymbol[];
    readonly methods: readonly MethodSymbol[];
}

export interface TestFilter {
    /** Names in any case; empty for all. */
    readonly classes: readonly string[];
    readonly methods: readonly string[];
}

export const ALL_TESTS: TestFilter = { classes: [], methods: [] };

/** Classes with test methods that the filter lets through. */
export function findTests(classes: readonly ClassSymbol[], filter: TestFilter): TestClass[] {
    const wanted = (names: readonly string[], name: string): boolean =>
        names.length === 0 || names.some((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return classes
        .filter((symbol) => symbol.isTest && symbol.form === 'class' && wanted(filter.classes, symbol.name))
        .map((symbol) => ({
            symbol,
            setup: symbol.methods.filter((method) => has(method.annotations, 'testsetup')),
            methods: symbol.methods.filter((method) => method.isTestMethod && wanted(filter.methods, method.name))
        }))
        .filter(({ methods }) => methods.length > 0)
        .sort((a, b) => (a.symbol.name < b.symbol.name ? -1 : 1));
}

/** @throws UnsupportedFeature for tests that rely on records which only an org that has been used can have */
export function refuseAllData(test: TestClass, method: MethodSymbol): void {
    const annotations = [...test.symbol.annotations, ...method.annotations];
    if (annotations.some(({ args }) => args.get('seealldata')?.toLowerCase() === 'true')) {
        throw new UnsupportedFeature('@IsTest(SeeAllData=true), as tests find no records but those they make');
    }
}

function has(annotations: readonly AnnotationSymbol[], name: string): boolean {
    return annotations.some((candidate) => candidate.name === name);
}
