import { sql } from 'drizzle-orm';
import { db, type Querier } from './client.server.ts';

type Listener = (payload: string) => void;

interface Hub {
  listeners: Map<string, Set<Listener>>;
  started: Set<string>;
  /** Channels that PostgreSQL has confirmed. */
  heard: Set<string>;
}
const shared = globalThis as { [key: symbol]: Hub | undefined };
const key = Symbol.for('lomba-opd.notify');

function hub(): Hub {
  shared[key] ??= { listeners: new Map(), started: new Set(), heard: new Set() };
  return shared[key];
}

/** Sends `payload` (JSON-able, under 7 kB) to every listener of `channel` once the caller's transaction commits. */
export async function notify(tx: Querier, channel: string, payload: unknown): Promise<void> {
  await tx.execute(sql`SELECT pg_notify(${channel}, ${JSON.stringify(payload)})`);
}

/**
 * Listens on a PostgreSQL channel; one backend serves every listener of the process.
 * The listener is called with the payload `"resync"` as soon as nothing can be missed any more, and again after every
 * lost connection: then read the whole state.
 * Returns the function that ends listening.
 */
export function listen(channel: string, listener: Listener): () => void {
  const { listeners, started, heard } = hub();
  const set = listeners.get(channel) ?? new Set<Listener>();
  listeners.set(channel, set);
  set.add(listener);
  if (!started.has(channel)) {
    started.add(channel);
    const tell = (payload: string) => {
      for (const each of set) each(payload);
    };
    db()
      .$client.listen(channel, tell, () => {
        heard.add(channel);
        tell('"resync"');
      })
      .catch(() => started.delete(channel));
  } else if (heard.has(channel)) {
    queueMicrotask(() => set.has(listener) && listener('"resync"'));
  }
  return () => {
    set.delete(listener);
  };
}
