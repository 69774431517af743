import { paths } from '#app/paths.ts';
import { keptEdits, leaveInLocalStorage } from '../offline/kept-edits.client.ts';
import { type Answer, createOutbox, type Outbox, type OutgoingEdit, type SendResult, type Told } from '../outbox.ts';

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

/** One tab of this browser sends at a time. Web Locks are missing on plain http off loopback: ids make a second send harmless. */
async function alone(judgeId: string, task: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return task();
  await navigator.locks.request(`lomba-kirim:${judgeId}`, task);
}

/** This browser's outbox of a judge: what was kept goes out at once, and again when the network comes back. */
export function openOutbox(
  judgeId: string,
  entryId: string,
  onAnswer: (edit: OutgoingEdit, answer: Answer) => void,
): { box: Outbox; close: () => void } {
  const channel = new BroadcastChannel(`lomba-isian:${judgeId}`);
  const box = createOutbox({
    store: keptEdits(judgeId),
    send: (edits) => sendEdits(judgeId, edits),
    alone: (task) => alone(judgeId, task),
    later(task, ms) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    tell: (told) => channel.postMessage(told),
    newId,
    now: () => new Date().toISOString(),
    device: deviceId(),
    entryId,
    onAnswer,
  });
  channel.onmessage = (event: MessageEvent<Told>) => box.hear(event.data);
  const online = () => void box.flush();
  const leave = () => leaveInLocalStorage(judgeId, box.unwritten());
  addEventListener('online', online);
  addEventListener('pagehide', leave);
  return {
    box,
    close() {
      box.stop();
      removeEventListener('online', online);
      removeEventListener('pagehide', leave);
      // The answer to what is under way is still told to the screen that comes next.
      setTimeout(() => channel.close(), GIVE_UP_MS);
    },
  };
}
