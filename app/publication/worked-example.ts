/** One entry's total worked out step by step, for the public page on how a rank is made. */
import { type Locale, localized } from '#app/i18n/text.ts';
import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import type { Aggregate } from '#app/scoring/method.ts';
import { readDataset } from './read.ts';
import { results } from './results.schema.ts';
import { totalParts } from './total-parts.ts';

export interface ExampleRow {
  id: string;
  name: LocalizedText;
  share: number;
  /** Null where it does not apply. */
  points: number | null;
  contribution: number;
  measured: number | null;
  marks: { judge: string; points: number }[];
}

export interface WorkedExample {
  name: string;
  rank: number;
  total: number;
  aggregate: Aggregate;
  criteria: { id: string; name: LocalizedText; rows: ExampleRow[] }[];
  /** Mean of all judges before severity or middle value. */
  sum: number;
  severity: number;
  remainder: number;
  interval: readonly [number, number] | null;
  next: { name: string; total: number } | null;
  tieBreak: LocalizedText[];
}

/** Frozen figures and recomputed ones must agree this closely to be shown together. */
const SAME = 1e-6;

/**
 * The first of the ranking in a document with results. The total is the frozen one, its parts are worked out from the
 * marks; null when nobody is ranked, or when a newer method would not come to the frozen total.
 * @throws DatasetFault when the document is not a sound dataset
 */
export function workedExample(document: unknown): WorkedExample | null {
  const data = readDataset(document);
  const frozen = results.parse(data.results);
  const ranked = frozen.entries.filter((entry) => entry.rank !== null && entry.total !== null);
  const [first] = ranked;
  if (!first || first.rank === null || first.total === null) return null;
  const [parts] = totalParts(document, [first.id]);
  if (!parts || Math.abs(parts.total - first.total) > SAME) return null;
  const nameOf = (id: string) => data.entries.find((entry) => entry.id === id)?.name ?? id;
  const nextOne = ranked.find((entry) => entry.rank !== first.rank);
  const own = <T extends { entry: string; indicator: string }>(rows: readonly T[], indicator: string) =>
    rows.filter((row) => row.entry === first.id && row.indicator === indicator);
  return {
    name: nameOf(first.id),
    rank: first.rank,
    total: first.total,
    aggregate: data.method.aggregate,
    criteria: data.criteria.map((criterion) => ({
      id: criterion.id,
      name: bothNames(criterion),
      rows: criterion.indicators.flatMap((indicator): ExampleRow[] => {
        const { id } = indicator;
        const part = parts.indicators.find((each) => each.indicator === id);
        if (!part) return [];
        return [
          {
            id,
            name: bothNames(indicator),
            share: part.share,
            points: part.points,
            contribution: part.contribution,
            measured: own(data.measured, id)[0]?.points ?? null,
            marks: own(data.marks, id).map(({ judge, points }) => ({ judge, points })),
          },
        ];
      }),
    })),
    sum: parts.indicators.reduce((sum, part) => sum + part.contribution, 0),
    severity: parts.severity,
    remainder: parts.remainder,
    interval: first.interval ?? null,
    next: nextOne && nextOne.total !== null ? { name: nameOf(nextOne.id), total: nextOne.total } : null,
    tieBreak: data.method.tieBreak.flatMap((id) => {
      const criterion = data.criteria.find((each) => each.id === id);
      return criterion ? [bothNames(criterion)] : [];
    }),
  };
}

/** Names of a criterion or an indicator; a dataset may have the English one, and may have none. */
function bothNames({
  id,
  name = id,
  nameEn,
}: {
  id: string;
  name?: string | undefined;
  nameEn?: unknown;
}): LocalizedText {
  return { id: name, en: typeof nameEn === 'string' && nameEn ? nameEn : name };
}

/** An invented contest in which the judges differ in severity; names in the locale. */
export function inventedContest(locale: Locale) {
  const said = (id: string, en: string) => localized({ id, en }, locale);
  const marks = (entry: string, judge: string, k1: number, k2: number, d1: number) => [
    { entry, judge, indicator: 'K1', points: k1 },
    { entry, judge, indicator: 'K2', points: k2 },
    { entry, judge, indicator: 'D1', points: d1 },
  ];
  return {
    format: 'opd-contest/1',
    contest: { id: 'contoh', name: said('Lomba rekaan', 'Invented contest') },
    scale: { min: 0, max: 100 },
    method: {
      aggregate: 'severity-adjusted',
      tieBreak: ['konten'],
      decimals: 2,
      bootstrap: { draws: 500, seed: 1 },
    },
    criteria: [
      {
        id: 'konten',
        weight: 60,
        name: 'Konten',
        nameEn: 'Content',
        indicators: [
          { id: 'K1', weight: 2, name: said('Kemutakhiran', 'Currency') },
          { id: 'K2', weight: 1, name: said('Informasi publik', 'Public information') },
        ],
      },
      {
        id: 'desain',
        weight: 40,
        name: 'Desain',
        nameEn: 'Design',
        indicators: [
          { id: 'D1', weight: 1, name: said('Navigasi', 'Navigation') },
          { id: 'D2', weight: 1, name: said('Kecepatan di ponsel', 'Speed on phones') },
        ],
      },
    ],
    entries: [
      { id: 'melati', category: 'A', name: said('Kantor Melati (rekaan)', 'Jasmine Office (invented)') },
      { id: 'kenanga', category: 'A', name: said('Kantor Kenanga (rekaan)', 'Cananga Office (invented)') },
      { id: 'mawar', category: 'A', name: said('Kantor Mawar (rekaan)', 'Rose Office (invented)') },
    ],
    judges: [{ id: 'J1' }, { id: 'J2' }, { id: 'J3' }],
    marks: [
      ...marks('melati', 'J1', 80, 70, 70),
      ...marks('melati', 'J3', 90, 80, 80),
      ...marks('kenanga', 'J2', 90, 90, 90),
      ...marks('kenanga', 'J3', 70, 80, 80),
      ...marks('mawar', 'J1', 50, 60, 50),
      ...marks('mawar', 'J2', 70, 70, 70),
      ...marks('mawar', 'J3', 60, 60, 60),
    ],
    measured: [
      { entry: 'melati', indicator: 'D2', points: 72 },
      { entry: 'kenanga', indicator: 'D2', points: 64 },
      { entry: 'mawar', indicator: 'D2', points: 88 },
    ],
  };
}
