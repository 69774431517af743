import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { MarkState } from '../mark.ts';
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
  /** By judge, entry and indicator: the mark as the server last answered it, for a stored page that is older. */
  marks: { key: [string, string, string]; value: MarkState };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

/** The browser's database of unsent edits. One that was closed on us is opened again at the next call. */
function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('lomba-meja', 2, {
    upgrade(db, from) {
      if (from < 2) db.createObjectStore('marks');
      if (from === 1) return;
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

/** Puts what `changed` makes of an edit's row in its place; null removes it. One that is not there is left so. */
async function change(
  judge: string,
  edit: OutgoingEdit,
  mark: MarkState | undefined,
  changed: (row: Row) => Row | null,
) {
  const tx = (await database()).transaction(['edits', 'marks'], 'readwrite');
  const cursor = await tx.objectStore('edits').index('clientId').openCursor(edit.clientId);
  if (cursor) {
    const row = changed(cursor.value);
    await (row ? cursor.update(row) : cursor.delete());
  }
  if (mark) {
    const key: [string, string, string] = [judge, edit.entryId, edit.indicator];
    const held = await tx.objectStore('marks').get(key);
    if (!held || held.revision <= mark.revision) await tx.objectStore('marks').put(mark, key);
  }
  await tx.done;
}

/** What the server answered of a sheet's marks, by indicator. */
async function knownMarks(judge: string, entryId: string): Promise<Record<string, MarkState>> {
  const store = (await database()).transaction('marks').store;
  const range = IDBKeyRange.bound([judge, entryId], [judge, entryId, []]);
  const [keys, marks] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
  return Object.fromEntries(marks.map((mark, i) => [keys[i]?.[2] ?? '', mark]));
}

/** Somebody else may sit here now. Unsent edits stay: each is its judge's. */
export async function forgetKnownMarks(): Promise<void> {
  await (await database()).clear('marks');
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
    async load(entryId) {
      const db = await database();
      await takeOver(judge);
      const rows = await db.getAllFromIndex('edits', 'judge', judge);
      rows.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
      return {
        kept: rows.map(({ edit, refused }) => ({ edit, refused })),
        offlineSince: (await db.get('offline', judge)) ?? null,
        known: await knownMarks(judge, entryId),
      };
    },
    keep: (edit) => put(judge, edit),
    refuse: (edit, reason, mark) => change(judge, edit, mark, (row) => ({ ...row, refused: reason })),
    forget(edit, mark) {
      localStorage.removeItem(prefixOf(judge) + edit.clientId);
      return change(judge, edit, mark, () => null);
    },
    async rememberOffline(since) {
      const db = await database();
      await (since === null ? db.delete('offline', judge) : db.put('offline', since, judge));
    },
  };
}
