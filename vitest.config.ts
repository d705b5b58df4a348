import { defineConfig } from 'vitest/config';

// Unit tests are pure and instant; integration tests touch files, HTTP and child processes; browser tests drive Chromium.
export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{knowledge,matchers,workbooks,architecture}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      { test: { name: 'integration', include: ['test/{server,templates,corpus}/**/*.test.ts'], testTimeout: 120_000 } },
      {
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 180_000, fileParallelism: false },
      },
    ],
  },
});
