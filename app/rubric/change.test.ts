import { expect, test } from 'vitest';
import { rubricChange } from './change.ts';
import { defaultRubric } from './default.ts';
import type { RubricDocument } from './rubric.schema.ts';

const before = defaultRubric();
type Indicators = RubricDocument['criteria'][number]['indicators'];
function changed(work: (document: RubricDocument, byId: (id: string) => Indicators[number]) => void) {
  const document = structuredClone(before);
  work(document, (id) => {
    const found = document.criteria.flatMap(({ indicators }) => indicators).find((each) => each.id === id);
    if (!found) throw new Error(id);
    return found;
  });
  return rubricChange(before, document);
}
const none = {
  barred: [],
  reweighed: [],
  recurved: [],
  reworded: [],
  rephrased: [],
  added: [],
  removed: [],
  rules: false,
};
const judged =
  before.criteria.flatMap(({ indicators }) => indicators).find(({ source }) => source === 'judge')?.id ?? '';
const [first] = before.criteria;
const byFirst = first?.indicators[0];
if (!first || !byFirst) throw new Error('no criterion');
const zeroed =
  before.criteria
    .flatMap(({ indicators }) => indicators)
    .find((each) => each.source === 'proposed' && (each.zeroWhen ?? []).length > 0)?.id ?? '';

test('the same but for its number, or for the order of its keys and parts, changes nothing', () => {
  expect(changed((document) => Object.assign(document, { version: 9 }))).toEqual(none);
  expect(
    changed((document) => {
      for (const each of document.criteria) each.indicators.reverse();
    }),
  ).toEqual(none);
});

test('weights touch every indicator that shares in them, and nothing is barred', () => {
  const one = first.indicators[0]?.id ?? '';
  expect(changed((_, byId) => Object.assign(byId(one), { weight: 77 }))).toEqual({
    ...none,
    reweighed: first.indicators.map(({ id }) => id),
  });
  const all = changed((document) => {
    const [a, b] = document.criteria;
    if (a && b) [a.weight, b.weight] = [a.weight + 1, b.weight - 1];
  });
  expect(all.reweighed).toEqual(
    before.criteria.slice(0, 2).flatMap(({ indicators }) => indicators.map(({ id }) => id)),
  );
});

test('a curve, a signal’s weight, a name, a translated level, bands and ties', () => {
  const curve = changed((_, byId) => {
    const o1 = byId('O1');
    if (o1.source === 'proposed') for (const each of o1.signals) each.curve = each.curve.map(([x, y]) => [x, y / 2]);
  });
  expect(curve).toEqual({ ...none, recurved: ['O1'] });
  expect(changed((_, byId) => Object.assign(byId(judged).name, { id: 'Nama baru' }))).toEqual({
    ...none,
    reworded: [judged],
  });
  expect(
    changed((_, byId) => {
      const each = byId(judged);
      if (each.source === 'judge') Object.assign(each.levels['3'] ?? {}, { en: 'said anew' });
    }),
  ).toEqual(none);
  expect(changed((document) => document.tieBreak.reverse()).rules).toBe(true);
});

test('other words ask whoever scored by them; an indicator removed touches those that share its part', () => {
  const level = changed((_, byId) => {
    const each = byId(judged);
    if (each.source === 'judge') Object.assign(each.levels['3'] ?? {}, { id: 'Lain sama sekali' });
  });
  expect(level).toEqual({ ...none, rephrased: [judged] });
  const task = changed((_, byId) => {
    const each = byId(judged);
    if (each.source === 'judge') each.tasks = { ...each.tasks, Kecamatan: [{ id: 'Cari jam layanan' }] };
  });
  expect(task).toEqual({ ...none, rephrased: [judged] });
  const fresh = changed((document, byId) => {
    document.criteria[0]?.indicators.push({ ...structuredClone(byId(judged)), id: 'X9' });
  });
  expect(fresh).toEqual({ ...none, added: ['X9'], reweighed: first.indicators.map(({ id }) => id) });
  const gone = changed((document) => document.criteria[0]?.indicators.shift());
  expect(gone).toEqual({
    ...none,
    removed: [byFirst.id],
    reweighed: first.indicators.slice(1).map(({ id }) => id),
  });
});

test('what would take given marks their meaning is barred, by its place', () => {
  const barred = (...args: Parameters<typeof changed>) => changed(...args).barred;
  expect(
    barred((document, byId) => {
      const o1 = byId('O1');
      const home = before.criteria.findIndex(({ indicators }) => indicators.some(({ id }) => id === o1.id));
      document.criteria[home]?.indicators.push({ ...structuredClone(o1), id: 'X9' });
    }),
  ).toEqual([{ id: 'X9', why: 'measured' }]);
  // A confirmed finding takes it to zero: without it the finding would mean nothing.
  expect(
    barred((document) => {
      for (const each of document.criteria) each.indicators = each.indicators.filter(({ id }) => id !== zeroed);
    }),
  ).toEqual([{ id: zeroed, why: 'findings' }]);
  expect(barred((document) => document.criteria.pop())).toEqual([{ id: '', why: 'criteria' }]);
  expect(barred((_, byId) => Object.assign(byId(judged), { appliesTo: ['Dinas'] }))).toEqual([
    { id: judged, why: 'categories' },
  ]);
  expect(barred((document) => document.scale.points.splice(0, 1, 5))).toEqual([{ id: '', why: 'scale' }]);
  expect(
    barred((_, byId) => {
      const o1 = byId('O1');
      if (o1.source === 'proposed') o1.zeroWhen = ['injected-spam', 'mixed-content'];
    }),
  ).toEqual([{ id: 'O1', why: 'signals' }]);
  // Moved to another criterion: gone from one, new in the other.
  expect(
    barred((document) => {
      const moved = document.criteria[0]?.indicators.pop();
      if (moved) document.criteria[1]?.indicators.push(moved);
    }).map(({ why }) => why),
  ).toEqual(['indicators', 'indicators']);
});
