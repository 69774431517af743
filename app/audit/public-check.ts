/** The public's check of a site: when it may be asked for, and what of its report strangers may read. Pure. */
import type { Phase } from '../contest/phases.ts';
import type { RubricDocument } from '../rubric/rubric.schema.ts';
import { mendFirst } from './mend.ts';
import type { ReportView } from './report-view.ts';

/**
 * Open while the organizer allows it, before the closing date of the audits and again once results are released: in
 * between nobody outside learns what judges have before them.
 */
export function publicCheckIsOpen(
  { allowed, phase, closesAt }: { allowed: boolean; phase: Phase; closesAt: Date | null },
  now: Date,
): boolean {
  if (!allowed) return false;
  if (phase === 'terbit') return true;
  return (phase === 'persiapan' || phase === 'audit') && (closesAt === null || now < closesAt);
}

const HOUR = 3_600_000;
/** Of one agency's site, whoever asks. */
const limits = [
  { most: 1, within: 3 * HOUR },
  { most: 4, within: 24 * HOUR },
];

/** When the next check of a site may be asked for; null: now. `made`: those of the last day. */
export function publicCheckFrom(made: readonly Date[], now: Date): Date | null {
  const times = limits.flatMap(({ most, within }) => {
    const counted = made.map((at) => at.getTime()).filter((at) => at > now.getTime() - within);
    const oldest = counted.sort((a, b) => b - a)[most - 1];
    return oldest === undefined ? [] : [oldest + within];
  });
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** Told to nobody here: the contest's own probes, which this check did not make. */
const OF_THE_CONTEST = 'availability';
const SPAM = 'injected-spam';

export interface PublicFinding {
  signal: string;
  name: ReportView['signals'][number]['name'];
  explanation: ReportView['signals'][number]['explanation'];
  advice: ReportView['signals'][number]['advice'];
  evidence: { url?: string; where?: string; text: string }[];
}

/** Evidence shown of one finding. */
const SHOWN = 5;

/**
 * What is worth mending, in the order of the catalogue: no points, no gain, no order that tells of either. What accuses
 * (whatever takes an indicator to zero) is left out whether or not a person has confirmed it; pictures too.
 */
export function publicFindings(
  report: Pick<ReportView, 'signals' | 'criteria'>,
  rubric: RubricDocument,
): PublicFinding[] {
  const indicators = rubric.criteria.flatMap((criterion) => criterion.indicators);
  const accusing = indicators.flatMap((each) => (each.source === 'proposed' ? (each.zeroWhen ?? []) : []));
  const hidden = new Set([...accusing, SPAM, OF_THE_CONTEST]);
  const wrong = new Set(mendFirst(report.signals, report.criteria).map(({ signal }) => signal.signal));
  return report.signals
    .filter(({ signal }) => wrong.has(signal) && !hidden.has(signal))
    .map(({ signal, name, explanation, advice, evidence }) => ({
      signal,
      name,
      explanation,
      advice,
      evidence: evidence.slice(0, SHOWN).map(({ url, where, text }) => ({
        ...(url === undefined ? {} : { url }),
        ...(where === undefined ? {} : { where }),
        text,
      })),
    }));
}
