/**
 * The dataset as it is published: one in which no gap gives a judge's name away. Where everybody scores all but one site,
 * whoever knows who stepped back from that site would know whose code lacks it, and with it all the marks of that judge.
 * Codes then do not go from site to site: each site has seats of its own. Pure; docs/decisions/020.
 */
import type { DatasetInput } from './dataset.schema.ts';

type Mark = DatasetInput['marks'][number];

/** Whether a judge's code lacks a site that others scored. Under severity adjustment gaps are the plan's, and codes needed. */
function hasTellingGap({ method, entries, assignments = [] }: DatasetInput): boolean {
  if (method.aggregate === 'severity-adjusted') return false;
  const judges = new Set(assignments.map(({ judge }) => judge));
  const sites = entries.filter(({ standing }) => standing !== 'noSite');
  const pairs = new Set(assignments.map(({ entry, judge }) => `${judge} ${entry}`));
  return judges.size > 1 && [...judges].some((judge) => sites.some(({ id }) => !pairs.has(`${judge} ${id}`)));
}

/**
 * The same dataset when no gap tells anything. Else with seats P1, P2 … of each site in the place of judges: under the mean,
 * which does not ask who gave which point, each indicator's points sorted on their own, the lowest on P1; under another
 * aggregate the site's sheets kept whole and sorted by their points. Totals, bands and places are the same.
 */
export function publishable(dataset: DatasetInput): DatasetInput {
  if (!hasTellingGap(dataset)) return dataset;
  const { entries, assignments = [], marks, measured } = dataset;
  const seated = entries.map(({ id }) => {
    const judges = assignments.filter(({ entry }) => entry === id).map(({ judge }) => judge);
    const own = marks.filter(({ entry }) => entry === id);
    const proposed = new Map(measured.filter(({ entry }) => entry === id).map((row) => [row.indicator, row.points]));
    const seats = judges.map((_, at) => ({ entry: id, judge: `P${at + 1}` }));
    const shown = dataset.method.aggregate === 'mean' ? sorted(id, judges, own, proposed) : shuffled(judges, own);
    return { seats, marks: shown };
  });
  const most = Math.max(0, ...seated.map(({ seats }) => seats.length));
  return {
    ...dataset,
    judges: Array.from({ length: most }, (_, at) => ({ id: `P${at + 1}` })),
    assignments: seated.flatMap(({ seats }) => seats),
    marks: seated.flatMap((site) => site.marks),
  };
}

/** Each indicator's points in rising order over the seats. A judge who left a measured indicator alone gave its points. */
function sorted(entry: string, judges: string[], own: Mark[], proposed: ReadonlyMap<string, number>): Mark[] {
  const indicators = [...new Set(own.map(({ indicator }) => indicator))];
  const rows = indicators.flatMap((indicator) => {
    const given = own.filter((mark) => mark.indicator === indicator).map(({ points }) => points);
    const measured = proposed.get(indicator);
    const alone = measured === undefined ? [] : Array<number>(judges.length - given.length).fill(measured);
    return [...given, ...alone]
      .sort((a, b) => a - b)
      .flatMap((points, at): Mark[] =>
        points === measured ? [] : [{ entry, judge: `P${at + 1}`, indicator, points }],
      );
  });
  return rows.sort((a, b) => Number(a.judge.slice(1)) - Number(b.judge.slice(1)));
}

/** Sheets whole, in an order that follows from their points alone. */
function shuffled(judges: string[], own: Mark[]): Mark[] {
  const sheets = judges.map((judge) => {
    const marks = own.filter((mark) => mark.judge === judge);
    return { marks, key: marks.map(({ indicator, points }) => `${indicator}=${points}`).join(' ') };
  });
  return sheets
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .flatMap(({ marks }, at) => marks.map((mark) => ({ ...mark, judge: `P${at + 1}` })));
}
