import { expect, test } from 'vitest';
import { computeResults } from '#app/publication/compute.ts';
import { askAside, computeAside } from '#app/publication/compute-aside.server.ts';
import { whatIf } from '#app/publication/what-if.ts';
import golden from '#tests/fixtures/golden/contest.json' with { type: 'json' };
import { largeContest } from '#tests/support/random-contest.ts';

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

test('a long what-if keeps no leaderboard waiting', async () => {
  const order: string[] = [];
  const supposed = { aggregate: 'median', weights: {}, without: null, category: null } as const;
  const large = largeContest({ entries: 1_500, judges: 5 });
  const long = askAside('whatIf', large, supposed).then((found) => {
    order.push('what-if');
    return found;
  });
  const fresh = { ...golden, contest: { ...golden.contest, name: 'Papan di tengah andai' } };
  await computeAside(fresh).then(() => order.push('leaderboard'));
  const found = await long;
  expect(order).toEqual(['leaderboard', 'what-if']);
  expect(found.rows).toHaveLength(1_500);
});

test('without the robust shares, places are the same', () => {
  const contest = largeContest({ entries: 40, judges: 3 });
  const supposed = { aggregate: 'median', weights: {}, without: 'J2', category: 'Golongan 2' } as const;
  const [whole, quick] = [whatIf(contest, supposed), whatIf(contest, supposed, false)];
  expect(quick.variants).toBeNull();
  expect(quick.rows).toEqual(whole.rows.map((row) => ({ ...row, robust: null })));
});
