import { expect, test } from 'vitest';
import { withCrops } from './evidence-crops.ts';

const HOME = 'https://dinas.example/';
const signals = [
  { signal: 'complaint-links', evidence: [{ url: HOME, where: '#aduan', text: 'SAPAMAS' }, { text: 'LAPOR!' }] },
  { signal: 'injected-spam', evidence: [{ url: HOME, where: '#sisipan', text: 'slot' }] },
];
const stored = [
  { id: 'a', width: 200, height: 80, cut: { page: HOME, where: '#aduan', accuses: false } },
  { id: 's', width: 200, height: 80, cut: { page: HOME, where: '#sisipan', accuses: true } },
  { id: 'x', width: 200, height: 80, cut: { page: `${HOME}lain`, where: '#aduan', accuses: false } },
];
const shown = (accusing: boolean) =>
  withCrops(signals, stored, { accusing, srcOf: (id) => `/${id}` }).flatMap(({ evidence }) =>
    evidence.map(({ text, crop }) => [text, crop?.src ?? null]),
  );

test('evidence has the crop of its own page and place', () => {
  expect(shown(true)).toEqual([
    ['SAPAMAS', '/a'],
    ['LAPOR!', null],
    ['slot', '/s'],
  ]);
});

test('what was cut out for an accusation is for those who decide on it', () => {
  expect(shown(false).at(-1)).toEqual(['slot', null]);
});
