import { expect, test } from 'vitest';
import { CROPS, wantedCrops } from './crops.ts';

const HOME = 'https://dinas.example/';
const at = (where: string, url = HOME) => ({ url, where, text: where });

test('every signal has its first place before anybody its second, each place once', () => {
  const signals = [
    { id: 'a', evidence: [at('#a1'), at('#a2'), at('#a3'), at('#a4')] },
    { id: 'b', evidence: [{ text: 'tanpa tempat' }, at('#a1'), at('#b2')] },
  ];
  expect(wantedCrops(signals, [HOME]).map(({ where }) => where)).toEqual(['#a1', '#a2', '#b2', '#a3']);
});

test('only pages that are still open, and not more than the most', () => {
  const many = Array.from({ length: 30 }, (_, i) => ({ id: `s${i}`, evidence: [at(`#s${i}`)] }));
  expect(wantedCrops(many, [HOME])).toHaveLength(CROPS.most);
  expect(wantedCrops([{ id: 'a', evidence: [at('#a', `${HOME}lain`)] }], [HOME])).toEqual([]);
});

test('a place that an accusation points to is kept from all others, whoever else points there', () => {
  const spam = { id: 'injected-spam', evidence: [at('#x')] };
  const other = { id: 'complaint-links', evidence: [at('#x')] };
  expect(wantedCrops([other, spam], [HOME])).toEqual([{ page: HOME, where: '#x', accuses: true }]);
  expect(wantedCrops([spam, other], [HOME])).toEqual([{ page: HOME, where: '#x', accuses: true }]);
});
