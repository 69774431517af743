/**
 * SOCKS5 listener that Chrome is made to use for everything (RFC 1928, CONNECT only, no authentication).
 * SOCKS rather than HTTP: every kind of traffic arrives as one raw tunnel, and Chrome's own keep-alive
 * becomes the upstream's keep-alive.
 */
import { connect, createServer, type Socket } from 'node:net';
import { type EgressPolicy, EgressRefused, isBrowsersOwn, resolveAllowed } from './egress.ts';
import { createLink, type LinkShape } from './speed/shape.ts';
import { joinOverLink } from './speed/shaped-pipe.ts';

/** One failed connection, kept because behind a proxy Chrome's own error codes blur. */
export interface EgressFailure {
  host: string;
  port: number;
  error: unknown;
}

export interface EgressProxy {
  port: number;
  /** Last failed connection of a host and port, undefined when the last one succeeded. */
  failureOf(host: string, port: number): EgressFailure | undefined;
  /** Targets refused so far, `host:port`; the browser's own calls left out. */
  refused: Set<string>;
  close(): void;
}

export interface EgressProxyOptions {
  /** All connections share one such link; left out, bytes pass as fast as they come. */
  shape?: LinkShape;
}

const CONNECT_TIMEOUT_MS = 15_000;
const REPLY = { ok: 0, failure: 1, refusedByRule: 2, unreachable: 4, refused: 5, badCommand: 7 } as const;

/** Starts the proxy on a free loopback port. @throws RangeError on a shape that carries nothing */
export async function startEgressProxy(policy: EgressPolicy, { shape }: EgressProxyOptions = {}): Promise<EgressProxy> {
  const link = shape ? createLink(shape) : null;
  const failures = new Map<string, EgressFailure>();
  const refused = new Set<string>();
  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };

  const serve = async (client: Socket) => {
    const target = await readRequest(client);
    const key = `${target.host}:${target.port}`;
    try {
      const upstream = track(await dial(target.host, target.port, policy));
      // 'error' must be heard or Node throws it; 'close' follows.
      upstream.on('error', () => {});
      failures.delete(key);
      await link?.roundTrip();
      // Whoever went away meanwhile has said 'close' already and would not say it again.
      if (client.destroyed || upstream.destroyed) {
        upstream.destroy();
        client.destroy();
        return;
      }
      client.write(reply(REPLY.ok));
      if (link) joinOverLink(client, upstream, link);
      else join(client, upstream);
    } catch (error) {
      await link?.roundTrip();
      failures.set(key, { ...target, error });
      if (error instanceof EgressRefused && !isBrowsersOwn(target.host)) refused.add(key);
      client.end(reply(error instanceof EgressRefused ? REPLY.refusedByRule : REPLY.unreachable));
    }
  };

  const server = createServer((client) => {
    track(client).on('error', () => client.destroy());
    client.setNoDelay(true);
    serve(client).catch(() => client.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('egress proxy has no port');
  return {
    port: address.port,
    failureOf: (host, port) => failures.get(`${host}:${port}`),
    refused,
    close() {
      server.close();
      link?.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function join(client: Socket, upstream: Socket): void {
  client.pipe(upstream).pipe(client);
  // Not destroy(): the last bytes may still be on their way to the browser.
  upstream.on('close', () => client.destroySoon());
  client.on('close', () => upstream.destroy());
}

/** Connects to the first checked address that answers. */
async function dial(host: string, port: number, policy: EgressPolicy): Promise<Socket> {
  let last: unknown = new EgressRefused(`${host}:${port}`, 'no address');
  for (const { address, family } of await resolveAllowed(host, port, policy)) {
    try {
      return await new Promise<Socket>((resolve, reject) => {
        const socket = connect({ host: address, port, family, noDelay: true, timeout: CONNECT_TIMEOUT_MS });
        socket.once('connect', () => {
          socket.setTimeout(0);
          socket.off('error', reject);
          resolve(socket);
        });
        socket.once('error', reject);
        socket.once('timeout', () => {
          socket.destroy();
          reject(Object.assign(new Error(`connect ETIMEDOUT ${address}:${port}`), { code: 'ETIMEDOUT' }));
        });
      });
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

function reply(code: number): Buffer {
  return Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
}

/** Reads greeting and request. Bytes after the request stay in the socket for the tunnel. */
async function readRequest(client: Socket): Promise<{ host: string; port: number }> {
  const greeting = await take(client, 2);
  if (greeting[0] !== 5) throw new Error('not SOCKS5');
  await take(client, greeting[1] ?? 0);
  client.write(Buffer.from([5, 0]));
  const [, command, , kind] = await take(client, 4);
  let host: string;
  if (kind === 1) host = (await take(client, 4)).join('.');
  else if (kind === 3) host = (await take(client, (await take(client, 1))[0] ?? 0)).toString('latin1').toLowerCase();
  else if (kind === 4) host = ipv6(await take(client, 16));
  else throw new Error('unknown address kind');
  const port = (await take(client, 2)).readUInt16BE(0);
  if (command !== 1) {
    client.end(reply(REPLY.badCommand));
    throw new Error('only CONNECT');
  }
  return { host, port };
}

function ipv6(bytes: Buffer): string {
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(bytes.readUInt16BE(i).toString(16));
  // Through URL the spelling becomes the canonical one, which is how the allowed list is written.
  return new URL(`http://[${groups.join(':')}]/`).hostname.replace(/^\[|\]$/g, '');
}

/** Exactly `count` bytes, in paused mode so that nothing of the tunnel is swallowed. */
async function take(socket: Socket, count: number): Promise<Buffer> {
  if (count === 0) return Buffer.alloc(0);
  for (;;) {
    const chunk: Buffer | null = socket.read(count);
    if (chunk !== null && chunk.length === count) return chunk;
    if (socket.destroyed || socket.readableEnded) throw new Error('closed early');
    await new Promise<void>((resolve, reject) => {
      const settle = () => {
        socket.off('readable', settle);
        socket.off('end', fail);
        socket.off('close', fail);
        resolve();
      };
      const fail = () => {
        socket.off('readable', settle);
        reject(new Error('closed early'));
      };
      socket.once('readable', settle);
      socket.once('end', fail);
      socket.once('close', fail);
    });
  }
}
