import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { controlFiles } from './control-page.ts';

it('is the same byte for byte, with every file it names', () => {
  const [one, other] = [controlFiles(), controlFiles()];
  expect([...one]).toEqual([...other]);
  const page = String(one.get('/')?.body);
  const named = [...page.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path]) => path);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !one.has(path ?? ''))).toEqual([]);
  expect(page).not.toMatch(/https?:/);
});

it('has pictures that a decoder takes: as many bytes as width and height ask for', () => {
  for (const [path, { type, body }] of controlFiles()) {
    if (type !== 'image/png' || typeof body === 'string') continue;
    const [width, height] = [body.readUInt32BE(16), body.readUInt32BE(20)];
    const data = body.indexOf('IDAT');
    const lines = inflateSync(body.subarray(data + 4, data + 4 + body.readUInt32BE(data - 4)));
    expect(lines.length, path).toBe(height * (1 + width * 3));
  }
});
