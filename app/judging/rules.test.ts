import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultRubric } from '../rubric/default.ts';
import { missingOf, progressOf } from './completeness.ts';
import { isAnswered, type MarkEdit, noMark, type Ruling, suggestedLevel } from './mark.ts';
import { orderFor } from './order.ts';

const rubric = defaultRubric();
const facts = (marks: [string, Partial<MarkEdit>][], rulings: [string, Ruling][] = [], conflicts: string[] = []) => ({
  category: 'Dinas',
  marks: new Map(marks.map(([id, edit]) => [id, { ...noMark, ...edit }])),
  rulings: new Map(rulings),
  conflicts: new Set(conflicts),
});

test('citizen tasks suggest the level their description names', () => {
  expect(suggestedLevel(['failed', 'failed', 'failed'], 5)).toBe(1);
  expect(suggestedLevel(['done', 'failed', 'failed'], 5)).toBe(2);
  expect(suggestedLevel(['done', 'failed', 'done'], 5)).toBe(3);
  expect(suggestedLevel(['done', 'done', 'done'], 5)).toBe(5);
  expect(suggestedLevel(['done', null, 'done'], 5)).toBeNull();
  expect(suggestedLevel([], 5)).toBeNull();
});

test('an empty sheet misses every judged indicator and no proposal', () => {
  const missing = missingOf(rubric, facts([])).map((each) => each.indicator);
  expect(missing).toContain('D1');
  expect(missing).not.toContain('O1');
  expect(progressOf(rubric, facts([]))).toEqual({ done: 0, total: missing.length });
});

test('a note alone is no mark; a conflict on a proposal holds the sheet', () => {
  expect(missingOf(rubric, facts([['D1', { note: 'lihat lagi' }]])).map((each) => each.indicator)).toContain('D1');
  expect(missingOf(rubric, facts([], [], ['O1']))).toContainEqual({ indicator: 'O1', why: 'conflict' });
});

test('a ruling answers for the judge; a refused claim asks again', () => {
  const ruling = (kind: Ruling['kind']): Ruling => ({ kind, points: null, reason: 'alasan' });
  const claim = { ...noMark, notApplicable: true, reason: 'tidak punya layanan' };
  expect(isAnswered(noMark, ruling('notApplicable'))).toBe(true);
  expect(isAnswered(claim, null)).toBe(true);
  expect(isAnswered(claim, ruling('applicable'))).toBe(false);
  expect(missingOf(rubric, facts([['I6', claim]], [['I6', ruling('applicable')]]))).toContainEqual({
    indicator: 'I6',
    why: 'claimRefused',
  });
});

test('every judge gets every site once, categories together, and no site is last for all', () => {
  const site = fc.record({
    category: fc.constantFrom('Dinas', 'Badan', 'Kecamatan'),
    name: fc.string({ minLength: 1 }),
  });
  fc.assert(
    fc.property(fc.array(site, { minLength: 1, maxLength: 40 }), fc.nat(200), (sites, seat) => {
      const groups = orderFor(sites, seat);
      const flat = groups.flatMap((group) => group.sites);
      expect(flat).toHaveLength(sites.length);
      expect(new Set(flat)).toEqual(new Set(sites));
      expect(new Set(groups.map((group) => group.category)).size).toBe(groups.length);
    }),
  );
  const thirty = Array.from({ length: 30 }, (_, i) => ({ category: i < 20 ? 'Dinas' : 'Badan', name: `Situs ${i}` }));
  const lasts = [0, 1, 2, 3, 4].map((seat) => orderFor(thirty, seat).at(-1)?.sites.at(-1)?.name);
  expect(new Set(lasts).size).toBe(5);
});
