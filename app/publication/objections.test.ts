import { expect, test } from 'vitest';
import { answersAreOpen, objectionsAreOpen, phaseOrder } from '#app/contest/phases.ts';
import { levelsAround, OBJECTION, textFault, windowIsKnown } from './objections.ts';

test('the window is one phase; answers come until the result is frozen', () => {
  expect(phaseOrder.filter(objectionsAreOpen)).toEqual(['sanggah']);
  expect(phaseOrder.filter(answersAreOpen)).toEqual(['sanggah', 'penetapan']);
  const known = (hasObjection: boolean) => phaseOrder.filter((phase) => windowIsKnown({ phase, hasObjection }));
  expect(known(true)).toEqual(['sanggah', 'penetapan', 'terbit']);
  // Switched off while the contest stood in it: it is open all the same.
  expect(known(false)).toEqual(['sanggah']);
});

test('spaces make no text', () => {
  expect(textFault(' \n ')).toBe('textMissing');
  expect(textFault(`  ${'a'.repeat(OBJECTION.shortest - 1)}  `)).toBe('textShort');
  expect(textFault('a'.repeat(OBJECTION.shortest))).toBeNull();
  expect(textFault('a'.repeat(OBJECTION.longest))).toBeNull();
  expect(textFault('a'.repeat(OBJECTION.longest + 1))).toBe('textLong');
});

test('points lie on a level, between two, or beyond the ends', () => {
  const scale = { levels: 5, points: [20, 40, 60, 80, 100], halfSteps: true };
  expect(levelsAround(scale, 60)).toEqual([3]);
  expect(levelsAround(scale, 60 + 1e-12)).toEqual([3]);
  expect(levelsAround(scale, 61)).toEqual([3, 4]);
  expect(levelsAround(scale, 100)).toEqual([5]);
  expect(levelsAround(scale, 0)).toEqual([1]);
  expect(levelsAround({ ...scale, points: [20, 40, 60, 80, 95] }, 99)).toEqual([5]);
});
