import { defineConfig } from 'vitest/config';

// `npm test` leaves out tests/long: whole journeys, hostile sites, killed processes, measurements. `npm run test:all` does not.

/** Real Chrome against sample sites. */
const auditing = ['tests/{integration,long}/{audit,planted,worker}-*.test.ts'];
/** Sites that take every core they can get: beside them others run into their deadlines. */
const hostile = ['tests/long/audit-{hostile-sites,hostile-speed}.test.ts'];
/** Those that look at what Lighthouse found: company on the cores bends it. */
const measuring = ['tests/long/{audit-control,audit-pages,audit-speed-pool,planted-defects}.test.ts'];

/** Not by `exclude`: that would put aside the one of the command line. */
const without = (globs: string[]) => globs.map((glob) => `!${glob}`);

export default defineConfig({
  test: {
    reporters: ['default', './tests/support/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{app,db,scripts}/**/*.test.ts', 'tests/fixtures/**/*.test.ts', 'tests/support/**/*.test.ts'],
          setupFiles: ['tests/support/silence.ts'],
          // Thousands of made-up contests take their time on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', ...without(auditing)],
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
          include: [...auditing, ...without([...measuring, ...hostile])],
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
          name: 'hostile',
          include: hostile,
          setupFiles: ['tests/support/silence.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // Each takes every core it can get: beside the other, only the waiting is longer.
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'audit',
          include: measuring,
          globalSetup: ['tests/support/postgres.setup.ts'],
          setupFiles: ['tests/support/silence.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/{e2e,long}/**/*.test.ts', ...without(auditing)],
          globalSetup: ['tests/support/postgres.setup.ts', 'tests/support/regency.setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          maxWorkers: 2,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
});
