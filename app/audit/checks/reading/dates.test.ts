import { describe, expect, it } from 'vitest';
import { dayOf, isRecent, parseDate } from './dates.ts';

describe('parseDate', () => {
  it.each([
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T08:00:00Z', '2026-11-01T08:00:00.000Z'],
    ['2026-11-01T08:00:00+0700', '2026-11-01T01:00:00.000Z'],
    ['2026-11-01 08:00:00', '2026-11-01T01:00:00.000Z'],
    ['2026-11-01T08:00', '2026-11-01T01:00:00.000Z'],
    ['Sun, 01 Nov 2026 08:00:00 +0700', '2026-11-01T01:00:00.000Z'],
    ['Sun, 01 Nov 2026 08:00:00 GMT', '2026-11-01T08:00:00.000Z'],
    ['01 Nov 2026 08:00 WIB', '2026-11-01T01:00:00.000Z'],
  ])('reads %s, without a zone as WIB', (text, expected) => {
    expect(new Date(parseDate(text) ?? Number.NaN).toISOString()).toBe(expected);
  });
  it.each(['kemarin', '1 hari lalu', '', '20261101', '2026-13-45', 'versi 1'])('refuses %j', (text) => {
    expect(parseDate(text)).toBeNull();
  });
});

describe('isRecent', () => {
  const now = '2026-11-10T00:00:00Z';
  it.each([
    ['2026-11-10', true],
    ['2026-08-12', true],
    ['2026-08-11', false],
    ['2026-11-12', false],
  ])('%s: %s', (day, expected) => {
    expect(isRecent(now, Date.parse(day))).toBe(expected);
  });
  it('writes days in WIB', () => {
    expect(dayOf(Date.parse('2026-11-01T18:00:00Z'))).toBe('2026-11-02');
  });
});
