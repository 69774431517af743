/** The official result of an entry: for each signal the median over its passes. Pure. */
import { appliesTo } from '#app/rubric/applies.ts';
import { pointsAt } from '#app/rubric/curve.ts';
import type { Curve, RubricDocument } from '#app/rubric/rubric.schema.ts';
import type { Evidence, SignalResult } from './audit.schema.ts';
import { figure } from './checks/reading/result.ts';

/** What one pass found. */
export interface PassResult {
  /** How the pass is called in evidence, e.g. its number. */
  name: string;
  signals: readonly SignalResult[];
}

interface Judged {
  pass: string;
  result: SignalResult;
  /** 0-100 by the rubric's curve; the value itself where the rubric has none. Null: unmeasured or not applicable. */
  points: number | null;
}

/**
 * Signals of several passes as one. For each signal:
 * - passes in which it could not be measured are left out; it is unmeasured only when it was so in all;
 * - the pass in the middle by points counts, with its value and evidence; of an even number the mean of the two middle
 *   values, or the better of them when one has no value (the site was down);
 * - a finding that accuses (`zeroWhen`) is the last pass's that could look for it: a site mended since is not accused
 *   (docs/decisions/006), and one found counts only once a person has confirmed it;
 * - availability is not of a pass but of all probes so far: the last pass's stands.
 * Evidence ends with a line that names every pass's value.
 * @param passes oldest first, at least one, each with the same signals in the same order
 */
export function combinePasses(
  passes: readonly PassResult[],
  rubric: RubricDocument,
  category: string | null,
): SignalResult[] {
  const [first] = passes;
  if (!first) throw new RangeError('no pass to combine');
  return first.signals.map(({ id }) => {
    const judged = passes.flatMap(({ name, signals }) => {
      const result = signals.find((each) => each.id === id);
      return result ? [judge(name, result, curveOf(id, rubric, category))] : [];
    });
    const chosen = choose(judged, isAccusation(id, rubric));
    return judged.length > 1 ? { ...chosen, evidence: [...chosen.evidence, lineOf(judged)] } : chosen;
  });
}

function judge(pass: string, result: SignalResult, curve: Curve | null): Judged {
  const { outcome, value } = result;
  if (outcome === 'failed' && value === null) return { pass, result, points: 0 };
  const counts = (outcome === 'measured' || outcome === 'failed') && value !== null;
  return { pass, result, points: counts ? (curve ? pointsAt(curve, value) : value) : null };
}

function choose(judged: readonly Judged[], accusation: boolean): SignalResult {
  const last = judged.at(-1);
  if (!last) throw new RangeError('no result to choose from');
  const { id, unit } = last.result;
  if (accusation || id === 'availability') return (measuredLast(judged) ?? last).result;
  const counted = judged.filter(({ points }) => points !== null);
  const elsewhere = judged.filter(({ result }) => result.outcome === 'notApplicable');
  if (counted.length === 0 || elsewhere.length > counted.length) return (elsewhere.at(-1) ?? last).result;
  // By value where the points are equal, so that the order of passes never decides.
  const sorted = counted.toSorted(
    (a, b) => (a.points ?? 0) - (b.points ?? 0) || (a.result.value ?? 0) - (b.result.value ?? 0),
  );
  const upper = sorted[Math.floor(sorted.length / 2)] ?? last;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  const [a, b] = [lower.result.value, upper.result.value];
  if (lower === upper || a === b || a === null || b === null) return upper.result;
  const evidence = upper.result.evidence;
  const outcome = lower.result.outcome === 'failed' && upper.result.outcome === 'failed' ? 'failed' : 'measured';
  return { id, outcome, value: (a + b) / 2, unit, evidence };
}

function measuredLast(judged: readonly Judged[]): Judged | undefined {
  return judged.findLast(({ points }) => points !== null);
}

const withoutValue: Record<SignalResult['outcome'], string> = {
  measured: 'terukur',
  failed: 'gagal',
  notApplicable: 'tidak berlaku',
  unmeasured: 'tidak terukur',
};

function lineOf(judged: readonly Judged[]): Evidence {
  const each = judged.map(({ pass, result: { outcome, value } }) => {
    const shown = value !== null && outcome !== 'unmeasured' ? figure(value) : withoutValue[outcome];
    return `putaran ${pass}: ${shown}`;
  });
  const even = judged.filter(({ points }) => points !== null).length % 2 === 0;
  const how = even ? 'Rata-rata dua nilai tengah' : 'Nilai tengah';
  return { text: `${how} dari ${judged.length} putaran (${each.join('; ')}).` };
}

function isAccusation(id: string, rubric: RubricDocument): boolean {
  return rubric.criteria.some(({ indicators }) =>
    indicators.some((each) => each.source === 'proposed' && (each.zeroWhen ?? []).includes(id)),
  );
}

/** The curve of the first indicator that reads the signal for this category; null when none does. */
function curveOf(id: string, rubric: RubricDocument, category: string | null): Curve | null {
  for (const indicator of rubric.criteria.flatMap(({ indicators }) => indicators)) {
    if (indicator.source !== 'proposed' || (category !== null && !appliesTo(indicator, category))) continue;
    const found = indicator.signals.find(
      (each) => each.signal === id && (category === null || appliesTo(each, category)),
    );
    if (found) return found.curve;
  }
  return null;
}
