import { expect, test } from 'vitest';
import { runChecks } from '../checks.ts';
import { aPage, aVisit, regency } from './visit.fixture.ts';

// A pattern that tries a long word from each of its letters needs minutes for these, and the worker stands still.
test.each(['0', 'a', '-', '0812-', '1.1.', 'togel-', 'a@', 'https://x.', ' \n'])(
  'a page of nothing but %j is read like any other',
  (piece) => {
    const text = piece.repeat(200_000 / piece.length);
    const results = runChecks(aVisit({ pages: [aPage('/', { text, title: text.slice(0, 5_000) })] }), regency);
    expect(results.every(({ outcome }) => outcome !== null)).toBe(true);
    expect(results.length).toBeGreaterThan(20);
  },
  20_000,
);
