import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { workers } from './tests/e2e/support/workers.ts';

export default defineConfig({
  plugins: [preact()],
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], environment: 'node' },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'tests/e2e/support/global-setup.ts',
          setupFiles: 'tests/e2e/support/worker-setup.ts',
          fileParallelism: workers > 1,
          maxWorkers: workers,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
