import { expect, it } from 'vitest';
import { startRounds } from './rounds.ts';

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

it('begins a round when the last one has come, and does not wait for those who left', async () => {
  const rounds = startRounds(3);
  const begun: string[] = [];
  const take = async (name: string, last: number) => {
    for (let round = 1; round <= last; round++) {
      await rounds.reach(round);
      begun.push(`${name}${round}`);
    }
    rounds.leave();
  };
  const both = [take('a', 2), take('b', 1)];
  await tick();
  expect(begun).toEqual([]);
  await Promise.all([...both, take('c', 3)]);
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'c3']);
});
