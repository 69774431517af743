import { describe, expect, test } from 'vitest';
import { seededRandom } from '#app/scoring/random.ts';
import { computeResults } from './compute.ts';
import { type DatasetInput, datasetFormat } from './dataset.schema.ts';
import { publishable } from './publishable.ts';

const indicators = ['K1', 'K2', 'D1'];
/** Judges J1 … over sites e1 …; `gaps`: pairs that are not scored. O1 is measured, and every third judge changes it. */
function made(aggregate: DatasetInput['method']['aggregate'], judges: number, sites: number, gaps: string[] = []) {
  const random = seededRandom(3);
  const people = Array.from({ length: judges }, (_, j) => `J${j + 1}`);
  const entries = Array.from({ length: sites }, (_, e) => ({ id: `e${e + 1}`, category: e % 2 ? 'A' : 'B' }));
  const pairs = entries.flatMap(({ id: entry }) =>
    people.filter((judge) => !gaps.includes(`${judge} ${entry}`)).map((judge) => ({ entry, judge })),
  );
  const points = () => 20 + 10 * Math.floor(9 * random.uniform());
  const dataset: DatasetInput = {
    format: datasetFormat,
    contest: { id: '2026' },
    scale: { min: 0, max: 100 },
    method: { aggregate, tieBreak: ['k', 'o'], decimals: 2 },
    criteria: [
      { id: 'k', weight: 70, indicators: indicators.map((id, i) => ({ id, weight: i + 1 })) },
      { id: 'o', weight: 30, indicators: [{ id: 'O1', weight: 1 }] },
    ],
    entries,
    judges: people.map((id) => ({ id })),
    assignments: pairs,
    marks: pairs.flatMap(({ entry, judge }, i) => [
      ...indicators.map((indicator) => ({ entry, judge, indicator, points: points() })),
      ...(i % 3 === 0 ? [{ entry, judge, indicator: 'O1', points: points() }] : []),
    ]),
    measured: entries.map(({ id: entry }) => ({ entry, indicator: 'O1', points: 61.5 })),
    notApplicable: [],
  };
  return dataset;
}
const standing = (dataset: DatasetInput) =>
  computeResults(dataset).entries.map(({ id, rank, categoryRank, total, byCriterion, band, complete }) => ({
    id,
    rank,
    categoryRank,
    band,
    complete,
    total: Math.round((total ?? 0) * 1e9),
    byCriterion: Object.values(byCriterion).map((each) => Math.round((each ?? 0) * 1e9)),
  }));

describe.each(['mean', 'trimmed-mean', 'median'] as const)('%s', (aggregate) => {
  const gaps = ['J3 e2', 'J5 e2', 'J1 e7'];

  test('totals, criteria, bands and places are the same', () => {
    const dataset = made(aggregate, 5, 9, gaps);
    expect(standing(publishable(dataset))).toEqual(standing(dataset));
  });

  test('who is called what does not matter: no code is left that goes from site to site', () => {
    const dataset = made(aggregate, 5, 9, gaps);
    // Other people sit behind the codes at each site, the gaps at the same places.
    const renamed = (judge: string, entry: string) => {
      const here = (dataset.assignments ?? []).filter((row) => row.entry === entry).map((row) => row.judge);
      return here[(here.indexOf(judge) + 1) % here.length] ?? judge;
    };
    const other: DatasetInput = {
      ...dataset,
      marks: dataset.marks.map((mark) => ({ ...mark, judge: renamed(mark.judge, mark.entry) })),
    };
    const rows = ({ marks }: DatasetInput) =>
      marks.map(({ entry, judge, indicator, points }) => `${entry} ${judge} ${indicator} ${points}`).sort();
    expect(rows(publishable(other))).toEqual(rows(publishable(dataset)));
    expect(JSON.stringify(publishable(dataset))).not.toMatch(/"J\d/);
  });
});

test('under the mean each indicator is sorted on its own', () => {
  const { marks } = publishable(made('mean', 4, 6, ['J2 e3']));
  for (const entry of ['e1', 'e3'])
    for (const indicator of indicators) {
      const points = marks
        .filter((mark) => mark.entry === entry && mark.indicator === indicator)
        .map((mark) => mark.points);
      expect(points).toEqual(points.toSorted((a, b) => a - b));
    }
});

test('without a gap, and where the plan makes gaps for everybody, codes stay', () => {
  const whole = made('mean', 4, 6);
  expect(publishable(whole)).toBe(whole);
  const adjusted = made('severity-adjusted', 4, 6, ['J2 e3']);
  expect(publishable(adjusted)).toBe(adjusted);
});
