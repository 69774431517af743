import { expect, test } from 'vitest';
import { faultsOf, stillToPlan } from './phase-plans.ts';

const now = new Date('2026-11-01T00:00:00Z');
const on = (day: number) => new Date(Date.UTC(2026, 10, day));

test('what is behind the contest, and an objection window it has not, are not planned', () => {
  expect(stillToPlan({ phase: 'penilaian', hasObjection: false })).toEqual(['pleno', 'penetapan']);
  expect(stillToPlan({ phase: 'penilaian', hasObjection: true })).toEqual(['pleno', 'sanggah', 'penetapan']);
  expect(stillToPlan({ phase: 'terbit', hasObjection: true })).toEqual([]);
});

test('in the future, rising, dates; gaps are fine', () => {
  const plan = (phase: 'audit' | 'penilaian' | 'pleno', at: Date | null | 'notADate', before: Date | null = null) => ({
    phase,
    at,
    before,
  });
  expect(faultsOf([plan('audit', on(2)), plan('penilaian', null), plan('pleno', on(9))], now)).toEqual({});
  expect(faultsOf([plan('audit', on(9)), plan('penilaian', on(9)), plan('pleno', on(8))], now)).toEqual({
    penilaian: 'order',
    pleno: 'order',
  });
  expect(faultsOf([plan('audit', now), plan('penilaian', 'notADate')], now)).toEqual({
    audit: 'past',
    penilaian: 'notADate',
  });
  // What has passed and was refused stays as it stands.
  expect(faultsOf([plan('audit', on(-3), on(-3))], now)).toEqual({});
});
