import { defineConfig } from 'vitest/config'

/** Tests against real servers on loopback: slow to start, so one file at a time and patient. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    include: ['test/networks/**/*.test.ts'],
    exclude: ['test/networks/server/**', '**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 240_000,
    fileParallelism: false,
  },
})
