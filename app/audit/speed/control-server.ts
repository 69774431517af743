/** Serves the control page on loopback while somebody measures it. */
import { createServer } from 'node:http';
import { controlFiles } from './control-page.ts';

export interface ControlServer {
  url: string;
  /** `host:port`, to be allowed in the task. */
  hostPort: string;
  close(): void;
}

/** Starts on a free port of 127.0.0.1. */
export async function startControlServer(): Promise<ControlServer> {
  const files = controlFiles();
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    if (!file) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('404');
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': Buffer.byteLength(file.body),
      'cache-control': 'no-store',
    });
    response.end(file.body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('control server has no port');
  const hostPort = `127.0.0.1:${address.port}`;
  return {
    url: `http://${hostPort}/`,
    hostPort,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
