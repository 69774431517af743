import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixOptions from './remix.config.js';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [remix(remixOptions as Parameters<typeof remix>[0])],
  server: { hmr: { port: 0 } },
  build: { target: 'chrome111', cssTarget: 'chrome111', reportCompressedSize: false },
});
