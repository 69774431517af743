import { expect, test } from 'vitest';
import { nextStepOf } from './next-step.ts';
import { blockersOf, mayAdvance, moveKind, nextPhase, type PhaseFacts, phaseOrder, previousPhase } from './phases.ts';

const facts = (values: Partial<PhaseFacts> = {}): PhaseFacts => ({
  phase: 'persiapan',
  hasObjection: false,
  rubricSound: true,
  entries: 2,
  sites: 1,
  withoutSite: [],
  judges: 1,
  judgesInvited: [],
  auditing: [],
  unaudited: [],
  measuredApart: [],
  assignments: 1,
  unassigned: [],
  openSheets: [],
  recusals: [],
  recusalsAhead: [],
  unmeasured: [],
  secondLooks: [],
  wordLooks: [],
  objections: [],
  contactProposals: [],
  registrations: [],
  ...values,
});
const someone = [{ id: 'x', name: 'Juri A – Dinas B' }];
const codes = (values: Partial<PhaseFacts>) => blockersOf(facts(values)).map((each) => each.code);

test('the path has an objection window only where the contest has one', () => {
  expect(nextPhase({ phase: 'pleno', hasObjection: false })).toBe('penetapan');
  expect(nextPhase({ phase: 'pleno', hasObjection: true })).toBe('sanggah');
  expect(previousPhase({ phase: 'penetapan', hasObjection: false })).toBe('pleno');
  expect(previousPhase({ phase: 'penetapan', hasObjection: true })).toBe('sanggah');
  expect(nextPhase({ phase: 'terbit', hasObjection: true })).toBeNull();
  expect(previousPhase({ phase: 'persiapan', hasObjection: true })).toBeNull();
});

test('a contest left in sanggah after the window was switched off still finds its way', () => {
  expect(nextPhase({ phase: 'sanggah', hasObjection: false })).toBe('penetapan');
  expect(previousPhase({ phase: 'sanggah', hasObjection: false })).toBe('pleno');
});

test('one step forward or back, nothing else', () => {
  expect(moveKind({ phase: 'audit', hasObjection: false }, 'penilaian')).toBe('forward');
  expect(moveKind({ phase: 'audit', hasObjection: false }, 'persiapan')).toBe('back');
  expect(moveKind({ phase: 'audit', hasObjection: false }, 'pleno')).toBeNull();
  expect(moveKind({ phase: 'audit', hasObjection: false }, 'audit')).toBeNull();
  expect(moveKind({ phase: 'pleno', hasObjection: false }, 'sanggah')).toBeNull();
});

test('only the release leads to terbit, and nothing leads out of it', () => {
  expect(moveKind({ phase: 'penetapan', hasObjection: false }, 'terbit')).toBeNull();
  expect(mayAdvance(facts({ phase: 'penetapan' }))).toBe(false);
  for (const to of phaseOrder) expect(moveKind({ phase: 'terbit', hasObjection: true }, to)).toBeNull();
});

test('the step after the list is a judge, and nobody is asked for one twice', () => {
  expect(nextStepOf(facts({ sites: 0, judges: 0 })).step).toBe('import');
  expect(nextStepOf(facts({ judges: 0 })).step).toBe('invite');
  expect(nextStepOf(facts()).step).toBe('openAudit');
  const audited = { phase: 'audit', assignments: 0, judges: 0 } as const;
  expect(nextStepOf(facts(audited)).step).toBe('invite');
  expect(nextStepOf(facts({ ...audited, judges: 1 })).step).toBe('assign');
  // Judges may come later: the way on is open.
  expect(mayAdvance(facts({ judges: 0, withoutSite: someone, judgesInvited: someone }))).toBe(true);
  expect(codes({ withoutSite: someone, judgesInvited: someone })).toEqual(['withoutSite', 'judgesInvited']);
});

test('persiapan asks for a sound rubric and a site', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ sites: 0, rubricSound: false })).toEqual(['rubricBroken', 'noSite']);
});

test('proposals for the register are a reminder wherever the organizer may decide on them, and hold nothing up', () => {
  for (const phase of phaseOrder) {
    const found = blockersOf(facts({ phase, contactProposals: someone })).filter(
      (each) => each.code === 'contactProposals',
    );
    const isOpen = ['persiapan', 'audit', 'terbit'].includes(phase);
    expect([phase, found.map(({ blocking }) => blocking)]).toEqual([phase, isOpen ? [false] : []]);
  }
});

test('the audit phase waits for every audit and for judges', () => {
  expect(codes({ phase: 'audit', auditing: someone })).toEqual(['auditing']);
  expect(codes({ phase: 'audit', unaudited: someone })).toEqual(['unaudited']);
  expect(codes({ phase: 'audit', measuredApart: someone })).toEqual(['measuredApart']);
  expect(codes({ phase: 'audit', assignments: 0, unassigned: someone })).toEqual(['noAssignment']);
  expect(mayAdvance(facts({ phase: 'audit', unaudited: someone }))).toBe(false);
});

test('an entry without judges or an unmeasured indicator is a reminder, not a wall', () => {
  const later = facts({ phase: 'audit', unassigned: someone, unmeasured: someone });
  expect(blockersOf(later).map((each) => each.blocking)).toEqual([false, false]);
  expect(mayAdvance(later)).toBe(true);
});

test('a site that has lost every judge keeps judging open: later nobody can be given to it', () => {
  expect(blockersOf(facts({ phase: 'penilaian', unassigned: someone }))).toEqual([
    { code: 'unassigned', blocking: true, items: someone },
  ]);
  expect(mayAdvance(facts({ phase: 'penilaian', unassigned: someone }))).toBe(false);
});

test('a recusal declared ahead is a reminder for whoever plans', () => {
  expect(blockersOf(facts({ phase: 'audit', recusalsAhead: someone }))).toEqual([
    { code: 'recusals', blocking: false, items: someone },
  ]);
  expect(mayAdvance(facts({ phase: 'penilaian', recusalsAhead: someone }))).toBe(true);
});

test('judging closes only when every sheet is in and every recusal decided, each named', () => {
  expect(blockersOf(facts({ phase: 'penilaian', openSheets: someone }))).toEqual([
    { code: 'openSheets', blocking: true, items: someone },
  ]);
  expect(mayAdvance(facts({ phase: 'penilaian', recusals: someone }))).toBe(false);
  expect(mayAdvance(facts({ phase: 'penilaian' }))).toBe(true);
});

test('an unsettled objection is a reminder in its window, so that it ends in time, and holds up finalising', () => {
  const objections = [{ id: 'x', name: 'Dinas B – K1' }];
  const inWindow = facts({ phase: 'sanggah', hasObjection: true, objections });
  expect(blockersOf(inWindow)).toEqual([{ code: 'objections', blocking: false, items: objections }]);
  expect(mayAdvance(inWindow)).toBe(true);
  expect(nextStepOf(inWindow)).toEqual({ step: 'answerObjections', count: 1 });
  const later = facts({ phase: 'penetapan', hasObjection: true, objections });
  expect(blockersOf(later)[0]).toEqual({ code: 'objections', blocking: true, items: objections });
  expect(nextStepOf(later).step).toBe('answerObjections');
  expect(nextStepOf({ ...inWindow, objections: [] }).step).toBe('objectionWindow');
  expect(nextStepOf({ ...later, objections: [] }).step).toBe('finalise');
});
