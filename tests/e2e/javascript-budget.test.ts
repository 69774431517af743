import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ServerBuild } from '@remix-run/node';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const build = (await import(path.join(root, 'build/server/index.js'))) as ServerBuild;
const KB = 1024;

/** Gzipped bytes of all scripts a route loads: entry, its own and its parents' modules, and what they import. */
function weight(routeId: string): number {
  const files = new Set<string>();
  const add = (asset: { module: string; imports?: string[] | undefined }) => {
    files.add(asset.module);
    for (const each of asset.imports ?? []) files.add(each);
  };
  add(build.assets.entry);
  for (let id: string | undefined = routeId; id; id = build.assets.routes[id]?.parentId) {
    const asset = build.assets.routes[id];
    if (asset) add(asset);
  }
  return [...files].reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(root, 'build/client', file))).length,
    0,
  );
}

const routes = Object.keys(build.routes);
const judge = routes.filter((id) => /^routes\/juri/.test(id) && build.assets.routes[id]?.hasLoader);
const open = routes.filter((id) => /^routes\/(_index|cara|hasil)/.test(id) && build.routes[id]?.module.default);

test('there are judge routes and public routes to weigh', () => {
  expect(judge.length).toBeGreaterThanOrEqual(2);
  expect(open.length).toBeGreaterThanOrEqual(3);
});

test.each(judge)('%s loads at most 130 KB of JavaScript', (id) => {
  expect(weight(id)).toBeLessThanOrEqual(130 * KB);
});

test.each(routes.filter((id) => build.routes[id]?.module.default))('%s loads at most 160 KB of JavaScript', (id) => {
  expect(weight(id)).toBeLessThanOrEqual(160 * KB);
});

test.each(open)('%s ships no JavaScript', (id) => {
  expect(build.routes[id]?.module.handle).toMatchObject({ scripts: false });
});
