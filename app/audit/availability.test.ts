import { expect, test } from 'vitest';
import { downTimes, downTimeText, quarterOf, summariseProbes } from './availability.ts';

const at = (time: string) => new Date(`2026-05-12T${time}:00Z`);

test('a moment belongs to the quarter of an hour that began last', () => {
  expect(quarterOf(new Date('2026-05-12T03:29:59.999Z'))).toEqual(at('03:15'));
  expect(quarterOf(at('03:30'))).toEqual(at('03:30'));
});

test('quarters of our own outage count neither as answered nor as failed', () => {
  const rows = [
    { at: at('03:30'), answered: false, code: 'timeout' },
    { at: at('03:00'), answered: true, code: null },
    { at: at('03:15'), answered: false, code: 'refused' },
    { at: at('03:45'), answered: true, code: null },
  ];
  expect(summariseProbes(rows, [at('03:30'), at('03:45')])).toEqual({
    answered: 1,
    probes: 2,
    failures: [{ at: '2026-05-12T03:15:00.000Z', code: 'refused' }],
  });
  expect(summariseProbes([], [at('03:30')])).toEqual({ answered: 0, probes: 0, failures: [] });
});

test('neighbouring failures are one time without an answer, an answer between them parts them', () => {
  const failure = (time: string, code = 'timeout') => ({ at: at(time).toISOString(), code });
  const times = downTimes([failure('04:30'), failure('03:15'), failure('03:30', 'refused'), failure('03:45')]);
  expect(times).toEqual([
    { from: at('03:15'), to: at('04:00'), probes: 3, codes: ['timeout', 'refused'] },
    { from: at('04:30'), to: at('04:45'), probes: 1, codes: ['timeout'] },
  ]);
});

test('times are those of Western Indonesia, with both days over midnight', () => {
  expect(downTimeText({ from: at('03:15'), to: at('04:00') })).toBe('12 Mei 2026 pukul 10.15 sampai 11.00 WIB');
  expect(downTimeText({ from: at('16:45'), to: at('17:15') })).toBe(
    '12 Mei 2026 pukul 23.45 sampai 13 Mei 2026 pukul 00.15 WIB',
  );
});
