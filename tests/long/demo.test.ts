/** `npm run demo -- --once`: the main job from nothing to a leaderboard, and nothing left behind. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sites } from '#tests/fixtures/sites/entries.ts';

const script = path.resolve(import.meta.dirname, '../../scripts/demo.ts');

function runDemo(): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    // One Lighthouse run a site: here the way matters, not the figures.
    const child = spawn(process.execPath, [script, '--once', '--runs', '1'], {
      env: { ...process.env, DATABASE_URL: '', PORT: '0', NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.once('close', (code) => resolve({ code, output }));
  });
}

test('prints a leaderboard of twelve, the address and the ways in, then ends cleanly', async () => {
  const { code, output } = await runDemo();
  expect(code).toBe(0);
  const lines = output.split('\n');
  const rows = sites.map((site) => ({ site, row: lines.find((line) => line.includes(`  ${site.name}  `)) ?? '' }));
  expect(rows.filter(({ row }) => row === '').map(({ site }) => site.name)).toEqual([]);
  const place = (siteCode: string) => rows.find(({ site }) => site.code === siteCode)?.row.split(/\s{2,}/)[0];
  expect(place('diskominfo')).toBe('1');
  // Blocked: open, never last with zero. Down: measured as failed, so it has a place. A sheet in draft: no place yet.
  expect(place('kec-girimulyo')).toBe('–');
  expect(Number(place('bkpsdm'))).toBeGreaterThan(1);
  for (const code of ['kec-wonorejo', 'satpolpp']) expect(place(code)).toBe('–');

  const ranks = lines
    .flatMap((line) => Number(line.match(/^(\d+) {2,}\S/)?.[1] ?? Number.NaN))
    .filter((rank) => rank > 0);
  expect(ranks).toHaveLength(9);
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  const [url = ''] = output.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
  expect(output.match(/\/undangan\/[\w-]{40,}/g)).toHaveLength(4);
  await expect(fetch(url)).rejects.toThrow();
  // A guard against hanging, not a measure: on a busy machine it takes its time.
}, 900_000);
