/** From a visit to the report of an entry: outcome of every signal, proposed points. Pure. */
import { appliesTo } from '#app/rubric/applies.ts';
import type { RubricDocument } from '#app/rubric/rubric.schema.ts';
import type { EntryReport, Evidence, SignalResult, SiteFailure } from './audit.schema.ts';
import { runChecks } from './checks.ts';
import { isSiteDown } from './failure.ts';
import { summarise, summariseSpeed } from './lighthouse-summary.ts';
import { proposeIndicators } from './points.ts';
import { regencyFor } from './regency.ts';
import catalogue from './signals.json' with { type: 'json' };
import type { Visit } from './visit.ts';

/**
 * The report of one visit. A site that failed has no checks to run: its signals are all failed when the site is
 * down or wrong, all unmeasured when it was us or the site kept us out.
 * @param durationMs whole audit
 */
export function composeReport(visit: Visit, rubric: RubricDocument, durationMs: number): EntryReport {
  const { failure, category } = visit;
  const signals = failure
    ? failedSignals(visit, failure, rubric)
    : runChecks(visit, regencyFor(visit.portalDomain, visit.regencyWords)).map((signal) =>
        signalApplies(signal.id, category, rubric) ? signal : outsideCategory(signal),
      );
  return {
    url: visit.entryUrl,
    status: failure ? 'failed' : 'measured',
    failure,
    // Webmasters compare with what they measure themselves: their home page.
    lighthouse: summarise(visit.lighthouse.filter((run) => run.url === visit.lighthouse[0]?.url)),
    speed: summariseSpeed(visit.lighthouse),
    signals,
    indicators: proposeIndicators(signals, rubric, category),
    durationMs,
  };
}

/**
 * Signals of a site whose home page could not be visited. The value is null: a down site has no overflow of 0 px.
 * Two are never failed by it: injected spam, which is an accusation, and what does not apply to the category.
 */
export function failedSignals(
  visit: Pick<Visit, 'entryUrl' | 'category'>,
  failure: SiteFailure,
  rubric: RubricDocument,
): SignalResult[] {
  const evidence: Evidence[] = [{ url: visit.entryUrl, where: failure.code, text: failure.message }];
  const down = isSiteDown(failure.code);
  return catalogue.signals.map(({ id, unit }) => {
    if (!signalApplies(id, visit.category, rubric))
      return { id, unit, outcome: 'notApplicable', value: null, evidence: [] };
    const outcome = down && id !== 'injected-spam' ? 'failed' : 'unmeasured';
    return { id, unit, outcome, value: null, evidence };
  });
}

function outsideCategory({ id, unit }: SignalResult): SignalResult {
  return { id, unit, outcome: 'notApplicable', value: null, evidence: [] };
}

/** False when every place of the rubric that reads the signal is for other categories. */
export function signalApplies(signalId: string, category: string | null, rubric: RubricDocument): boolean {
  if (category === null) return true;
  const uses = rubric.criteria
    .flatMap(({ indicators }) => indicators)
    .flatMap((indicator) =>
      indicator.source === 'proposed'
        ? indicator.signals
            .filter(({ signal }) => signal === signalId)
            .map((signal) => appliesTo(indicator, category) && appliesTo(signal, category))
        : [],
    );
  return uses.length === 0 || uses.includes(true);
}
