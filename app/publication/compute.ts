import { defaultRubric } from '#app/rubric/default.ts';
import { bandOf } from '#app/scoring/band.ts';
import { intraclass, kendallW } from '#app/scoring/complete-table.ts';
import { drawIntervals, type Intervals } from '#app/scoring/intervals.ts';
import { judgeFigures } from '#app/scoring/judge-figures.ts';
import { krippendorff } from '#app/scoring/krippendorff.ts';
import { type Placing, rankEntries } from '#app/scoring/rank.ts';
import { equationsOf } from '#app/scoring/severity.ts';
import { onlyLinks } from '#app/scoring/sheet-graph.ts';
import { type Tallied, tally } from '#app/scoring/tally.ts';
import type { Dataset } from './dataset.schema.ts';
import { inputHash } from './hash.ts';
import { byText, pointsOf } from './points-of.ts';
import { readDataset } from './read.ts';
import type { Reliability, ResultEntry, Results } from './results.schema.ts';
import { tallyWarnings } from './tally-warnings.ts';
import { tieRuleOf } from './ties.ts';

/** Rises whenever the same dataset could give another result. */
export const methodVersion = 'opd-tally/2';

/** Draws and seed of a dataset that names none. */
const BOOTSTRAP = { draws: 2_000, seed: 1 };

/**
 * Tallies a dataset. Entries come in order of place, unranked ones last by id.
 * @throws DatasetFault when the document is not a sound dataset.
 */
export function computeResults(document: unknown): Results {
  const data = readDataset(document);
  const points = pointsOf(data);
  const tallied = tally(points, data.method);
  const { totals, table } = tallied;
  const placeOf = new Map(points.entries.map((id, at) => [id, at]));
  const at = (id: string) => placeOf.get(id) ?? 0;
  const byCriterion = (id: string) => criteriaOf(data, tallied, at(id));
  const place = (entries: Dataset['entries'], ties = tieRuleOf(data)) =>
    rankEntries(
      entries.map(({ id }) => ({ id, total: number(totals[at(id)]), byCriterion: byCriterion(id) })),
      ties,
    );
  const ranked = data.entries.filter((entry) => entry.standing === 'ranked');
  const overall = place(ranked);
  const categories = [...new Set(ranked.map((entry) => entry.category))].sort();
  const within = categories.map((category) => place(ranked.filter((entry) => entry.category === category)));
  const inCategory = new Map(within.flatMap((placings) => [...placings]));
  const lists = [overall, ...within].map((placings) => inOrder(placings, at));
  const drawn = intervalsOf(data, tallied, lists);
  const spans = spansOf(lists, drawn, points.entries);
  const bands = data.bands ?? (data.scale.max === 100 ? defaultRubric().bands : []);

  const entries = data.entries.map((entry): ResultEntry => {
    const { id, category } = entry;
    const e = at(id);
    const total = number(totals[e]);
    const overallSpan = spans.get(0)?.get(id);
    const categorySpan = spans.get(1 + categories.indexOf(category))?.get(id);
    return {
      id,
      category,
      standing: entry.standing,
      rank: overall.get(id)?.rank ?? null,
      categoryRank: inCategory.get(id)?.rank ?? null,
      total,
      rawMean: number(tallied.means[e]),
      adjusted: number(tallied.adjusted[e]),
      byCriterion: byCriterion(id),
      interval: drawn && total !== null ? [drawn.low[e] ?? total, drawn.high[e] ?? total] : null,
      rankInterval: spanWith(overallSpan, overall.get(id)?.rank),
      categoryRankInterval: spanWith(categorySpan, inCategory.get(id)?.rank),
      tiedWith: overall.get(id)?.tiedWith ?? [],
      categoryTiedWith: inCategory.get(id)?.tiedWith ?? [],
      nearTies: overallSpan?.nearTies ?? [],
      categoryNearTies: categorySpan?.nearTies ?? [],
      complete: total !== null && tallied.open[e] === 0,
      band: total === null ? null : (bandOf(bands, total)?.name.id ?? null),
      missing: entry.standing === 'noSite' ? [] : missingOf(tallied, e, points.judges),
    };
  });
  const { fit, judgedSheets } = tallied;
  return {
    entries: entries.sort(byPlace),
    judges: judgeFigures(judgedSheets, fit).map(({ outliers, ...figures }, j) => ({
      id: points.judges[j] ?? '',
      ...figures,
      outliers: outliers.map(({ entry, residual, z }) => ({ entry: points.entries[entry] ?? '', residual, z })),
    })),
    reliability: reliabilityOf(tallied),
    graph: { components: fit.graph.components },
    warnings: tallyWarnings({
      data,
      points,
      table,
      graph: fit.graph,
      links: onlyLinks(judgedSheets).map((s) => ({
        entry: points.entries[judgedSheets.entryOf[s] ?? 0] ?? '',
        judge: points.judges[judgedSheets.judgeOf[s] ?? 0] ?? '',
      })),
      open: entries.filter((entry) => entry.standing === 'ranked' && !entry.complete),
      idle: idleOf(data, ranked, (entries) => place(entries, { tieBreak: data.method.tieBreak })),
      hasIntervals: drawn !== null,
    }),
    inputHash: inputHash(Object(document)),
    methodVersion,
  };
}

const number = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

function criteriaOf(data: Dataset, { criteria }: Tallied, e: number): Record<string, number | null> {
  const width = data.criteria.length;
  return Object.fromEntries(data.criteria.map(({ id }, c) => [id, number(criteria[e * width + c])]));
}

/** Decisions of the plenary on entries that would not be equal without them. */
function idleOf(
  { tieDecisions = [] }: Dataset,
  ranked: Dataset['entries'],
  place: (entries: Dataset['entries']) => Map<string, Placing>,
): string[][] {
  if (tieDecisions.length === 0) return [];
  const overall = place(ranked);
  return tieDecisions
    .map(({ entries }) => entries)
    .filter((ids) => {
      const category = place(ranked.filter((entry) => entry.category === categoryOf(ranked, ids)));
      return !areTied(ids, overall) && !areTied(ids, category);
    });
}

const categoryOf = (entries: Dataset['entries'], [first]: readonly string[]) =>
  entries.find(({ id }) => id === first)?.category;

const areTied = (ids: readonly string[], places: ReadonlyMap<string, Placing>) =>
  ids.every((id) => ids.every((other) => other === id || places.get(id)?.tiedWith.includes(other)));

/** Places of entries with a rank, best first. */
function inOrder(placings: ReadonlyMap<string, Placing>, at: (id: string) => number): number[] {
  return [...placings]
    .filter(([, { rank }]) => rank !== null)
    .sort(([a, x], [b, y]) => (x.rank ?? 0) - (y.rank ?? 0) || byText(a, b))
    .map(([id]) => at(id));
}

function intervalsOf(data: Dataset, tallied: Tallied, lists: number[][]): Intervals | null {
  const { table, judged, fit, judgedSheets, fitted } = tallied;
  const { aggregate: method, bootstrap = BOOTSTRAP } = data.method;
  const isAdjusted = method === 'severity-adjusted' && fitted.length > 0;
  return drawIntervals(
    {
      method,
      start: table.start,
      judgeOf: table.judgeOf,
      judges: table.judges,
      sheetTotals: tallied.sheetTotals,
      totals: tallied.totals,
      judgedShare: judged.share,
      measuredSd: table.measuredSd,
      sigma: fit.sigma,
      equations: isAdjusted ? equationsOf(judgedSheets, fit.graph) : null,
      fitted,
      lists,
    },
    bootstrap,
  );
}

interface Span {
  best: number;
  worst: number;
  nearTies: string[];
}

/** For each list, what the draws say of each entry's place. */
function spansOf(lists: number[][], drawn: Intervals | null, ids: readonly string[]): Map<number, Map<string, Span>> {
  const spans = new Map<number, Map<string, Span>>();
  lists.forEach((list, l) => {
    const places = drawn?.places[l];
    if (!places) return;
    const ofList = new Map<string, Span>();
    list.forEach((e, at) => {
      const neighbours = [
        ...(places.tiedWithNext[at - 1] ? [ids[list[at - 1] ?? 0] ?? ''] : []),
        ...(places.tiedWithNext[at] ? [ids[list[at + 1] ?? 0] ?? ''] : []),
      ];
      ofList.set(ids[e] ?? '', { best: places.best[at] ?? 0, worst: places.worst[at] ?? 0, nearTies: neighbours });
    });
    spans.set(l, ofList);
  });
  return spans;
}

/** The place as it is belongs to it: a tie that was broken is drawn as a tie. */
function spanWith(span: Span | undefined, rank: number | null | undefined): [number, number] | null {
  if (!span || rank == null) return null;
  return [Math.min(span.best, rank), Math.max(span.worst, rank)];
}

function missingOf({ table, open }: Tallied, e: number, judges: readonly string[]): ResultEntry['missing'] {
  if (!open[e]) return [];
  const { start, indicators, points, common, applies, judgeOf } = table;
  const width = indicators.length;
  const openIn = (row: Float64Array, from: number, judge: string | null) =>
    indicators.flatMap((indicator, i) =>
      applies[e * width + i] && Number.isNaN(row[from + i]) ? [{ judge, indicator }] : [],
    );
  const [first, end] = [start[e] ?? 0, start[e + 1] ?? 0];
  if (first === end) return openIn(common, e * width, null);
  return Array.from({ length: end - first }, (_, at) => first + at).flatMap((s) =>
    openIn(points, s * width, judges[judgeOf[s] ?? 0] ?? null),
  );
}

function reliabilityOf({ judgedSheets }: Tallied): Reliability {
  const { values, entryOf, judgeOf, entries } = judgedSheets;
  const alpha = krippendorff(values, entryOf, entries);
  const usedEntries = [...new Set(entryOf)].sort((a, b) => a - b);
  const usedJudges = [...new Set(judgeOf)].sort((a, b) => a - b);
  if (values.length === 0 || values.length !== usedEntries.length * usedJudges.length)
    return { krippendorffAlpha: alpha, icc: null, kendallW: null };
  const row = new Map(usedEntries.map((e, i) => [e, i]));
  const column = new Map(usedJudges.map((j, i) => [j, i]));
  const complete = usedEntries.map(() => new Array<number>(usedJudges.length).fill(0));
  values.forEach((value, s) => {
    const cells = complete[row.get(entryOf[s] ?? 0) ?? 0];
    if (cells) cells[column.get(judgeOf[s] ?? 0) ?? 0] = value;
  });
  return { krippendorffAlpha: alpha, icc: intraclass(complete), kendallW: kendallW(complete) };
}

function byPlace(a: ResultEntry, b: ResultEntry): number {
  const place = (entry: ResultEntry) => entry.rank ?? Number.POSITIVE_INFINITY;
  if (place(a) !== place(b)) return place(a) - place(b);
  return byText(a.id, b.id);
}
