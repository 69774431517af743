import { expect, test } from 'vitest';
import { type Decision, standingOf } from './decisions.ts';

const home = { url: 'https://dinas.test/', where: 'div.x', text: 'Teks tersembunyi memuat slot gacor' };
const inner = { url: 'https://dinas.test/berita', where: 'a', text: 'Tautan menuju situs judi' };
const note = { text: 'Temuan ini perlu dipastikan oleh orang sebelum dihitung.' };

let serial = 0;
const decision = (verdict: Decision['verdict'], auditId: string, evidence = [note, home]): Decision => {
  serial += 1;
  return { id: String(serial), verdict, reason: 'Dilihat bersama.', auditId, evidence };
};
const now = (auditId: string, evidence = [note, home]) => ({ auditId, evidence });

test('nobody has decided: open; the newest decision counts', () => {
  expect(standingOf([], now('a'))).toMatchObject({ state: 'open', honour: null });
  const decisions = [decision('dismissed', 'a'), decision('confirmed', 'a')];
  expect(standingOf(decisions, now('a'))).toMatchObject({ state: 'dismissed', decision: decisions[0], honour: null });
});

test('a confirmation goes on to a later audit that finds any of it, and not to one that finds something else', () => {
  const confirmed = [decision('confirmed', 'a')];
  expect(standingOf(confirmed, now('b', [note, inner, home])).state).toBe('confirmed');
  expect(standingOf(confirmed, now('b', [{ ...home, text: 'Teks tersembunyi memuat maxwin' }])).state).toBe(
    'confirmed',
  );
  expect(standingOf(confirmed, now('b', [note, inner])).state).toBe('open');
});

test('a dismissal goes on only where nothing new is found', () => {
  const dismissed = [decision('dismissed', 'a', [note, home, inner])];
  expect(standingOf(dismissed, now('b', [note, home])).state).toBe('dismissed');
  expect(standingOf([decision('dismissed', 'a')], now('b', [note, home, inner])).state).toBe('open');
});

test('the note that every finding carries makes two findings no more alike', () => {
  expect(standingOf([decision('dismissed', 'a')], now('b', [note])).state).toBe('open');
});

test('an honour is undecided until the plenary speaks after the confirmation', () => {
  const confirmed = decision('confirmed', 'a');
  expect(standingOf([confirmed], now('a')).honour).toBe('undecided');
  expect(standingOf([decision('honour-barred', 'a'), confirmed], now('a')).honour).toBe('barred');
  const lifted = [decision('honour-lifted', 'a'), decision('honour-barred', 'a'), confirmed];
  expect(standingOf(lifted, now('a')).honour).toBe('lifted');
  expect(standingOf([decision('confirmed', 'a'), ...lifted], now('a')).honour).toBe('undecided');
  expect(standingOf([decision('dismissed', 'a'), ...lifted], now('a'))).toMatchObject({
    state: 'dismissed',
    honour: null,
  });
});
