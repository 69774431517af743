import { describe, expect, test } from 'vitest';
import { dayInWords, inWords, roman } from './words.ts';

test.each([
  [0, 'nol'],
  [11, 'sebelas'],
  [12, 'dua belas'],
  [19, 'sembilan belas'],
  [20, 'dua puluh'],
  [100, 'seratus'],
  [117, 'seratus tujuh belas'],
  [1000, 'seribu'],
  [1999, 'seribu sembilan ratus sembilan puluh sembilan'],
  [2026, 'dua ribu dua puluh enam'],
  [11_000, 'sebelas ribu'],
  [100_001, 'seratus ribu satu'],
])('%i is %s', (value, said) => {
  expect(inWords(value)).toBe(said);
});

test('there are no words for what is no whole number', () => {
  for (const value of [-1, 1.5, Number.NaN, 1_000_000]) expect(() => inWords(value)).toThrow(RangeError);
});

test('places in Roman numerals', () => {
  expect([1, 2, 3, 4, 5, 6, 9, 10, 14].map(roman)).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI', 'IX', 'X', 'XIV']);
});

describe('a day in words', () => {
  test('as minutes have it', () => {
    expect(dayInWords('2026-11-24')).toEqual({
      weekday: 'Selasa',
      day: 'dua puluh empat',
      month: 'November',
      year: 'dua ribu dua puluh enam',
      plain: '24 November 2026',
    });
  });
  test('one that does not exist is refused', () => {
    for (const date of ['2026-02-30', '2026-13-01', 'kemarin', '']) expect(() => dayInWords(date)).toThrow(RangeError);
  });
});
