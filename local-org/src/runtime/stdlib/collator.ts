import { definePlatformType } from '../platform.ts';

/** System.Collator: order of the user's language; has the slot of Comparator.compare. */
export class ApexCollator {
    static readonly apexName = 'System.Collator';
    private readonly order = new Intl.Collator('en-US');

    compare$2(a: string | null, b: string | null): number {
        if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
        return this.order.compare(a, b);
    }
}

definePlatformType('System.Collator', {
    isInstance: (value) => value instanceof ApexCollator,
    methods: { 'compare/2': (collator: ApexCollator, a: string | null, b: string | null) => collator.compare$2(a, b) },
    statics: { 'getInstance()': () => new ApexCollator() }
});

definePlatformType('System.Comparator', { isInstance: (value) => value instanceof ApexCollator });
