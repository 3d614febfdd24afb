import { defineConfig } from 'vitest/config';

export default defineConfig({
    root: import.meta.dirname,
    // Many of these tests start processes, which a busy machine makes wait.
    test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 }
});
