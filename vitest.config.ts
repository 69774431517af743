import { defineConfig } from 'vitest/config';

/** Real Chrome and Lighthouse against sample sites. */
const measuring = ['tests/integration/{audit,planted,worker}-*.test.ts'];
/** Visits alone: they run at the lowest priority, so a speed run beside them would starve them. */
const visiting = ['tests/integration/audit-{engine,hostile,hostile-sites,manners,traps}.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './tests/support/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{app,db,scripts}/**/*.test.ts', 'tests/fixtures/**/*.test.ts', 'tests/support/**/*.test.ts'],
          setupFiles: ['tests/support/silence.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude: measuring,
          globalSetup: ['tests/support/postgres.setup.ts'],
          setupFiles: ['tests/support/silence.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'visit',
          include: visiting,
          globalSetup: ['tests/support/postgres.setup.ts'],
          setupFiles: ['tests/support/silence.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // Mostly they wait: for a page to be quiet, a deadline, a heart that no longer beats.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'audit',
          include: measuring,
          exclude: visiting,
          globalSetup: ['tests/support/postgres.setup.ts'],
          setupFiles: ['tests/support/silence.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // Audits measure: company on the cores bends what they see.
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          maxWorkers: 2,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
