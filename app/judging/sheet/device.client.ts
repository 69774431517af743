import { paths } from '#app/paths.ts';
import {
  type Answer,
  createOutbox,
  type Outbox,
  type OutboxStore,
  type OutgoingEdit,
  type SendResult,
} from '../outbox.ts';

const DEVICE = 'lomba-perangkat';

/** A name this browser gives itself, so that the history can tell a judge's tablets apart. */
export function deviceId(): string {
  const known = localStorage.getItem(DEVICE);
  if (known) return known;
  const made = newId();
  localStorage.setItem(DEVICE, made);
  return made;
}

/** crypto.randomUUID is missing on plain http off loopback; a version 4 id by hand is as good. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, i) =>
    (i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0'),
  );
  return [4, 6, 8, 10].reduceRight((id, at) => [...id.slice(0, at), '-', ...id.slice(at)], hex).join('');
}

/** One judge's unsent edits in this browser. The judge is part of the key: a tablet may be handed on. */
export function localStore(judgeId: string): OutboxStore {
  const prefix = `lomba-isian:${judgeId}:`;
  return {
    load() {
      const kept = Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => {
          try {
            return [JSON.parse(localStorage.getItem(key) ?? '') as { at: number; edit: OutgoingEdit }];
          } catch {
            // Damaged: left where it is, so that nothing a judge tapped is thrown away unseen.
            return [];
          }
        });
      return kept.sort((a, b) => a.at - b.at).map((row) => row.edit);
    },
    keep(edit) {
      try {
        const row = { at: Date.now() + performance.now() / 1e6, edit };
        localStorage.setItem(prefix + edit.clientId, JSON.stringify(row));
      } catch {
        // No room: the tap is in memory and on its way all the same.
      }
    },
    forget(clientId) {
      localStorage.removeItem(prefix + clientId);
    },
  };
}

const GIVE_UP_MS = 20_000;

/** Sends a batch. Whatever is not a proper answer counts as not sent. */
export async function sendEdits(judge: string, edits: OutgoingEdit[]): Promise<SendResult> {
  const response = await fetch(paths.saveMarks(), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ judge, edits }),
    signal: AbortSignal.timeout(GIVE_UP_MS),
  });
  if (response.status === 401 || response.status === 409) return { ok: false, signedOut: true };
  if (!response.ok) return { ok: false, signedOut: false };
  const { answers } = (await response.json()) as { answers: Answer[] };
  return { ok: true, answers };
}

/** This browser's outbox of a judge: what was kept goes out at once, and again when the network comes back. */
export function openOutbox(
  judgeId: string,
  entryId: string,
  onAnswer: (edit: OutgoingEdit, answer: Answer) => void,
): { box: Outbox; close: () => void } {
  const box = createOutbox({
    store: localStore(judgeId),
    send: (edits) => sendEdits(judgeId, edits),
    later(task, ms) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    newId,
    device: deviceId(),
    entryId,
    onAnswer,
  });
  const online = () => void box.flush();
  addEventListener('online', online);
  online();
  return {
    box,
    close() {
      box.stop();
      removeEventListener('online', online);
    },
  };
}
