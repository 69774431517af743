/** Builds the judge's service worker to build/client/sw.js, after `remix vite:build`: it lists what that made. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const client = path.join(root, 'build/client');

interface RouteAssets {
  id: string;
  parentId?: string;
  path?: string;
  module: string;
  imports?: string[];
  css?: string[];
}
interface Manifest {
  entry: { module: string; imports?: string[] };
  routes: Record<string, RouteAssets>;
}

/** Files of ours that are no build's: they carry a digest instead of one in their name. */
const STATIC = ['ikon.svg', 'juri.webmanifest', 'ikon-192.png', 'ikon-512.png'];

function readManifest(): Manifest {
  const file = readdirSync(path.join(client, 'assets')).find((name) => /^manifest-\w+\.js$/.test(name));
  if (!file) throw new Error('build/client/assets/manifest-*.js is missing: run remix vite:build first');
  const text = readFileSync(path.join(client, 'assets', file), 'utf8');
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as Manifest;
}

const read = (url: string) => readFileSync(path.join(client, url), 'utf8');

/** Every asset that the modules lead to: scripts they import, also lazily, style sheets and fonts they name. */
function reachable(modules: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (url: string) => {
    if (found.has(url)) return;
    found.add(url);
    if (!/\.(js|css)$/.test(url)) return;
    const text = read(url);
    for (const [, name] of text.matchAll(/["'(]\/assets\/([\w.$[\]-]+\.(?:css|woff2|js))["')]/g))
      visit(`/assets/${name}`);
    if (url.endsWith('.js'))
      for (const [, name] of text.matchAll(/["']\.\/([\w.$[\]-]+\.js)["']/g)) visit(`/assets/${name}`);
  };
  for (const url of modules) visit(url);
  return [...found].sort();
}

const manifest = readManifest();
const routes = Object.values(manifest.routes).filter(({ id }) => id === 'root' || id.startsWith('routes/juri'));
if (routes.length < 3) throw new Error('no judge routes in the build');
const assets = reachable([
  manifest.entry.module,
  ...(manifest.entry.imports ?? []),
  ...routes.flatMap(({ module, imports = [], css = [] }) => [module, ...imports, ...css]),
]);
const digest = (text: string | Buffer) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const precached = [
  ...assets.map((url) => ({ url, revision: null })),
  ...STATIC.map((name) => ({ url: `/${name}`, revision: digest(readFileSync(path.join(client, name))) })),
];

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  publicDir: false,
  define: {
    PRECACHED: JSON.stringify(precached),
    JUDGE_ROUTES: JSON.stringify(Object.fromEntries(routes.map((route) => [route.id, route]))),
    BUILD: JSON.stringify(digest(JSON.stringify(precached))),
    'process.env.NODE_ENV': '"production"',
  },
  build: {
    target: 'chrome111',
    outDir: client,
    emptyOutDir: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: path.join(root, 'app/judging/offline/service-worker.ts'),
      output: { format: 'iife', entryFileNames: 'sw.js', inlineDynamicImports: true },
    },
  },
});
