import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixOptions from './remix.config.js';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * Modules that go into one file together. Left alone each becomes a file of a few hundred bytes, and a tablet on a slow
 * line waits a round trip for every six of them.
 */
const files: [string, RegExp][] = [
  [
    'core',
    /\/app\/(paths|i18n\/(text|use-text|format|shell)|ui\/(brand|button|field|nonce|notice|page|shell|table-box))\.tsx?$/,
  ],
  // Nothing but addresses.
  ['core', /\/app\/ui\/styles\/[\w-]+\.css\?url$/],
  [
    'desk',
    /\/app\/(i18n\/(judging|practice|standing)|judging\/(outbox|mark|clock|offline\/.*|sheet\/(after-paint|device\.client|leftovers|use-heartbeat|use-reach)))\.tsx?$/,
  ],
  ['sheet', /\/app\/judging\/(completeness|sheet\/.*|standing\/renewed|practice\/banner)\.tsx?$/],
  ['hints', /\/app\/ui\/(content-hints|response-tests)\.tsx?$/],
];

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixOptions as Parameters<typeof remix>[0])],
  server: { hmr: { port: 0 } },
  build: {
    target: 'chrome111',
    cssTarget: 'chrome111',
    reportCompressedSize: false,
    rollupOptions: isSsrBuild
      ? {}
      : { output: { manualChunks: (id: string) => files.find(([, members]) => members.test(id))?.[0] ?? null } },
  },
}));
