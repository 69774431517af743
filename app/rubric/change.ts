/** What a rubric changes of another, and what of that marks already given can bear. Pure; docs/decisions/019. */
import type { Criterion, Indicator, RubricDocument } from './rubric.schema.ts';
import { sameWords } from './words.ts';

/** What would leave given marks without their meaning, or (findings) a confirmed finding without its consequence. */
export type Bar =
  | 'criteria'
  | 'indicators'
  | 'measured'
  | 'idUsed'
  | 'findings'
  | 'source'
  | 'categories'
  | 'signals'
  | 'scale';

export interface RubricChange {
  /** Refused once judging has been open: `id` of the criterion or indicator, empty for the whole. */
  barred: { id: string; why: Bar }[];
  /** Indicators whose part of the whole may be another: their own weight, a neighbour's or the criterion's. */
  reweighed: string[];
  /** Proposed indicators whose curves or weights of signals are others. */
  recurved: string[];
  /** Criteria and indicators whose names or descriptions are others. */
  reworded: string[];
  /** Judged indicators whose texts of levels or citizen tasks are others: whoever gave a mark by them is asked again. */
  rephrased: string[];
  /** Judged indicators that are new: every submitted sheet of a site they apply to is asked for a mark. */
  added: string[];
  /** Indicators that are no more: their marks stay stored and count nowhere. */
  removed: string[];
  /** Bands, or the order that breaks ties. */
  rules: boolean;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted();

function barsOf(before: Indicator, after: Indicator): Bar[] {
  const bars: Bar[] = [];
  if (!same(before.appliesTo?.toSorted(), after.appliesTo?.toSorted())) bars.push('categories');
  if (before.source !== after.source) bars.push('source');
  else if (before.source === 'proposed' && after.source === 'proposed') {
    const named = ({ signals, zeroWhen }: typeof before) => [
      ...signals.map(({ signal, appliesTo }) => `${signal} ${appliesTo?.toSorted().join() ?? ''}`).toSorted(),
      ...(zeroWhen ?? []).map((signal) => `0 ${signal}`).toSorted(),
    ];
    if (!same(named(before), named(after))) bars.push('signals');
  }
  return bars;
}

const curvesOf = (each: Indicator) =>
  each.source === 'proposed'
    ? each.signals.map(({ signal, weight, curve }) => `${signal} ${weight} ${JSON.stringify(curve)}`).toSorted()
    : null;

/** New indicators of a criterion: those that judges score may come, those of another criterion or measured ones may not. */
function enter(fresh: Indicator[], criterion: Criterion, before: RubricDocument, change: RubricChange): void {
  const elsewhere = new Set(before.criteria.flatMap(({ indicators }) => indicators.map(({ id }) => id)));
  if (fresh.some(({ id }) => elsewhere.has(id))) change.barred.push({ id: criterion.id, why: 'indicators' });
  for (const each of fresh) {
    if (elsewhere.has(each.id)) continue;
    if (each.source === 'judge') change.added.push(each.id);
    else change.barred.push({ id: each.id, why: 'measured' });
  }
}

/** What takes an indicator out of the rubric, or keeps it there. */
function leave(gone: Indicator, criterion: Criterion, after: RubricDocument, change: RubricChange): void {
  const moved = after.criteria.some(({ indicators }) => indicators.some(({ id }) => id === gone.id));
  if (moved) change.barred.push({ id: criterion.id, why: 'indicators' });
  else if (gone.source === 'proposed' && (gone.zeroWhen ?? []).length > 0)
    change.barred.push({ id: gone.id, why: 'findings' });
  else change.removed.push(gone.id);
}

/** Changes within a criterion that both have. */
function within(before: Criterion, after: Criterion, change: RubricChange): void {
  if (!same(before.name, after.name)) change.reworded.push(after.id);
  const reweighed = before.weight !== after.weight;
  const olds = new Map(before.indicators.map((each) => [each.id, each]));
  const weights =
    after.indicators.length !== before.indicators.length ||
    after.indicators.some((each) => olds.get(each.id)?.weight !== each.weight);
  for (const indicator of after.indicators) {
    const old = olds.get(indicator.id);
    if (!old) continue;
    for (const why of barsOf(old, indicator)) change.barred.push({ id: indicator.id, why });
    if (old.source === 'judge' && indicator.source === 'judge' && !sameWords(old, indicator))
      change.rephrased.push(indicator.id);
    if (!same(curvesOf(old), curvesOf(indicator))) change.recurved.push(indicator.id);
    if (!same(old.name, indicator.name) || !same(old.description, indicator.description))
      change.reworded.push(indicator.id);
    if (reweighed || weights) change.reweighed.push(indicator.id);
  }
}

/** What `after` changes of `before`, the version number aside. */
export function rubricChange(before: RubricDocument, after: RubricDocument): RubricChange {
  const change: RubricChange = {
    barred: [],
    reweighed: [],
    recurved: [],
    reworded: [],
    rephrased: [],
    added: [],
    removed: [],
    rules: !same(before.bands, after.bands) || !same(before.tieBreak, after.tieBreak),
  };
  if (!same(before.scale, after.scale)) change.barred.push({ id: '', why: 'scale' });
  if (!same(idsOf(before.criteria), idsOf(after.criteria))) change.barred.push({ id: '', why: 'criteria' });
  for (const criterion of after.criteria) {
    const old = before.criteria.find(({ id }) => id === criterion.id);
    if (!old) continue;
    const known = idsOf(old.indicators);
    const fresh = criterion.indicators.filter(({ id }) => !known.includes(id));
    enter(fresh, criterion, before, change);
    const left = idsOf(criterion.indicators);
    for (const each of old.indicators) if (!left.includes(each.id)) leave(each, criterion, after, change);
    within(old, criterion, change);
  }
  return change;
}
