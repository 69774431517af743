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

interface EntryIndex {
  judges: Set<string>;
  marks: Map<string, Map<string, number>>;
  measured: Map<string, number>;
  notApplicable: Set<string>;
}

/** How to read a cell of each entry: not applicable wins, then the judge's own mark, then what was measured. */
function cellsOf(data: Dataset, warnings: string[]): (entry: string) => EntryCells {
  const entries = new Map<string, EntryIndex>();
  const of = (entry: string): EntryIndex => {
    const known = entries.get(entry);
    if (known) return known;
    const fresh: EntryIndex = { judges: new Set(), marks: new Map(), measured: new Map(), notApplicable: new Set() };
    entries.set(entry, fresh);
    return fresh;
  };
  for (const { entry, judge } of data.assignments ?? data.marks) of(entry).judges.add(judge);
  for (const { entry, indicator } of data.notApplicable ?? []) of(entry).notApplicable.add(indicator);
  for (const { entry, indicator, points } of data.measured) of(entry).measured.set(indicator, points);
  data.marks.forEach(({ entry, judge, indicator, points }, i) => {
    const { judges, marks, notApplicable } = of(entry);
    const own = marks.get(judge) ?? new Map<string, number>();
    marks.set(judge, own.set(indicator, points));
    if (!judges.has(judge))
      warnings.push(`marks[${i}]: juri "${judge}" tidak ditugaskan pada peserta "${entry}", tidak dihitung`);
    else if (notApplicable.has(indicator))
      warnings.push(`marks[${i}]: "${indicator}" tidak berlaku bagi peserta "${entry}", tidak dihitung`);
  });

  return (entry) => {
    const { judges, marks, measured, notApplicable } = of(entry);
    return {
      judges: [...judges],
      cell: (judge, indicator): Cell => {
        if (notApplicable.has(indicator)) return 'notApplicable';
        const own = judge === null ? undefined : marks.get(judge)?.get(indicator);
        return own ?? measured.get(indicator) ?? 'missing';
      },
    };
  };
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
