/** What a rubric changes of another, and what of that marks already given can bear. Pure; docs/decisions/019. */
import type { Criterion, Indicator, RubricDocument } from './rubric.schema.ts';

/** What would leave given marks without their meaning. */
export type Bar = 'criteria' | 'indicators' | 'source' | 'levels' | 'tasks' | 'categories' | 'signals' | 'scale';

export interface RubricChange {
  /** Refused once judging has been open: `id` of the criterion or indicator, empty for the whole. */
  barred: { id: string; why: Bar }[];
  /** Indicators whose part of the whole may be another: their own weight, a neighbour's or the criterion's. */
  reweighed: string[];
  /** Proposed indicators whose curves or weights of signals are others. */
  recurved: string[];
  /** Criteria and indicators whose names or descriptions are others. */
  reworded: string[];
  /** Bands, or the order that breaks ties. */
  rules: boolean;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted();

function barsOf(before: Indicator, after: Indicator): Bar[] {
  const bars: Bar[] = [];
  if (!same(before.appliesTo?.toSorted(), after.appliesTo?.toSorted())) bars.push('categories');
  if (before.source === 'judge' && after.source === 'judge') {
    // A translation changes nothing of what was scored by.
    const said = ({ levels }: typeof before) => Object.entries(levels).map(([level, { id }]) => [level, id]);
    if (!same(said(before).toSorted(), said(after).toSorted())) bars.push('levels');
    if (!same(before.tasks, after.tasks)) bars.push('tasks');
  } else if (before.source === 'proposed' && after.source === 'proposed') {
    const named = ({ signals, zeroWhen }: typeof before) => [
      ...signals.map(({ signal, appliesTo }) => `${signal} ${appliesTo?.toSorted().join() ?? ''}`).toSorted(),
      ...(zeroWhen ?? []).map((signal) => `0 ${signal}`).toSorted(),
    ];
    if (!same(named(before), named(after))) bars.push('signals');
  } else bars.push('source');
  return bars;
}

const curvesOf = (each: Indicator) =>
  each.source === 'proposed'
    ? each.signals.map(({ signal, weight, curve }) => `${signal} ${weight} ${JSON.stringify(curve)}`).toSorted()
    : null;

/** Changes within a criterion that both have. */
function within(before: Criterion, after: Criterion, change: RubricChange): void {
  if (!same(before.name, after.name)) change.reworded.push(after.id);
  const reweighed = before.weight !== after.weight;
  const olds = new Map(before.indicators.map((each) => [each.id, each]));
  const weights = after.indicators.some((each) => olds.get(each.id)?.weight !== each.weight);
  for (const indicator of after.indicators) {
    const old = olds.get(indicator.id);
    if (!old) continue;
    for (const why of barsOf(old, indicator)) change.barred.push({ id: indicator.id, why });
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
    rules: !same(before.bands, after.bands) || !same(before.tieBreak, after.tieBreak),
  };
  if (!same(before.scale, after.scale)) change.barred.push({ id: '', why: 'scale' });
  if (!same(idsOf(before.criteria), idsOf(after.criteria))) change.barred.push({ id: '', why: 'criteria' });
  for (const criterion of after.criteria) {
    const old = before.criteria.find(({ id }) => id === criterion.id);
    if (!old) continue;
    if (!same(idsOf(old.indicators), idsOf(criterion.indicators)))
      change.barred.push({ id: criterion.id, why: 'indicators' });
    within(old, criterion, change);
  }
  return change;
}
