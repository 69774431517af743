/**
 * The shaped egress proxies of a lane, on a thread of their own: Lighthouse's reckoning neither holds up the link nor
 * takes the priority it runs at.
 */
import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';
import type { EgressPolicy } from '../egress.ts';
import { type EgressProxy, startEgressProxy } from '../egress-proxy.ts';
import { SPEED_LINK } from './lighthouse-config.ts';

type Asked = { id: number; policy: EgressPolicy } | { id: number; policy: null };
type Answered = { id: number; port: number };

/** A proxy for one run; nothing of it is left once it is closed. */
export interface WayOut {
  port: number;
  close(): void;
}

/** Starts the thread; resolves with what opens a proxy on it. */
export async function startWaysOut(): Promise<(policy: EgressPolicy) => Promise<WayOut>> {
  const thread = new Worker(new URL(import.meta.url));
  await once(thread, 'online');
  const waiting = new Map<number, (port: number) => void>();
  thread.on('message', ({ id, port }: Answered) => waiting.get(id)?.(port));
  let last = 0;
  return async (policy) => {
    last += 1;
    const id = last;
    const port = await new Promise<number>((resolve) => {
      waiting.set(id, resolve);
      thread.postMessage({ id, policy } satisfies Asked);
    });
    waiting.delete(id);
    return { port, close: () => thread.postMessage({ id, policy: null } satisfies Asked) };
  };
}

const open = new Map<number, EgressProxy>();

parentPort?.on('message', async ({ id, policy }: Asked) => {
  if (policy === null) {
    open.get(id)?.close();
    open.delete(id);
    return;
  }
  const proxy = await startEgressProxy(policy, { shape: SPEED_LINK });
  open.set(id, proxy);
  parentPort?.postMessage({ id, port: proxy.port } satisfies Answered);
});
