import { expect, test } from 'vitest';
import { type MarkEdit, noMark } from './mark.ts';
import { type Answer, createOutbox, type OutgoingEdit, type SendResult } from './outbox.ts';

const level = (value: number): MarkEdit => ({ ...noMark, level: value });

/** An outbox whose server answers when the test says so, and whose waits the test runs. */
function desk(kept = new Map<string, OutgoingEdit>()) {
  const sends: { edits: OutgoingEdit[]; answer: (result: SendResult) => void }[] = [];
  const waits: (() => void)[] = [];
  const answers: Answer[] = [];
  let id = kept.size;
  const outbox = createOutbox({
    store: {
      load: () => [...kept.values()],
      keep: (edit) => kept.set(edit.clientId, edit),
      forget: (clientId) => kept.delete(clientId),
    },
    send: (edits) => new Promise((answer) => sends.push({ edits, answer })),
    later: (task) => {
      waits.push(task);
      return () => {};
    },
    newId: () => {
      id += 1;
      return `edit-${id}`;
    },
    onAnswer: (_edit, answer) => answers.push(answer),
    device: 'tablet',
    entryId: 'entry',
  });
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
    await new Promise((done) => setTimeout(done));
  };
  return { outbox, sends, waits, answers, kept, settle };
}

test('a tap is kept before it is sent and forgotten once answered', async () => {
  const { outbox, kept, sends, settle } = desk();
  outbox.tap('D1', 0, level(3));
  expect([...kept.values()].map((edit) => edit.to.level)).toEqual([3]);
  expect(sends).toHaveLength(1);
  await settle(0);
  expect(kept.size).toBe(0);
  expect(outbox.snapshot().pending).toEqual([]);
});

test('a second tap while the first is under way names it; a third takes the second’s place', async () => {
  const { outbox, sends, waits, settle } = desk();
  outbox.tap('D1', 7, level(2));
  outbox.tap('D1', 7, level(3));
  outbox.tap('D1', 7, level(4));
  expect(outbox.snapshot().pending.map((edit) => edit.to.level)).toEqual([2, 4]);
  await settle(0);
  waits.at(-1)?.();
  expect(sends[1]?.edits).toMatchObject([{ to: { level: 4 }, after: sends[0]?.edits[0]?.clientId, baseRevision: 7 }]);
});

test('a failed send loses nothing: it is tried again, the same ids, and says so meanwhile', async () => {
  const { outbox, sends, waits, kept, settle } = desk();
  outbox.tap('D1', 0, level(3));
  await settle(0, { ok: false, signedOut: false });
  expect(outbox.snapshot()).toMatchObject({ failing: true, sending: false });
  expect(kept.size).toBe(1);
  waits.at(-1)?.();
  expect(sends[1]?.edits.map((edit) => edit.clientId)).toEqual(sends[0]?.edits.map((edit) => edit.clientId));
  await settle(1);
  expect(outbox.snapshot()).toMatchObject({ failing: false, pending: [] });
});

test('a tap after a failed send names that edit: the server may hold it, only its answer got lost', async () => {
  const { outbox, sends, settle } = desk();
  outbox.tap('D1', 0, level(3));
  await settle(0, { ok: false, signedOut: false });
  outbox.tap('D1', 0, level(4));
  expect(sends[1]?.edits).toMatchObject([
    { clientId: 'edit-1', to: { level: 3 }, after: null },
    { clientId: 'edit-2', to: { level: 4 }, after: 'edit-1' },
  ]);
});

test('a stopped outbox tries no more: its edits are the next one’s', async () => {
  const { outbox, sends, waits, kept, settle } = desk();
  outbox.tap('D1', 0, level(3));
  outbox.stop();
  await settle(0, { ok: false, signedOut: false });
  for (const wait of waits) wait();
  expect(sends).toHaveLength(1);
  expect(kept.size).toBe(1);
});

test('after a reload what was kept goes out, and a new tap follows on it', () => {
  const before = desk();
  before.outbox.tap('D1', 0, level(3));
  const { outbox, sends } = desk(before.kept);
  outbox.tap('D1', 0, level(5));
  expect(sends[0]?.edits).toMatchObject([
    { clientId: 'edit-1', to: { level: 3 } },
    { clientId: 'edit-2', to: { level: 5 }, after: 'edit-1' },
  ]);
});

test('a refused edit stays in sight with its reason until the judge lets it go', async () => {
  const { outbox, sends, settle } = desk();
  outbox.tap('D1', 0, level(3));
  const clientId = sends[0]?.edits[0]?.clientId ?? '';
  const refusal: Answer = { clientId, state: 'refused', revision: 0, reason: 'Lembar sudah terkirim.', at: '' };
  await settle(0, { ok: true, answers: [refusal] });
  expect(outbox.snapshot().refused).toMatchObject([{ reason: 'Lembar sudah terkirim.' }]);
  outbox.discard(clientId);
  expect(outbox.snapshot().refused).toEqual([]);
});
