import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begins with the files that start the Salesforce CLI again and again: begun last, they would run on alone at the end. */
class LongestFirst extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
        const sorted = await super.sort(files);
        const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/sf/');
        return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
    }
}

export default defineConfig({
    root: import.meta.dirname,
    test: {
        include: ['test/**/*.test.ts'],
        pool: 'threads',
        poolOptions: { threads: { maxThreads: 2 } },
        sequence: { sequencer: LongestFirst },
        testTimeout: 120_000,
        hookTimeout: 120_000
    }
});
