import { expect, test } from 'vitest';
import { apartText, differingStamps, entriesApart, namedApart } from './same-stamps.ts';

const stamps = {
  lighthouse: '13.5.0',
  chrome: '156',
  config: 'a1',
  node: '24',
  rubric: '1',
  signalRules: '2',
  words: 'w',
};
const entry = (id: string, over: Record<string, string> | null = {}) => ({
  id,
  name: `Dinas ${id}`,
  stamps: over === null ? null : { ...stamps, ...over },
});

test('entries measured alike stand together, whatever was audited', () => {
  const own = (subject: string) => ({ subject });
  expect(entriesApart([entry('a', own('x')), entry('b', own('y')), entry('c', null)])).toEqual([]);
  expect(entriesApart([])).toEqual([]);
});

test('the few stand apart from the many, each difference named', () => {
  const apart = entriesApart([entry('a'), entry('b'), entry('c', { chrome: '155', rubric: '2' })]);
  expect(apart.map(apartText)).toEqual(['chrome 155 ≠ 156, rubric 2 ≠ 1']);
  expect(apart.map(namedApart)).toEqual([{ id: 'c', name: 'Dinas c (chrome 155 ≠ 156, rubric 2 ≠ 1)' }]);
});

test('of two halves the newer version stays', () => {
  expect(entriesApart([entry('a', { chrome: '99' }), entry('b', { chrome: '156' })]).map(({ id }) => id)).toEqual([
    'a',
  ]);
});

test('a site that was down has no Chrome to differ in', () => {
  const { chrome: _, config: __, ...down } = stamps;
  expect(entriesApart([entry('a'), entry('b'), { id: 'c', name: 'Dinas c', stamps: down }])).toEqual([]);
  expect(differingStamps(stamps, down)).toEqual([]);
  expect(differingStamps(stamps, { ...down, lighthouse: '12.0.0' })).toEqual(['lighthouse']);
});
