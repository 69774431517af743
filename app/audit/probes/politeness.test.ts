import { afterEach, expect, test, vi } from 'vitest';
import { createPoliteness, retryAfterMs } from './politeness.ts';

afterEach(() => vi.useRealTimers());

test('one address never has more than two at once, another is not held up, and every turn comes', async () => {
  const polite = createPoliteness();
  const open: Record<string, number> = {};
  let most = 0;
  let together = 0;
  const done: number[] = [];
  const work = (address: string, index: number) =>
    polite.turn(address, async () => {
      open[address] = (open[address] ?? 0) + 1;
      most = Math.max(most, open[address]);
      together = Math.max(
        together,
        Object.values(open).reduce((sum, count) => sum + count, 0),
      );
      await new Promise((resolve) => setImmediate(resolve));
      open[address] -= 1;
      done.push(index);
      if (index % 5 === 0) throw new Error('gagal');
    });
  const turns = Array.from({ length: 20 }, (_, index) => work(index % 4 === 0 ? '203.0.113.2' : '203.0.113.1', index));
  await Promise.allSettled(turns);
  expect(most).toBe(2);
  expect(together).toBeGreaterThan(2);
  expect(done).toHaveLength(20);
});

test('a pause asked for is kept before the next turn, and patience ends', async () => {
  vi.useFakeTimers();
  const polite = createPoliteness();
  expect(polite.backOff('a', 429, '5')).toBe(true);
  let began = false;
  const turn = polite.turn('a', async () => {
    began = true;
  });
  await vi.advanceTimersByTimeAsync(4_900);
  expect(began).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  await turn;
  expect(began).toBe(true);
  expect(polite.isTired('a')).toBe(false);
  expect(polite.backOff('a', 429, '3600')).toBe(false);
  expect(polite.isTired('a')).toBe(true);
  expect(polite.isTired('b')).toBe(false);
});

test('answers of the same moment ask for one pause together; a 503 without a word tires nobody', () => {
  const polite = createPoliteness();
  const asked = Array.from({ length: 50 }, () => polite.backOff('a', 429, '5'));
  expect(asked.every(Boolean)).toBe(true);
  const many = Array.from({ length: 50 }, () => polite.backOff('b', 503, undefined));
  expect(many.every(Boolean)).toBe(true);
  expect(polite.isTired('b')).toBe(false);
});

test.each([
  [undefined, null],
  ['', null],
  ['120', 120_000],
  ['besok', null],
  ['Tue, 24 Nov 2026 00:00:30 GMT', 30_000],
  ['Mon, 23 Nov 2026 00:00:00 GMT', 0],
])('Retry-After %j is %j ms', (header, ms) => {
  expect(retryAfterMs(header, Date.parse('2026-11-24T00:00:00Z'))).toBe(ms);
});
