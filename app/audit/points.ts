/** From signals through the rubric's curves to proposed points, each with its reasons. */
import { appliesTo } from '#app/rubric/applies.ts';
import { pointsAt } from '#app/rubric/curve.ts';
import type { ProposedIndicator, RubricDocument, RubricSignal } from '#app/rubric/rubric.schema.ts';
import type { BecauseRow, IndicatorProposal, SignalResult } from './audit.schema.ts';

/**
 * Proposed points of every indicator the rubric marks `proposed`, in the rubric's order.
 *
 * - Not applicable signals pass their weight to the others; all not applicable: so is the indicator.
 * - A failed signal takes its value through the curve; one without a value (a site that is down) is 0 points,
 *   whichever way the curve runs.
 * - One unmeasured signal keeps the whole indicator unmeasured, without points: never a guess.
 * - A signal of `zeroWhen` takes the indicator to zero only when it was found (value 1) and a person confirmed it.
 *   Found and not confirmed, it stands in `because` with weight 0 and no points.
 *
 * @param options.confirmed signals whose finding a person confirmed for this very audit
 * @param category the entry's category; null (command line, no list) means every signal applies
 * @returns points 0-100, not rounded; null unless the outcome is measured or failed (all its signals failed)
 */
export function proposeIndicators(
  signals: readonly SignalResult[],
  rubric: RubricDocument,
  category: string | null,
  options: { confirmed?: readonly string[] } = {},
): IndicatorProposal[] {
  const byId = new Map(signals.map((signal) => [signal.id, signal]));
  const proposed = rubric.criteria.flatMap((criterion) => criterion.indicators).filter((i) => i.source === 'proposed');
  return proposed.map((indicator) => propose(indicator, byId, category, options.confirmed ?? []));
}

function propose(
  indicator: ProposedIndicator,
  byId: ReadonlyMap<string, SignalResult>,
  category: string | null,
  confirmed: readonly string[],
): IndicatorProposal {
  const here = category === null || appliesTo(indicator, category);
  const rows = indicator.signals.map((signal) => {
    const applies = here && (category === null || appliesTo(signal, category));
    return becauseOf(signal, byId.get(signal.signal), applies);
  });
  const zeroing = here ? zeroRows(indicator, byId, confirmed) : [];
  const because = [...rows, ...zeroing];
  const id = indicator.id;
  const counted = rows.filter((row) => row.outcome !== 'notApplicable');
  if (counted.length === 0) return { id, points: null, outcome: 'notApplicable', because };
  if (zeroing.some((row) => row.points === 0)) return { id, points: 0, outcome: 'failed', because };
  if (counted.some((row) => row.points === null)) return { id, points: null, outcome: 'unmeasured', because };
  const weight = counted.reduce((sum, row) => sum + row.weight, 0);
  const mean = counted.reduce((sum, row) => sum + (row.points ?? 0) * (row.weight / weight), 0);
  const outcome = counted.every((row) => row.outcome === 'failed') ? 'failed' : 'measured';
  return { id, points: Math.min(100, Math.max(0, mean)), outcome, because };
}

function becauseOf(signal: RubricSignal, result: SignalResult | undefined, applies: boolean): BecauseRow {
  const value = result?.value ?? null;
  let outcome = applies ? (result?.outcome ?? 'unmeasured') : 'notApplicable';
  let points: number | null = null;
  if (outcome === 'measured' && value === null) outcome = 'unmeasured';
  if (outcome === 'failed' && value === null) points = 0;
  else if ((outcome === 'measured' || outcome === 'failed') && value !== null) points = pointsAt(signal.curve, value);
  const { weight, curve } = signal;
  return { signal: signal.signal, outcome, value, unit: result?.unit ?? '', weight, curve, points };
}

/** Findings that may zero the indicator: points 0 once confirmed, none before. */
function zeroRows(
  indicator: ProposedIndicator,
  byId: ReadonlyMap<string, SignalResult>,
  confirmed: readonly string[],
): BecauseRow[] {
  return (indicator.zeroWhen ?? []).flatMap((id) => {
    const result = byId.get(id);
    if (result?.value !== 1) return [];
    const { outcome, value, unit } = result;
    return [{ signal: id, outcome, value, unit, weight: 0, curve: [], points: confirmed.includes(id) ? 0 : null }];
  });
}
