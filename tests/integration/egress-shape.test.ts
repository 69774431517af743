/** Real sockets through the shaped proxy: content, ends, resets and back-pressure; no times. */
import { createHash, randomBytes } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type EgressProxy, startEgressProxy } from '#app/audit/egress-proxy.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const FAST = { rttMs: 4, downKbps: 800_000, upKbps: 800_000 };

async function aSite(onConnection: (socket: Socket) => void): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function aProxy(port: number, shape = FAST): Promise<EgressProxy> {
  const proxy = await startEgressProxy({ allowPrivate: [`127.0.0.1:${port}`] }, { shape });
  open.push(() => proxy.close());
  return proxy;
}

/** SOCKS5 by hand; resolves with the reply code. */
async function through(proxy: EgressProxy, port: number): Promise<{ socket: Socket; code: number | undefined }> {
  const socket = connect(proxy.port, '127.0.0.1');
  socket.on('error', () => {});
  open.push(() => socket.destroy());
  const next = () => new Promise<Buffer>((resolve) => socket.once('data', resolve));
  socket.write(Buffer.from([5, 1, 0]));
  await next();
  socket.write(Buffer.from([5, 1, 0, 1, 127, 0, 0, 1, port >> 8, port & 255]));
  return { socket, code: (await next())[1] };
}

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const closed = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));

it('carries two megabytes each way whole, and the end after the last byte', async () => {
  const asked = randomBytes(2_000_000);
  const answer = randomBytes(2_000_000);
  let arrived = '';
  const port = await aSite((socket) => {
    const chunks: Buffer[] = [];
    let size = 0;
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size < asked.length) return;
      arrived = sha(Buffer.concat(chunks));
      socket.end(answer);
    });
  });
  const { socket, code } = await through(await aProxy(port), port);
  expect(code).toBe(0);
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  socket.write(asked);
  await closed(socket);
  expect(arrived).toBe(sha(asked));
  expect(sha(Buffer.concat(received))).toBe(sha(answer));
});

it('stops reading a site whose bytes nobody takes, and ends it when the browser goes', async () => {
  const state = { sent: 0, closed: false };
  const port = await aSite((socket) => {
    const block = Buffer.alloc(65_536);
    const pump = () => {
      while (!socket.destroyed && state.sent < 400_000_000) {
        state.sent += block.length;
        if (!socket.write(block)) return void socket.once('drain', pump);
      }
    };
    socket.on('close', () => {
      state.closed = true;
    });
    pump();
  });
  const { socket } = await through(await aProxy(port), port);
  socket.pause();
  // Until the site has been stuck for 20 looks in a row.
  for (let same = 0, last = -1; same < 20; ) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    same = state.sent === last ? same + 1 : 0;
    last = state.sent;
  }
  // The kernel's own buffers on two socket pairs are some megabytes; ours add a window.
  expect(state.sent).toBeLessThan(40_000_000);
  socket.destroy();
  await expect.poll(() => state.closed).toBe(true);
});

it('passes a reset on, and refuses what the policy refuses', async () => {
  const port = await aSite((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const proxy = await aProxy(port);
  const { socket, code } = await through(proxy, port);
  expect(code).toBe(0);
  socket.write('x');
  await closed(socket);
  const { code: second } = await through(proxy, 1);
  expect(second).toBe(2);
});

it('ends the connection to the site when the browser goes while it is being opened', async () => {
  const state = { opened: 0, closed: 0 };
  const port = await aSite((socket) => {
    state.opened += 1;
    socket.on('close', () => {
      state.closed += 1;
    });
    socket.resume();
  });
  const proxy = await aProxy(port, { ...FAST, rttMs: 400 });
  const socket = connect(proxy.port, '127.0.0.1');
  socket.write(Buffer.from([5, 1, 0]));
  await new Promise((resolve) => socket.once('data', resolve));
  socket.write(Buffer.from([5, 1, 0, 1, 127, 0, 0, 1, port >> 8, port & 255]));
  await expect.poll(() => state.opened).toBe(1);
  socket.destroy();
  await expect.poll(() => state.closed).toBe(1);
});
