import { expect, test } from 'vitest';
import { localInWib, momentInWib } from './pass-form.ts';

test('a closing moment is read in WIB, whatever zone the server is in', () => {
  expect(momentInWib('2026-11-24T17:00')?.toISOString()).toBe('2026-11-24T10:00:00.000Z');
  expect(momentInWib('2026-01-01T03:30:00')?.toISOString()).toBe('2025-12-31T20:30:00.000Z');
  expect(localInWib(new Date('2025-12-31T20:30:59.000Z'))).toBe('2026-01-01T03:30');
});

test.each(['', '24/11/2026 17:00', '2026-11-24', '2026-02-31T10:00', '2026-13-01T10:00', '2026-11-24T25:00'])(
  '%j is no moment',
  (value) => {
    expect(momentInWib(value)).toBeNull();
  },
);
