import { defineConfig } from 'vitest/config';

// One file after the other: each starts an org of its own and measures times in it.
export default defineConfig({
    root: import.meta.dirname,
    test: { include: ['**/*.test.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 }
});
