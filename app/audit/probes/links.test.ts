import { expect, test } from 'vitest';
import type { FailureCode } from '../audit.schema.ts';
import { siteFailure } from '../failure.ts';
import { linkVerdict, politely } from './links.ts';

const answered = (status: number) => ({ status, error: null });
const silent = (code: FailureCode) => ({ status: null, error: siteFailure(code) });

test.each([
  [[answered(200)], 'ok'],
  [[answered(404), answered(404)], 'broken'],
  [[answered(500), answered(200)], 'ok'],
  [[silent('timeout'), answered(410)], 'broken'],
  [[answered(403), answered(403)], 'unknown'],
  [[answered(404), answered(429)], 'unknown'],
  [[answered(999), answered(999)], 'unknown'],
  [[silent('refused-address'), silent('refused-address')], 'unknown'],
  [[silent('our-outage'), silent('our-outage')], 'unknown'],
] as const)('%j is %s', (passes, verdict) => {
  expect(linkVerdict(passes)).toBe(verdict);
});

test('one host never sees more than two requests at a time, and every item is done once', async () => {
  const open = new Map<string, number>();
  let most = 0;
  const done: string[] = [];
  const items = Array.from({ length: 20 }, (_, i) => `${i % 3}/${i}`);
  const hostOf = (item: string) => item.split('/')[0] ?? '';
  await politely(items, hostOf, async (item) => {
    const now = (open.get(hostOf(item)) ?? 0) + 1;
    open.set(hostOf(item), now);
    most = Math.max(most, now);
    await new Promise((resolve) => setImmediate(resolve));
    open.set(hostOf(item), (open.get(hostOf(item)) ?? 1) - 1);
    done.push(item);
  });
  expect(most).toBe(2);
  expect(done.sort()).toEqual(items.sort());
});
