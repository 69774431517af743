import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import type { Aggregate } from '#app/scoring/method.ts';
import type { DatasetVersion } from './dataset.schema.ts';
import { type HeldBack, HONOURED_PLACES, heldBack } from './honour.ts';
import { readDataset } from './read.ts';
import { type ResultEntry, results } from './results.schema.ts';
import { type RubricNote, rubricNote } from './rubric-note.ts';
import { orderedIds } from './ties.ts';

export interface PublicEntry extends ResultEntry {
  name: string;
  url: string | null;
  bandName: LocalizedText | null;
  /** The plenary set its place among equals. */
  ordered: boolean;
  /** Set when it holds no honour although its place is honoured. */
  heldBack: HeldBack | null;
}

export interface PublicView {
  contestName: string;
  decimals: number;
  criteria: { id: string; name: LocalizedText; weight: number }[];
  /** Ranked entries first, by place; categories in the order of their names. */
  categories: { name: string; winners: PublicEntry[]; entries: PublicEntry[] }[];
  tieBreak: LocalizedText[];
  /** What the plenary decided on those the criteria leave equal; names in the order that was set. */
  tieDecisions: { outcome: 'order' | 'shared'; names: string[]; reason: string }[];
  aggregate: Aggregate;
  counts: { entries: number; ranked: number; judges: number; indicators: number };
  hash: string;
  methodVersion: string;
  rubric: RubricNote;
  /** Of results that replace released ones: their number, what they replace and why. */
  version: DatasetVersion | null;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * What the public page shows of a snapshot's dataset. Everything comes from the frozen document, nothing is
 * computed again: a later version of the method must not change an old year's page.
 */
export function publicView(document: unknown): PublicView {
  const data = readDataset(document);
  const frozen = results.parse(data.results);
  const criteria = data.criteria.map((criterion) => {
    const id = criterion.name ?? criterion.id;
    return { id: criterion.id, weight: criterion.weight, name: { id, en: text(criterion.nameEn) ?? id } };
  });
  const rows = new Map(data.entries.map((entry) => [entry.id, entry]));
  const ordered = orderedIds(data.tieDecisions);
  const entries = frozen.entries.map((entry): PublicEntry => {
    const row = rows.get(entry.id);
    return {
      ...entry,
      name: row?.name ?? entry.id,
      url: text(row?.url),
      ordered: ordered.has(entry.id),
      heldBack: heldBack.safeParse(row?.honour).data ?? null,
      bandName: data.bands?.find((band) => band.name.id === entry.band)?.name ?? null,
    };
  });
  const names = [...new Set(entries.map((entry) => entry.category))].sort();
  return {
    contestName: data.contest.name ?? data.contest.id,
    decimals: data.method.decimals,
    criteria,
    categories: names.map((name) => {
      const own = entries.filter((entry) => entry.category === name).sort(byCategoryPlace);
      return {
        name,
        entries: own,
        winners: own.filter((entry) => (entry.categoryRank ?? Number.NaN) <= HONOURED_PLACES),
      };
    }),
    aggregate: data.method.aggregate,
    tieBreak: data.method.tieBreak.map((id) => criteria.find((criterion) => criterion.id === id)?.name ?? { id }),
    tieDecisions: (data.tieDecisions ?? []).map(({ outcome, entries: ids, reason }) => ({
      outcome,
      names: ids.map((id) => rows.get(id)?.name ?? id),
      reason: reason ?? '',
    })),
    counts: {
      entries: entries.length,
      ranked: entries.filter((entry) => entry.rank !== null).length,
      judges: data.judges.length,
      indicators: data.criteria.reduce((sum, criterion) => sum + criterion.indicators.length, 0),
    },
    hash: frozen.inputHash,
    methodVersion: frozen.methodVersion,
    rubric: rubricNote(data.contest),
    version: data.version ?? null,
  };
}

function byCategoryPlace(a: ResultEntry, b: ResultEntry): number {
  const place = (entry: ResultEntry) => entry.categoryRank ?? Number.MAX_SAFE_INTEGER;
  return place(a) - place(b) || (a.id < b.id ? -1 : 1);
}
