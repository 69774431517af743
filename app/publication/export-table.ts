/** Results as tables, for a workbook or a CSV file. Pure. */
import { exportsText } from '#app/i18n/exports.ts';
import { type Locale, text } from '#app/i18n/text.ts';
import type { Dataset } from './dataset.schema.ts';
import { readDataset } from './read.ts';
import { type ResultEntry, results } from './results.schema.ts';

/** Numbers stay numbers, points unrounded; null is an empty cell. */
export type Cell = string | number | null;

export interface Table {
  name: string;
  heading: string[];
  rows: Cell[][];
}

const text0 = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The recapitulation, then one table for each criterion. `document` is a dataset with results in it, frozen or of this
 * moment; judges are the dataset's codes.
 * @throws DatasetFault when the document is no dataset with results
 */
export function exportTables(document: unknown, locale: Locale): Table[] {
  const data = readDataset(document);
  const frozen = results.parse(data.results);
  const named = new Map(data.entries.map((entry) => [entry.id, entry]));
  const ordered = [...frozen.entries].sort(byPlace);
  return [
    recap(data, ordered, named, locale),
    ...data.criteria.map((each) => criterionTable(data, each, ordered, locale)),
  ];
}

/** In order of place; who has none comes after, by code. */
function byPlace(a: ResultEntry, b: ResultEntry): number {
  const place = ({ rank }: ResultEntry) => rank ?? Number.MAX_SAFE_INTEGER;
  return place(a) - place(b) || (a.id < b.id ? -1 : 1);
}

const nameOf = (part: { id: string; name?: string | undefined; nameEn?: unknown }, locale: Locale): string =>
  (locale === 'en' ? text0(part.nameEn) : '') || part.name || part.id;

function recap(
  data: Dataset,
  ordered: readonly ResultEntry[],
  named: ReadonlyMap<string, Dataset['entries'][number]>,
  locale: Locale,
): Table {
  const t = text(exportsText, locale);
  return {
    name: t('recap'),
    heading: [
      ...[t('rank'), t('categoryRank'), t('code'), t('name'), t('category'), t('site'), t('standing'), t('total')],
      ...data.criteria.map((criterion) => nameOf(criterion, locale)),
      t('band'),
    ],
    rows: ordered.map((entry) => [
      ...[entry.rank, entry.categoryRank, entry.id, named.get(entry.id)?.name ?? entry.id, entry.category],
      ...[text0(named.get(entry.id)?.url) || null, t(`standing_${entry.standing}`), entry.total],
      ...data.criteria.map((criterion) => entry.byCriterion[criterion.id] ?? null),
      entry.band,
    ]),
  };
}

/**
 * One row for each entry and judge who scored it: what that judge's total rests on, the judge's own points or, where a
 * judge left it as it was measured, the shared ones.
 */
function criterionTable(
  data: Dataset,
  criterion: Dataset['criteria'][number],
  ordered: readonly ResultEntry[],
  locale: Locale,
): Table {
  const t = text(exportsText, locale);
  const key = (...parts: string[]) => parts.join('\n');
  const marks = new Map(data.marks.map((mark) => [key(mark.entry, mark.judge, mark.indicator), mark.points]));
  const measured = new Map(data.measured.map((row) => [key(row.entry, row.indicator), row.points]));
  const none = new Set((data.notApplicable ?? []).map((row) => key(row.entry, row.indicator)));
  const judges = new Map<string, Set<string>>();
  for (const { entry, judge } of [...(data.assignments ?? []), ...data.marks])
    judges.set(entry, (judges.get(entry) ?? new Set()).add(judge));
  const named = new Map(data.entries.map((entry) => [entry.id, entry]));
  const cell = (entry: string, judge: string, indicator: string): Cell => {
    if (none.has(key(entry, indicator))) return t('notApplicable');
    return marks.get(key(entry, judge, indicator)) ?? measured.get(key(entry, indicator)) ?? null;
  };
  return {
    name: nameOf(criterion, locale),
    heading: [
      ...[t('code'), t('name'), t('category'), t('judge')],
      ...criterion.indicators.map((indicator) => `${indicator.id} ${nameOf(indicator, locale)}`),
    ],
    rows: ordered.flatMap((entry) =>
      [...(judges.get(entry.id) ?? [])]
        .sort(byNumber)
        .map((judge) => [
          ...[entry.id, named.get(entry.id)?.name ?? entry.id, entry.category, judge],
          ...criterion.indicators.map((indicator) => cell(entry.id, judge, indicator.id)),
        ]),
    ),
  };
}

/** Which frozen results a file holds. */
export interface Stamp {
  contest: string;
  /** Number of the results among all that were frozen of the contest. */
  version: number;
  /** SHA-256 as the minutes print it. */
  hash: string;
  methodVersion: string;
  /** Of results that replaced released ones. */
  supersedes: { number: number; hash: string; reason: string } | null;
}

/** The table with two columns more, after all others: each row says which results it is of. */
export function stamped({ name, heading, rows }: Table, { version, hash }: Stamp, locale: Locale): Table {
  const t = text(exportsText, locale);
  return {
    name,
    heading: [...heading, t('version'), t('hash')],
    rows: rows.map((row) => [...row, version, hash]),
  };
}

/** What the file is of, as a table of its own. */
export function stampTable({ contest, version, hash, methodVersion, supersedes }: Stamp, locale: Locale): Table {
  const t = text(exportsText, locale);
  return {
    name: t('about'),
    heading: [t('about'), t('value')],
    rows: [
      [t('contest'), contest],
      [t('version'), version],
      [t('hash'), hash],
      [t('method'), methodVersion],
      ...(supersedes
        ? [
            [t('supersedes'), supersedes.number],
            [t('supersededHash'), supersedes.hash],
            [t('reason'), supersedes.reason],
          ]
        : []),
    ],
  };
}

/** J2 before J10. */
const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
