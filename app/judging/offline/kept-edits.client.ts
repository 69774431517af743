import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { KeptEdit, OutboxStore, OutgoingEdit } from '../outbox.ts';

interface Row extends KeptEdit {
  /** Given by IndexedDB, rising: the order of the taps, whatever the tablet's clock says. */
  seq?: number;
  judge: string;
  clientId: string;
}

interface Schema extends DBSchema {
  edits: { key: number; value: Row; indexes: { judge: string; clientId: string } };
  /** By judge: ISO time since when the server has been out of reach. */
  offline: { key: string; value: string };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

/** The browser's database of unsent edits. One that was closed on us is opened again at the next call. */
function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('lomba-meja', 1, {
    upgrade(db) {
      const edits = db.createObjectStore('edits', { keyPath: 'seq', autoIncrement: true });
      edits.createIndex('judge', 'judge');
      edits.createIndex('clientId', 'clientId', { unique: true });
      db.createObjectStore('offline');
    },
    // A newer version of this page, in another tab, waits for us.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  }).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

/**
 * Writes an edit down; it is on the disk when the promise resolves. The commit is said aloud: a page that goes away
 * takes an uncommitted transaction with it.
 */
async function put(judge: string, edit: OutgoingEdit): Promise<void> {
  const tx = (await database()).transaction('edits', 'readwrite', { durability: 'strict' });
  const added = tx.store.add({ judge, clientId: edit.clientId, edit, refused: null });
  tx.commit();
  await Promise.all([added, tx.done]);
}

/** Puts `change` of an edit's row in its place; null removes it. One that is not there is left so. */
async function change(clientId: string, changed: (row: Row) => Row | null): Promise<void> {
  const tx = (await database()).transaction('edits', 'readwrite');
  const cursor = await tx.store.index('clientId').openCursor(clientId);
  if (cursor) {
    const row = changed(cursor.value);
    await (row ? cursor.update(row) : cursor.delete());
  }
  await tx.done;
}

const prefixOf = (judge: string) => `lomba-isian:${judge}:`;

/** What lies in localStorage for IndexedDB: an earlier version's edits, and those of a page that had no time to wait. */
function leftInLocalStorage(judge: string): { key: string; at: number; edit: OutgoingEdit }[] {
  const left = Object.keys(localStorage)
    .filter((key) => key.startsWith(prefixOf(judge)))
    .flatMap((key) => {
      try {
        return [{ key, ...(JSON.parse(localStorage.getItem(key) ?? '') as { at: number; edit: OutgoingEdit }) }];
      } catch {
        // Damaged: left where it is, so that nothing a judge tapped is thrown away unseen.
        return [];
      }
    });
  return left.sort((a, b) => a.at - b.at);
}

/** For a page about to go, which can wait for nothing: the next one takes them into IndexedDB. */
export function leaveInLocalStorage(judge: string, edits: readonly OutgoingEdit[]): void {
  for (const [at, edit] of edits.entries()) {
    try {
      localStorage.setItem(prefixOf(judge) + edit.clientId, JSON.stringify({ at, edit }));
    } catch {
      // No room there either; what IndexedDB was given is on its way all the same.
    }
  }
}

async function takeOver(judge: string): Promise<void> {
  for (const { key, edit } of leftInLocalStorage(judge)) {
    await put(judge, edit).catch((error: DOMException) => {
      // Written down in time after all, or by another tab.
      if (error.name !== 'ConstraintError') throw error;
    });
    localStorage.removeItem(key);
  }
}

/** One judge's unsent edits in this browser. The judge is part of each: a tablet may be handed on. */
export function keptEdits(judge: string): OutboxStore {
  return {
    async load() {
      const db = await database();
      await takeOver(judge);
      const rows = await db.getAllFromIndex('edits', 'judge', judge);
      rows.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
      const offlineSince = (await db.get('offline', judge)) ?? null;
      return { kept: rows.map(({ edit, refused }) => ({ edit, refused })), offlineSince };
    },
    keep: (edit) => put(judge, edit),
    refuse: (clientId, reason) => change(clientId, (row) => ({ ...row, refused: reason })),
    forget(clientId) {
      localStorage.removeItem(prefixOf(judge) + clientId);
      return change(clientId, () => null);
    },
    async rememberOffline(since) {
      const db = await database();
      await (since === null ? db.delete('offline', judge) : db.put('offline', since, judge));
    },
  };
}
