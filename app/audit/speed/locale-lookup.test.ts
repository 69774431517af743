import { expect, test } from 'vitest';
import { rememberLocales } from './locale-lookup.ts';

test('answers as before, and what a caller does to an answer changes no later one', () => {
  const before = Intl.NumberFormat.supportedLocalesOf;
  try {
    const questions = ['id', ['id', 'en-US'], ['zz'], 'en'];
    const expected = questions.map((locales) => before.call(Intl.NumberFormat, locales));
    rememberLocales();
    const ask = () => questions.map((locales) => Intl.NumberFormat.supportedLocalesOf(locales));
    expect(ask()).toEqual(expected);
    ask()[0]?.push('xx');
    expect(ask()).toEqual(expected);
    expect(() => Intl.NumberFormat.supportedLocalesOf('not a locale')).toThrow(RangeError);
  } finally {
    Intl.NumberFormat.supportedLocalesOf = before;
  }
});
