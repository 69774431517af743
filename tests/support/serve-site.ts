import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SiteAnswer } from '#tests/fixtures/hostile-answers.ts';

export interface ServedSite {
  url: string;
  close(): void;
}

/** Serves a site of one answer on a loopback port of its own. */
export async function serveSite(answer: SiteAnswer, name = 'opd'): Promise<ServedSite> {
  const server = http.createServer((request, response) => {
    response.on('error', () => {});
    answer(request, response, new URL(request.url ?? '/', 'http://x').pathname);
  });
  server.on('connection', (socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://${name}.localhost:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
