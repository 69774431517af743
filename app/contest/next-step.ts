import { blockersOf, type Phase, type PhaseFacts } from './phases.ts';

export const nextSteps = [
  'import',
  'invite',
  'openAudit',
  'startAudits',
  'watchAudits',
  'measureAlike',
  'assign',
  'openJudging',
  'assignLeft',
  'waitSheets',
  'openPlenary',
  'plenary',
  'answerObjections',
  'objectionWindow',
  'finalise',
  'released',
] as const;
export type NextStep = (typeof nextSteps)[number];

/** The one thing an organizer does next, and how many it is about. */
export function nextStepOf(facts: PhaseFacts): { step: NextStep; count: number } {
  const step = (name: NextStep, count = 0) => ({ step: name, count });
  const { auditing, unaudited, measuredApart, openSheets, recusals } = facts;
  const answering = () => (facts.objections.length > 0 ? step('answerObjections', facts.objections.length) : null);
  const byPhase: Record<Phase, () => { step: NextStep; count: number }> = {
    persiapan: () => {
      if (facts.sites === 0) return step('import');
      return facts.judges === 0 ? step('invite') : step('openAudit');
    },
    audit: () => {
      if (unaudited.length > 0) return step('startAudits', unaudited.length);
      if (auditing.length > 0) return step('watchAudits', auditing.length);
      if (measuredApart.length > 0) return step('measureAlike', measuredApart.length);
      if (facts.judges === 0) return step('invite');
      const stopped = blockersOf(facts).some((each) => each.blocking);
      return stopped ? step('assign') : step('openJudging');
    },
    penilaian: () => {
      if (facts.unassigned.length > 0) return step('assignLeft', facts.unassigned.length);
      const waiting = openSheets.length + recusals.length;
      return waiting > 0 ? step('waitSheets', waiting) : step('openPlenary');
    },
    pleno: () => step('plenary'),
    sanggah: () => answering() ?? step('objectionWindow'),
    penetapan: () => answering() ?? step('finalise'),
    terbit: () => step('released'),
  };
  return byPhase[facts.phase]();
}
