import { expect, test } from 'vitest';
import { phaseOrder } from '../contest/phases.ts';
import { defaultRubric } from '../rubric/default.ts';
import { publicCheckFrom, publicCheckIsOpen, publicFindings } from './public-check.ts';
import type { ReportSignal } from './report-view.ts';

const now = new Date('2026-10-01T10:00:00Z');
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

test('open before the closing date and after the release, and never without the organizer', () => {
  const open = (values: Partial<Parameters<typeof publicCheckIsOpen>[0]>) =>
    publicCheckIsOpen({ allowed: true, phase: 'audit', closesAt: null, ...values }, now);
  expect(phaseOrder.filter((phase) => open({ phase }))).toEqual(['persiapan', 'audit', 'terbit']);
  expect(phaseOrder.filter((phase) => open({ phase, allowed: false }))).toEqual([]);
  expect(open({ closesAt: at(1) })).toBe(true);
  expect(open({ closesAt: now })).toBe(false);
  expect(open({ closesAt: at(-1), phase: 'persiapan' })).toBe(false);
  expect(open({ closesAt: at(-900), phase: 'terbit' })).toBe(true);
});

test('a site is checked once in three hours and four times a day, whoever asks', () => {
  expect(publicCheckFrom([], now)).toBeNull();
  expect(publicCheckFrom([at(-1)], now)).toEqual(at(2));
  expect(publicCheckFrom([at(-3)], now)).toBeNull();
  expect(publicCheckFrom([at(-4), at(-8), at(-12), at(-20)], now)).toEqual(at(4));
});

const signal = (id: string, outcome: ReportSignal['outcome']): ReportSignal => ({
  signal: id,
  name: { id },
  explanation: { id },
  advice: { id },
  outcome,
  value: outcome === 'failed' ? 0 : 1,
  unit: '',
  evidence: Array.from({ length: 9 }, (_, i) => ({
    text: `bukti ${i}`,
    crop: { src: '/gambar/x', width: 1, height: 1 } as never,
  })),
});

test('what accuses, what the contest measured and what could not be measured is not among the findings; nor pictures', () => {
  const signals = [
    signal('viewport-meta', 'failed'),
    signal('injected-spam', 'failed'),
    signal('availability', 'failed'),
    signal('sitemap', 'unmeasured'),
    signal('feed', 'notApplicable'),
  ];
  const found = publicFindings({ signals, criteria: [] }, defaultRubric());
  expect(found.map((each) => each.signal)).toEqual(['viewport-meta']);
  expect(found[0]?.evidence).toHaveLength(5);
  expect(JSON.stringify(found)).not.toMatch(/gambar|gain|points/);
});
