import { expect, test } from 'vitest';
import { inLanes } from './probe-lanes.ts';

test('does everything once, within both limits, and uses the room there is', async () => {
  const items = Array.from({ length: 30 }, (_, i) => ({ id: i, key: i < 20 ? 'shared' : `own ${i}` }));
  const now = new Map<string, number>();
  const most = { total: 0, shared: 0 };
  const done: number[] = [];
  await inLanes(
    items,
    (item) => item.key,
    { total: 5, perKey: 2 },
    async ({ id, key }) => {
      now.set(key, (now.get(key) ?? 0) + 1);
      const total = [...now.values()].reduce((sum, n) => sum + n, 0);
      most.total = Math.max(most.total, total);
      most.shared = Math.max(most.shared, now.get('shared') ?? 0);
      await new Promise((resolve) => setTimeout(resolve, 1));
      now.set(key, (now.get(key) ?? 0) - 1);
      done.push(id);
    },
  );
  expect(done.sort((a, b) => a - b)).toEqual(items.map((item) => item.id));
  expect(most).toEqual({ total: 5, shared: 2 });
});

test('what the work throws is heard', async () => {
  const broken = inLanes(
    ['a', 'b'],
    (item) => item,
    { total: 2, perKey: 1 },
    async (item) => {
      if (item === 'b') throw new Error('rusak');
    },
  );
  await expect(broken).rejects.toThrow('rusak');
});
