/** The control page through a real lane. */
import { afterAll, expect, it } from 'vitest';
import { metricIds } from '#app/audit/checks/reading/lighthouse-score.ts';
import { findChrome } from '#app/audit/chrome.ts';
import { runControl } from '#app/audit/speed/control.ts';
import { isDrifted } from '#app/audit/speed/control-drift.ts';
import { startSpeedPool } from '#app/audit/speed/pool.ts';

const chromePath = await findChrome();
const pool = startSpeedPool({ chromePath: chromePath ?? '', lanes: 1 });
afterAll(() => pool.close());

it('gives every metric, blocks where the curve is steep, and leaves no server behind', async () => {
  const run = await runControl(pool);
  expect(run.error).toBeNull();
  for (const id of metricIds) expect(run.metrics[id], id).toBeTypeOf('number');
  // A fast or a slow core: the page has to feel both.
  expect(run.metrics['total-blocking-time']).toBeGreaterThan(50);
  expect(isDrifted([run, run, run], run)).toEqual({ drifted: false, why: null });
  await expect(fetch(run.url)).rejects.toThrow();
});

it('says when it was called off', async () => {
  const stop = AbortSignal.abort(new Error('called off'));
  await expect(runControl(pool, stop)).rejects.toThrow('called off');
});
