import type { RubricDocument } from '#app/rubric/rubric.schema.ts';
import type { Aggregate } from '#app/scoring/method.ts';
import { type AssembledEntry, assembleEntry, type EntryRows } from './assemble.ts';
import { type DatasetInput, datasetFormat } from './dataset.schema.ts';
import type { Honour } from './honour.ts';
import type { RubricChangeNote } from './rubric-note.ts';

export interface EntryOfContest extends EntryRows {
  code: string;
  name: string;
  url: string | null;
  honour?: Honour | null;
}

/**
 * The dataset of a contest, rows in a fixed order, judges by code, and each entry's open items by its code.
 * Nothing in it names a judge, an account or an address of a person.
 */
export function toDataset(
  contest: {
    year: number;
    name: string;
    aggregate: Aggregate | null;
    incomplete?: 'unranked' | 'ranked';
    /** Versions of the rubric put in force after judging had been open, and why; oldest first. */
    rubricChanges?: RubricChangeNote[];
  },
  rubric: RubricDocument,
  entries: readonly EntryOfContest[],
  codeOfJudge: ReadonlyMap<string, string>,
  /** Of the plenary, entries by code. */
  tieDecisions: NonNullable<DatasetInput['tieDecisions']> = [],
): { dataset: DatasetInput; assembled: Map<string, AssembledEntry> } {
  const sorted = [...entries].sort((a, b) => (a.code < b.code ? -1 : 1));
  const assembled = new Map(sorted.map((entry) => [entry.code, assembleEntry(rubric, entry)]));
  const codeOf = (judgeId: string) => {
    const code = codeOfJudge.get(judgeId);
    if (!code) throw new Error('a judge without a code');
    return code;
  };
  const each = <T>(rowsOf: (parts: AssembledEntry, entry: EntryOfContest) => T[]): T[] =>
    sorted.flatMap((entry) => {
      const parts = assembled.get(entry.code);
      return parts ? rowsOf(parts, entry) : [];
    });

  const dataset: DatasetInput = {
    format: datasetFormat,
    contest: {
      id: String(contest.year),
      name: contest.name,
      rubricVersion: rubric.version,
      ...(contest.rubricChanges?.length ? { rubricChanges: contest.rubricChanges } : {}),
    },
    scale: { min: 0, max: 100 },
    method: {
      aggregate: contest.aggregate ?? 'mean',
      ...(contest.incomplete === 'ranked' ? { incomplete: 'ranked' as const } : {}),
      tieBreak: rubric.tieBreak,
      decimals: 2,
    },
    bands: rubric.bands,
    criteria: rubric.criteria.map(({ id, weight, name, indicators }) => ({
      id,
      weight,
      name: name.id,
      nameEn: name.en ?? name.id,
      indicators: indicators.map((indicator) => ({
        id: indicator.id,
        weight: indicator.weight,
        name: indicator.name.id,
        ...(indicator.name.en ? { nameEn: indicator.name.en } : {}),
      })),
    })),
    entries: sorted.map(({ code, name, category, url, hasSite, outsideRanking, honour }) => ({
      id: code,
      name,
      category,
      ...(url === null ? {} : { url }),
      standing: hasSite ? (outsideRanking ? 'outside' : 'ranked') : 'noSite',
      ...(honour && honour.standing !== 'lifted' ? { honour } : {}),
    })),
    judges: [...codeOfJudge.values()].map((id) => ({ id })),
    assignments: each((_, entry) =>
      entry.hasSite ? entry.judges.map((judge) => ({ entry: entry.code, judge: codeOf(judge.id) })).sort(byJudge) : [],
    ),
    marks: each((parts, { code }) =>
      parts.marks.map((mark) => ({ ...mark, entry: code, judge: codeOf(mark.judge) })).sort(byJudge),
    ),
    measured: each((parts, { code }) => parts.measured.map((row) => ({ entry: code, ...row }))),
    notApplicable: each((parts, { code }) => parts.notApplicable.map((indicator) => ({ entry: code, indicator }))),
    decisions: each((parts, { code }) => parts.decisions.map((row) => ({ entry: code, ...row }))),
    ...(tieDecisions.length > 0 ? { tieDecisions } : {}),
  };
  return { dataset, assembled };
}

/** By number of the code: J2 before J10. Stable, so indicators keep the rubric's order. */
function byJudge(a: { judge: string }, b: { judge: string }): number {
  return Number(a.judge.slice(1)) - Number(b.judge.slice(1));
}
