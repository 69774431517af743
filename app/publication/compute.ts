import { defaultRubric } from '#app/rubric/default.ts';
import { type Cell, type EntryCells, type EntryScore, scoreEntry } from '#app/scoring/aggregate.ts';
import { bandOf } from '#app/scoring/band.ts';
import { rankEntries } from '#app/scoring/rank.ts';
import type { Dataset } from './dataset.schema.ts';
import { inputHash } from './hash.ts';
import { readDataset } from './read.ts';
import type { ResultEntry, Results } from './results.schema.ts';

/** Rises whenever the same dataset could give another result. */
export const methodVersion = 'opd-mean/1';

/**
 * Tallies a dataset. Entries come in order of place, unranked ones last by id.
 * @throws DatasetFault when the document is not a sound dataset.
 */
export function computeResults(document: unknown): Results {
  const data = readDataset(document);
  const warnings: string[] = [];
  const cells = cellsOf(data, warnings);
  const scores = new Map(data.entries.map(({ id }) => [id, scoreEntry(data.criteria, cells(id))]));
  const ranked = data.entries.filter((entry) => entry.standing === 'ranked');
  const place = (entries: Dataset['entries']) =>
    rankEntries(
      entries.map(({ id }) => ({ id, ...scoreOf(scores, id) })),
      data.method.tieBreak,
    );
  const overall = place(ranked);
  const categories = new Set(ranked.map((entry) => entry.category));
  const within = new Map(
    [...categories].flatMap((category) => [...place(ranked.filter((entry) => entry.category === category))]),
  );
  const bands = data.bands ?? (data.scale.max === 100 ? defaultRubric().bands : []);

  const entries = data.entries.map((entry): ResultEntry => {
    const { total, byCriterion, complete, missing } = scoreOf(scores, entry.id);
    return {
      id: entry.id,
      category: entry.category,
      standing: entry.standing,
      rank: overall.get(entry.id)?.rank ?? null,
      categoryRank: within.get(entry.id)?.rank ?? null,
      total,
      rawMean: total,
      byCriterion,
      tiedWith: overall.get(entry.id)?.tiedWith ?? [],
      categoryTiedWith: within.get(entry.id)?.tiedWith ?? [],
      complete,
      band: total === null ? null : (bandOf(bands, total)?.name.id ?? null),
      missing: entry.standing === 'noSite' ? [] : missing,
    };
  });
  const open = entries.filter((entry) => entry.standing === 'ranked' && !entry.complete).length;
  if (open > 0) warnings.push(`${open} peserta belum lengkap: tanpa jumlah dan tanpa peringkat`);
  return {
    entries: entries.sort(byPlace),
    warnings,
    inputHash: inputHash(Object(document)),
    methodVersion,
  };
}

/** How to read a cell of each entry: not applicable wins, then the judge's own mark, then what was measured. */
function cellsOf(data: Dataset, warnings: string[]): (entry: string) => EntryCells {
  const key = (...parts: (string | null)[]) => JSON.stringify(parts);
  const notApplicable = new Set((data.notApplicable ?? []).map((row) => key(row.entry, row.indicator)));
  const measured = new Map(data.measured.map((row) => [key(row.entry, row.indicator), row.points]));
  const marks = new Map(data.marks.map((row) => [key(row.entry, row.judge, row.indicator), row.points]));
  const pairs = data.assignments ?? data.marks;
  const judges = new Map<string, Set<string>>();
  for (const { entry, judge } of pairs) judges.set(entry, (judges.get(entry) ?? new Set()).add(judge));

  data.marks.forEach((row, i) => {
    if (!judges.get(row.entry)?.has(row.judge))
      warnings.push(`marks[${i}]: juri "${row.judge}" tidak ditugaskan pada peserta "${row.entry}", tidak dihitung`);
    else if (notApplicable.has(key(row.entry, row.indicator)))
      warnings.push(`marks[${i}]: "${row.indicator}" tidak berlaku bagi peserta "${row.entry}", tidak dihitung`);
  });

  return (entry) => ({
    judges: [...(judges.get(entry) ?? [])],
    cell: (judge, indicator): Cell => {
      if (notApplicable.has(key(entry, indicator))) return 'notApplicable';
      return marks.get(key(entry, judge, indicator)) ?? measured.get(key(entry, indicator)) ?? 'missing';
    },
  });
}

function scoreOf(scores: ReadonlyMap<string, EntryScore>, id: string): EntryScore {
  const score = scores.get(id);
  if (!score) throw new Error(`no score for entry ${id}`);
  return score;
}

function byPlace(a: ResultEntry, b: ResultEntry): number {
  const place = (entry: ResultEntry) => entry.rank ?? Number.POSITIVE_INFINITY;
  if (place(a) !== place(b)) return place(a) - place(b);
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
