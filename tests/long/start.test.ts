/** `npm start` as an organizer's machine meets it: first link, second start, Ctrl-C, a killed program. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../scripts/start.ts');
const running = new Set<ChildProcess>();
let folder: string;

interface Run {
  child: ChildProcess;
  output: () => string;
  /** Waits until the output matches; rejects when the program ends before. */
  says: (pattern: RegExp) => Promise<RegExpMatchArray>;
  exited: Promise<number | null>;
}

function start(): Run {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, DATA_DIR: folder, PORT: '0', DATABASE_URL: '', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    output += chunk;
    for (const each of waiting) each();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  const says = (pattern: RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const look = () => {
        const match = output.match(pattern);
        if (!match) return;
        waiting.delete(look);
        resolve(match);
      };
      waiting.add(look);
      look();
      void exited.then(() => reject(new Error(`ended without ${pattern}: ${output}`)));
    });
  return { child, output: () => output, says, exited };
}

const answers = async (url: string) => (await fetch(url)).status;
const silent = async (url: string) => {
  for (let n = 0; n < 100; n += 1) {
    try {
      await fetch(url);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lomba-start-'));
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('the first start prints a one-time organizer link; Ctrl-C stops everything', async () => {
  const run = start();
  const [url = ''] = await run.says(/http:\/\/\S+(?=\s)/);
  const [link = ''] = await run.says(/http:\/\/\S+\/undangan\/\S+/);
  expect(await answers(link)).toBe(200);
  const large = await fetch(link, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `name=${'x'.repeat(6_000_000)}`,
  });
  expect(large.status).toBe(413);
  run.child.kill('SIGINT');
  expect(await run.exited).toBe(0);
  expect(await silent(url)).toBe(true);
});

test('a second start on the same data folder says so and disturbs nothing; after a kill the next one starts', async () => {
  const first = start();
  const [url = ''] = await first.says(/http:\/\/\S+(?=\s)/);
  const second = start();
  expect(await second.exited).toBe(1);
  expect(second.output()).toMatch(/sedang dipakai program lain/);
  expect(await answers(url)).toBe(200);

  first.child.kill('SIGKILL');
  await first.exited;
  expect(await silent(url)).toBe(true);
  const third = start();
  const [again = ''] = await third.says(/http:\/\/\S+(?=\s)/);
  expect(await answers(again)).toBe(200);
  third.child.kill('SIGTERM');
  expect(await third.exited).toBe(0);
}, 600_000);
