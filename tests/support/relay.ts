/** A network of one tablet's own: a TCP relay in front of the application that can be cut and joined again. */
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Relay {
  url: string;
  /** Ends every connection and takes no more, as when the Wi-Fi is gone. */
  cut: () => Promise<void>;
  join: () => Promise<void>;
}

export async function startRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
  };
  const make = () =>
    createServer((client) => {
      const server = connect(Number(port), hostname);
      keep(client);
      keep(server);
      client.pipe(server);
      server.pipe(client);
      client.on('close', () => server.destroy());
      server.on('close', () => client.destroy());
    });
  const listen = (server: Server, at: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => {
        const address = server.address();
        resolve(address && typeof address === 'object' ? address.port : 0);
      });
    });
  let server: Server | null = make();
  const own = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${own}`,
    async cut() {
      const closing = server;
      server = null;
      if (!closing) return;
      const closed = new Promise<void>((resolve) => closing.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
    },
    async join() {
      if (server) return;
      server = make();
      await listen(server, own);
    },
  };
}
