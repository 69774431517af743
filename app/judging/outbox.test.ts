import { expect, test } from 'vitest';
import { type MarkEdit, type MarkState, noMark } from './mark.ts';
import { type Answer, createOutbox, type KeptEdit, type OutgoingEdit, type SendResult, type Told } from './outbox.ts';

const level = (value: number): MarkEdit => ({ ...noMark, level: value });

/** Lets everything run that waits for nothing but its turn. */
const turn = () => new Promise((done) => setTimeout(done));

/** What a browser keeps from one page to the next. */
class Kept {
  rows = new Map<string, KeptEdit>();
  offlineSince: string | null = null;
  known: Record<string, MarkState> = {};
  full = false;
  /** The browser gives no lock. */
  locked = false;
  /** Held back until the test lets the write end. */
  slow: Promise<void> | null = null;
}

let ids = 0;

/** An outbox whose server answers when the test says so, and whose waits the test runs. */
async function desk(kept = new Kept(), tell: (told: Told) => void = () => {}) {
  const sends: { edits: OutgoingEdit[]; answer: (result: SendResult) => void }[] = [];
  const waits: (() => void)[] = [];
  const answers: Answer[] = [];
  const outbox = createOutbox({
    store: {
      load: async () => ({ kept: [...kept.rows.values()], offlineSince: kept.offlineSince, known: kept.known }),
      async keep(edit) {
        if (kept.full) throw new Error('no room');
        await kept.slow;
        kept.rows.set(edit.clientId, { edit, refused: null });
      },
      async refuse(edit, reason) {
        kept.rows.set(edit.clientId, { edit, refused: reason });
      },
      async forget(edit, mark) {
        kept.rows.delete(edit.clientId);
        if (mark) kept.known[edit.indicator] = mark;
      },
      async rememberOffline(since) {
        kept.offlineSince = since;
      },
    },
    send: (edits) => new Promise((answer) => sends.push({ edits, answer })),
    alone: async (task) => {
      if (kept.locked) throw new DOMException('The document is not active.', 'InvalidStateError');
      await task();
    },
    later: (task) => {
      waits.push(task);
      return () => {};
    },
    tell,
    newId: () => {
      ids += 1;
      return `edit-${ids}`;
    },
    now: () => '2026-11-24T13:41:00Z',
    onAnswer: (_edit, answer) => answers.push(answer),
    device: 'tablet',
    entryId: 'entry',
  });
  await turn();
  const applied = (edit: OutgoingEdit, revision: number): Answer => ({
    clientId: edit.clientId,
    state: 'applied',
    revision,
    mark: { revision, edit: edit.to },
    at: '2026-11-24T13:41:00Z',
  });
  const settle = async (at: number, result?: SendResult) => {
    const sent = sends[at];
    if (!sent) throw new Error(`nothing sent as number ${at}`);
    sent.answer(result ?? { ok: true, answers: sent.edits.map((edit, i) => applied(edit, i + 1)) });
    await turn();
  };
  const tap = async (indicator: string, base: number, to: MarkEdit) => {
    outbox.tap(indicator, base, to);
    await turn();
  };
  return { outbox, sends, waits, answers, kept, settle, tap };
}

test('a tap is written down before it is sent and forgotten once answered', async () => {
  let written = () => {};
  const before = new Kept();
  before.slow = new Promise((done) => {
    written = done;
  });
  const { outbox, kept, sends, settle, tap } = await desk(before);
  await tap('D1', 0, level(3));
  expect(outbox.unwritten()).toHaveLength(1);
  expect(sends).toHaveLength(0);
  written();
  await turn();
  expect([...kept.rows.values()].map(({ edit }) => edit.to.level)).toEqual([3]);
  expect(outbox.unwritten()).toEqual([]);
  expect(sends).toHaveLength(1);
  await settle(0);
  expect(kept.rows.size).toBe(0);
  expect(outbox.snapshot().pending).toEqual([]);
  // A page stored before the tap does not know the mark; this browser does.
  expect((await desk(kept)).outbox.snapshot().known).toMatchObject({ D1: { revision: 1, edit: { level: 3 } } });
});

test('at no moment is a tap neither on its way nor known: the mark before it would flash up, and be tapped on', async () => {
  const { outbox, settle, tap } = await desk();
  const seen: (number | null | undefined)[] = [];
  await tap('D1', 0, level(3));
  outbox.subscribe(() => {
    const { pending, known } = outbox.snapshot();
    seen.push(pending.at(-1)?.to.level ?? known.D1?.edit.level);
  });
  await settle(0);
  expect(outbox.snapshot().pending).toEqual([]);
  expect(new Set(seen)).toEqual(new Set([3]));
  // An older answer, told late by another tab, does not take its place.
  const told = {
    clientId: 'x',
    entryId: 'entry',
    indicator: 'D1',
    baseRevision: 0,
    after: null,
    device: 'b',
    to: level(1),
  };
  const mark = { revision: 0, edit: level(1) };
  outbox.hear({ kind: 'answered', edit: told, answer: { clientId: 'x', state: 'applied', revision: 0, mark, at: '' } });
  expect(outbox.snapshot().known.D1?.edit.level).toBe(3);
});

test('a lock that is refused is a failed try, and the next one sends', async () => {
  const kept = new Kept();
  const { outbox, sends, settle, waits } = await desk(kept);
  kept.locked = true;
  outbox.tap('K1', 0, level(3));
  await turn();
  expect([sends.length, outbox.snapshot().failing]).toEqual([0, true]);
  kept.locked = false;
  waits.at(-1)?.();
  await turn();
  await settle(0);
  expect(outbox.snapshot()).toMatchObject({ pending: [], failing: false });
});

test('a tablet with no room says which edits live in the page alone, and sends them all the same', async () => {
  const kept = new Kept();
  kept.full = true;
  const { outbox, sends, settle, tap } = await desk(kept);
  await tap('D1', 0, level(3));
  expect(outbox.snapshot().unkept).toBe(1);
  expect(outbox.unwritten().map((edit) => edit.to.level)).toEqual([3]);
  expect(sends).toHaveLength(1);
  await settle(0);
  expect(outbox.snapshot()).toMatchObject({ unkept: 0, pending: [] });
});

test('taps on one mark before an answer each name the one before them, in the order of the taps', async () => {
  const { outbox, sends, waits, settle, tap } = await desk();
  await tap('D1', 7, level(2));
  outbox.tap('D1', 7, level(3));
  outbox.tap('D2', 0, level(1));
  outbox.tap('D1', 7, level(4));
  expect(outbox.snapshot().pending.map((edit) => edit.to.level)).toEqual([2, 3, 1, 4]);
  await settle(0);
  waits.at(-1)?.();
  await turn();
  const first = sends[0]?.edits[0]?.clientId;
  const [second, other, third] = sends[1]?.edits ?? [];
  expect(second).toMatchObject({ to: { level: 3 }, after: first, baseRevision: 7 });
  expect(other).toMatchObject({ indicator: 'D2', after: null, baseRevision: 0 });
  expect(third).toMatchObject({ to: { level: 4 }, after: second?.clientId, baseRevision: 7 });
});

test('a failed send loses nothing: it is tried again, the same ids, and says since when', async () => {
  const { outbox, sends, waits, kept, settle, tap } = await desk();
  await tap('D1', 0, level(3));
  await settle(0, { ok: false, signedOut: false });
  expect(outbox.snapshot()).toMatchObject({ failing: true, sending: false, offlineSince: '2026-11-24T13:41:00Z' });
  expect(kept).toMatchObject({ offlineSince: '2026-11-24T13:41:00Z' });
  expect(kept.rows.size).toBe(1);
  waits.at(-1)?.();
  await turn();
  expect(sends[1]?.edits.map((edit) => edit.clientId)).toEqual(sends[0]?.edits.map((edit) => edit.clientId));
  await settle(1);
  expect(outbox.snapshot()).toMatchObject({ failing: false, offlineSince: null, pending: [] });
  expect(kept.offlineSince).toBeNull();
});

test('an ended session is no lost network: everything stays, and goes out when somebody has signed in', async () => {
  const { outbox, waits, sends, kept, settle, tap } = await desk();
  await tap('D1', 0, level(3));
  await settle(0, { ok: false, signedOut: true });
  expect(outbox.snapshot()).toMatchObject({ signedOut: true, offlineSince: null });
  expect(kept.rows.size).toBe(1);
  waits.at(-1)?.();
  await turn();
  await settle(1);
  expect(sends).toHaveLength(2);
  expect(outbox.snapshot()).toMatchObject({ signedOut: false, pending: [] });
});

test('a tap after a failed send names that edit: the server may hold it, only its answer got lost', async () => {
  const { sends, settle, tap } = await desk();
  await tap('D1', 0, level(3));
  await settle(0, { ok: false, signedOut: false });
  await tap('D1', 0, level(4));
  const first = sends[0]?.edits[0]?.clientId;
  expect(sends[1]?.edits).toMatchObject([
    { clientId: first, to: { level: 3 }, after: null },
    { to: { level: 4 }, after: first },
  ]);
});

test('a stopped outbox tries no more: its edits are the next one’s', async () => {
  const { outbox, sends, waits, kept, settle, tap } = await desk();
  await tap('D1', 0, level(3));
  outbox.stop();
  await settle(0, { ok: false, signedOut: false });
  for (const wait of waits) wait();
  await turn();
  expect(sends).toHaveLength(1);
  expect(kept.rows.size).toBe(1);
});

test('after a reload what was kept goes out, and a new tap follows on it', async () => {
  const before = await desk();
  await before.tap('D1', 0, level(3));
  const first = before.sends[0]?.edits[0]?.clientId;
  const after = await desk(before.kept);
  await after.tap('D1', 0, level(5));
  expect(after.sends[0]?.edits.map((edit) => edit.clientId)).toEqual([first]);
  await after.settle(0);
  after.waits.at(-1)?.();
  await turn();
  expect(after.sends[1]?.edits).toMatchObject([{ to: { level: 5 }, after: first }]);
});

test('a refused edit stays in sight with its reason until the judge lets it go, over a reload too; it is not sent again', async () => {
  const { outbox, sends, kept, settle, tap } = await desk();
  await tap('D1', 0, level(3));
  const clientId = sends[0]?.edits[0]?.clientId ?? '';
  const refusal: Answer = { clientId, state: 'refused', revision: 0, reason: 'Lembar sudah terkirim.', at: '' };
  await settle(0, { ok: true, answers: [refusal] });
  expect(outbox.snapshot().refused).toMatchObject([{ reason: 'Lembar sudah terkirim.' }]);
  const next = await desk(kept);
  expect(next.outbox.snapshot()).toMatchObject({ pending: [], refused: [{ reason: 'Lembar sudah terkirim.' }] });
  expect(next.sends).toHaveLength(0);
  next.outbox.discard(clientId);
  await turn();
  expect(next.outbox.snapshot().refused).toEqual([]);
  expect(kept.rows.size).toBe(0);
});

test('two tabs of a browser know each other’s taps and answers: neither is in conflict with the other', async () => {
  const kept = new Kept();
  const told: Told[] = [];
  const one = await desk(kept, (each) => told.push(each));
  const two = await desk(kept);
  await one.tap('D1', 0, level(3));
  for (const each of told.splice(0)) two.outbox.hear(each);
  expect(two.outbox.snapshot().pending.map((edit) => edit.to.level)).toEqual([3]);
  await two.tap('D1', 0, level(4));
  const first = one.sends[0]?.edits[0]?.clientId;
  expect(two.sends[0]?.edits).toMatchObject([{ clientId: first }, { after: first, to: { level: 4 } }]);
  await one.settle(0);
  for (const each of told.splice(0)) two.outbox.hear(each);
  expect(two.outbox.snapshot().pending.map((edit) => edit.to.level)).toEqual([4]);
  expect(two.answers).toMatchObject([{ clientId: first, state: 'applied' }]);
});

test('each tap names the version of the words it was made on, also when it is sent much later', async () => {
  const { outbox, sends, settle, kept } = await desk();
  outbox.tap('D1', 0, level(3), 4);
  await turn();
  await settle(0, { ok: false, signedOut: false });
  outbox.tap('D1', 0, level(4), 5);
  await turn();
  expect([...kept.rows.values()].map(({ edit }) => edit.rubric)).toEqual([4, 5]);
  // The next page of this browser, whatever it shows, sends them as they were made.
  const next = await desk(kept);
  expect(next.sends[0]?.edits.map(({ rubric, after }) => [rubric, after !== null])).toEqual([
    [4, false],
    [5, true],
  ]);
  expect(sends.length).toBeGreaterThan(0);
});
