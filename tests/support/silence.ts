import { afterEach, expect, vi } from 'vitest';

/** A test that makes the code print an error must expect it: `vi.mocked(console.error).mockClear()` after looking. */
const errors = vi.spyOn(console, 'error');
afterEach(() => {
  const calls = errors.mock.calls.map((call) => call.map(String).join(' '));
  errors.mockClear();
  expect(calls, 'unexpected console.error').toEqual([]);
});
