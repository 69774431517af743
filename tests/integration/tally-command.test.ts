import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const golden = 'tests/fixtures/golden/contest.json';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tally-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function tally(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/tally.ts', ...args], (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

async function changed(change: (text: string) => string): Promise<string> {
  const file = join(folder, 'dataset.json');
  await writeFile(file, change(await readFile(golden, 'utf8')));
  return file;
}

describe('tally command', () => {
  test('prints the results and nothing else', async () => {
    const { code, out, err } = await tally(golden);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const results = JSON.parse(out);
    expect(results.entries[0]).toMatchObject({ id: 'dinas-a', rank: 1, total: 71.875, complete: true });
    expect(results.inputHash).toMatch(/^[0-9a-f]{64}$/);
    expect(results.methodVersion).not.toBe('');
  });

  test('names file and path of a fault, exits 1, prints no result', async () => {
    const file = await changed((text) =>
      text.replace('"judge": "J1", "indicator": "D2"', '"judge": "J7", "indicator": "D2"'),
    );
    const { code, out, err } = await tally(file);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(file);
    expect(err).toContain('marks[1].judge');
    expect(err).not.toContain('    at ');
  });

  test.each([
    ['a file that is not there', () => Promise.resolve(join(folder, 'nowhere.json'))],
    ['a file that is not JSON', () => changed((text) => text.slice(0, 200))],
  ])('refuses %s', async (_, file) => {
    const path = await file();
    const { code, out, err } = await tally(path);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(path);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('says how it is used when called without a file', async () => {
    const { code, err } = await tally();
    expect(code).toBe(1);
    expect(err).toContain('npm run -s tally');
  });
});

function verify(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/verify.ts', ...args], (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

describe('verify command', () => {
  test('says that every figure of a released file holds, and which one of a changed file does not', async () => {
    const { out } = await tally(golden);
    const results = JSON.parse(out);
    const released = await changed((text) => JSON.stringify({ ...JSON.parse(text), results, hash: results.inputHash }));
    const whole = await verify(released, '--hash', results.inputHash);
    expect({ code: whole.code, err: whole.err }).toEqual({ code: 0, err: '' });
    expect(whole.out).toContain('cocok        entries.dinas-a.rank = 1');
    expect((await verify(released, '--hash', 'f'.repeat(64))).code).toBe(1);

    results.entries[0].rank = 2;
    const forged = await changed((text) => JSON.stringify({ ...JSON.parse(text), results }));
    const { code, out: said } = await verify(forged);
    expect(code).toBe(1);
    expect(said).toContain('TIDAK COCOK  entries.dinas-a.rank: tertulis 2, hasil hitung ulang 1');
  });

  test('refuses what it can’t read, and says how it is used', async () => {
    const bad = await verify(await changed((text) => text.replace('"opd-contest/1"', '"lain"')));
    expect({ code: bad.code, out: bad.out }).toEqual({ code: 1, out: '' });
    expect((await verify()).err).toContain('npm run -s verify');
    expect((await verify(golden, '--sidik', 'x')).err).toContain('npm run -s verify');
  });
});
