import { expect, test } from 'vitest';
import { matching, queryOf } from './search.ts';

const rows = [
  { name: 'Dinas Kesehatan', category: 'Dinas' },
  { name: 'RSUD Kartini', category: 'RSUD' },
  { name: 'Kecamatan Colomadu', category: 'Kecamatan' },
];
const names = (query: string) => matching(rows, query).map(({ name }) => name);

test('a part of the name, in whatever case, words in any order, accents or not', () => {
  expect(names('KESEHAT')).toEqual(['Dinas Kesehatan']);
  expect(names('kartini rsud')).toEqual(['RSUD Kartini']);
  expect(names('kécamatan')).toEqual(['Kecamatan Colomadu']);
  expect(names('dinas kartini')).toEqual([]);
});

test('signs of a pattern are only letters', () => {
  expect(names('.*')).toEqual([]);
  expect(names('%')).toEqual([]);
});

test('nothing typed is no search, and what is too long is cut', () => {
  expect([queryOf(null), queryOf('   '), queryOf(' a ')]).toEqual([null, null, 'a']);
  expect(queryOf('x'.repeat(500))?.length).toBe(60);
});
