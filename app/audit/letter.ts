/** A letter that asks somebody else to mend what a report found. */
import { type Addressee, adviceOf } from './advice.ts';
import type { FullReport, ReportSignal } from './report-view.ts';

/** Pieces of evidence a letter quotes of one finding. */
const QUOTED = 3;

export interface LetterItem {
  signal: ReportSignal;
  evidence: ReportSignal['evidence'];
}

/** What a report asks of the addressee; of a site that is down nothing else is known. Empty: there is nothing to ask. */
export function letterItems(
  report: Pick<FullReport, 'signals' | 'criteria' | 'platform' | 'outcome'>,
  to: Addressee,
): LetterItem[] {
  if (report.outcome !== 'measured') return [];
  return adviceOf(report.signals, report.criteria, report.platform)
    .filter(({ mender }) => mender === to)
    .map(({ signal }) => ({
      signal,
      // What is there already is evidence too, and nothing to ask for.
      evidence: signal.evidence.filter(({ text }) => !text.startsWith('Ada: ')).slice(0, QUOTED),
    }));
}
