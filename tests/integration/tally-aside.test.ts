import { expect, test } from 'vitest';
import { computeResults } from '#app/publication/compute.ts';
import { computeAside } from '#app/publication/compute-aside.server.ts';
import golden from '#tests/fixtures/golden/contest.json' with { type: 'json' };

test('gives what the tally gives, to each who asked, while this thread goes on', async () => {
  const draws = { ...golden.method, bootstrap: { draws: 3_000, seed: 1 } };
  let turns = 0;
  const clock = setInterval(() => {
    turns += 1;
  }, 1);
  const [plain, drawn] = await Promise.all([computeAside(golden), computeAside({ ...golden, method: draws })]);
  clearInterval(clock);
  expect(plain).toEqual(computeResults(golden));
  expect(drawn).toEqual(computeResults({ ...golden, method: draws }));
  expect(turns).toBeGreaterThan(3);
});

test('a fault is told with its path, and the thread goes on', async () => {
  await expect(computeAside({ ...golden, judges: [] })).rejects.toThrow(/^marks\[0\]|^assignments\[0\]/);
  expect((await computeAside(golden)).entries[0]?.id).toBe('dinas-a');
});
