/** The path of a contest and what each step asks for. Pure: facts in, blockers out. */

export const phaseOrder = ['persiapan', 'audit', 'penilaian', 'pleno', 'sanggah', 'penetapan', 'terbit'] as const;
export type Phase = (typeof phaseOrder)[number];

/** The phases this contest goes through, in order; sanggah only when it has an objection window. */
export function phasesOf(contest: { hasObjection: boolean }): Phase[] {
  return phaseOrder.filter((phase) => phase !== 'sanggah' || contest.hasObjection);
}

interface Standing {
  phase: Phase;
  hasObjection: boolean;
}

/** Phase after this one, null at the end. */
export function nextPhase({ phase, hasObjection }: Standing): Phase | null {
  const later = phaseOrder.indexOf(phase) + 1;
  return phasesOf({ hasObjection }).find((each) => phaseOrder.indexOf(each) >= later) ?? null;
}

/** Phase before this one, null at the start. */
export function previousPhase({ phase, hasObjection }: Standing): Phase | null {
  const at = phaseOrder.indexOf(phase);
  return phasesOf({ hasObjection }).findLast((each) => phaseOrder.indexOf(each) < at) ?? null;
}

/** Whether webmasters see their provisional points and may object. */
export const objectionsAreOpen = (phase: Phase): boolean => phase === 'sanggah';

/** Whether the panel may still answer: the window has an end, its answers come before the result is frozen. */
export const answersAreOpen = (phase: Phase): boolean => phase === 'sanggah' || phase === 'penetapan';

export type Move = 'forward' | 'back' | null;

/**
 * Which kind of move leads to `to`: one step forward, or one step back (which asks for a reason). Null is not allowed:
 * anything else, everything from terbit, and penetapan -> terbit, which only the release makes.
 */
export function moveKind(standing: Standing, to: Phase): Move {
  if (standing.phase === 'terbit') return null;
  if (to === nextPhase(standing)) return to === 'terbit' ? null : 'forward';
  return to === previousPhase(standing) ? 'back' : null;
}

export interface Named {
  id: string;
  name: string;
}

/** What the database says about a contest's readiness. */
export interface PhaseFacts extends Standing {
  rubricSound: boolean;
  entries: number;
  sites: number;
  /** Entries without one. */
  withoutSite: Named[];
  /** People who can judge, whether or not they have come yet. */
  judges: number;
  /** Invitations of judges that nobody has used. */
  judgesInvited: Named[];
  /** Entries with a site whose audit is queued, running or waiting for another try. */
  auditing: Named[];
  /** Entries with a site, nothing on its way, and no finished audit that counts. */
  unaudited: Named[];
  /** Entries in the ranking whose audit was made with something else than most; the name says what differs. */
  measuredApart: Named[];
  assignments: number;
  /** Entries with a site, in the ranking, that no judge is assigned to. */
  unassigned: Named[];
  /** Assigned sheets not submitted; name is "judge – entry". */
  openSheets: Named[];
  /** Recusals declared and not yet decided; name is "judge – entry". */
  recusals: Named[];
  /** The same of judges who were not given that entry: whoever plans should know, nothing waits for it. */
  recusalsAhead: Named[];
  /** Entries with an indicator that the audit left unmeasured and nobody has ruled on. */
  unmeasured: Named[];
  /** Judges asked to look again who have not answered; name is "judge – entry". */
  secondLooks: Named[];
  /** Judges with a submitted mark to confirm under words of the rubric that are others now; name is "judge – entry – indicator". */
  wordLooks: Named[];
  /** People who ask to look after an agency's site; name is the agency's. */
  registrations: Named[];
  /** Objections of agencies that are not settled; name is "entry – indicator". */
  objections: Named[];
  /** Proposals for the contact register that wait for the organizer; empty while it stands still. Name is the agency's. */
  contactProposals: Named[];
}

export const blockerCodes = [
  'rubricBroken',
  'noSite',
  'auditing',
  'unaudited',
  'measuredApart',
  'noAssignment',
  'unassigned',
  'openSheets',
  'recusals',
  'unmeasured',
  'wordLooks',
  'secondLooks',
  'objections',
  'contactProposals',
  'withoutSite',
  'judgesInvited',
  'registrations',
  'release',
] as const;
export type BlockerCode = (typeof blockerCodes)[number];

export interface Blocker {
  code: BlockerCode;
  /** False: shown as a reminder, the step stays open. */
  blocking: boolean;
  /** What it is about, by name. */
  items: Named[];
}

const about = (code: BlockerCode, items: Named[], blocking = true): Blocker[] =>
  items.length > 0 ? [{ code, blocking, items }] : [];
const when = (code: BlockerCode, condition: boolean): Blocker[] =>
  condition ? [{ code, blocking: true, items: [] }] : [];

/** What stands between the contest and its next phase, blockers first. Empty when the way is free. */
export function blockersOf(facts: PhaseFacts): Blocker[] {
  return [...ofPhase(facts), ...about('registrations', facts.registrations, false)];
}

/** Of the list and the people, while both may still change. */
const reminders = (facts: PhaseFacts): Blocker[] => [
  ...about('withoutSite', facts.sites > 0 ? facts.withoutSite : [], false),
  ...about('judgesInvited', facts.judgesInvited, false),
  ...about('contactProposals', facts.contactProposals, false),
];

function ofPhase(facts: PhaseFacts): Blocker[] {
  switch (facts.phase) {
    case 'persiapan':
      return [...when('rubricBroken', !facts.rubricSound), ...when('noSite', facts.sites === 0), ...reminders(facts)];
    case 'audit':
      return [
        ...when('rubricBroken', !facts.rubricSound),
        ...about('auditing', facts.auditing),
        ...about('unaudited', facts.unaudited),
        ...about('measuredApart', facts.measuredApart),
        ...when('noAssignment', facts.assignments === 0),
        ...(facts.assignments > 0 ? about('unassigned', facts.unassigned, false) : []),
        ...about('recusals', [...facts.recusals, ...facts.recusalsAhead], false),
        ...about('unmeasured', facts.unmeasured, false),
        ...reminders(facts),
      ];
    case 'penilaian':
      return [
        ...about('recusals', facts.recusals),
        // Plans close with judging: whoever has no judge now can never be given one, and finalising would wait for it.
        ...about('unassigned', facts.unassigned),
        ...about('openSheets', facts.openSheets),
        ...about('wordLooks', facts.wordLooks),
        ...about('recusals', facts.recusalsAhead, false),
        ...about('secondLooks', facts.secondLooks, false),
        ...about('unmeasured', facts.unmeasured, false),
      ];
    case 'pleno':
      return about('unmeasured', facts.unmeasured, false);
    case 'sanggah':
      // The window ends when it was said to; what was filed in it is answered before the result is frozen.
      return [...about('objections', facts.objections, false), ...about('unmeasured', facts.unmeasured, false)];
    case 'penetapan':
      return [...about('objections', facts.objections), ...when('release', true)];
    case 'terbit':
      return about('contactProposals', facts.contactProposals, false);
  }
}

/** Whether the next phase may be opened now. */
export function mayAdvance(facts: PhaseFacts): boolean {
  const next = nextPhase(facts);
  return next !== null && moveKind(facts, next) === 'forward' && !blockersOf(facts).some((each) => each.blocking);
}
