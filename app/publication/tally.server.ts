import { eq } from 'drizzle-orm';
import type { RubricDocument } from '#app/rubric/rubric.schema.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db, type Querier } from '#db/client.server.ts';
import { contests } from '#db/schema.ts';
import { computeAside } from './compute-aside.server.ts';
import type { DatasetInput } from './dataset.schema.ts';
import { honouredPlaces } from './document-settings.server.ts';
import { type Honour, standsAtHonour } from './honour.ts';
import { judgeCodes } from './judge-codes.ts';
import type { OpenItem } from './open.ts';
import type { ResultEntry, Results } from './results.schema.ts';
import { loadRows } from './tally-rows.server.ts';
import { openTies, type Tie, tiesOf } from './ties.ts';
import { toDataset } from './to-dataset.ts';

export interface TallyEntry extends ResultEntry {
  entryId: string;
  name: string;
  url: string | null;
  /** Null without a confirmed finding. */
  honour: Honour | null;
  open: OpenItem[];
}

export interface Tally {
  contest: typeof contests.$inferSelect;
  rubric: RubricDocument;
  dataset: DatasetInput;
  results: Results;
  /** In order of place, unranked last. */
  entries: TallyEntry[];
  /** By user id: for organizer and chief judge only, never in the dataset. */
  judgeNames: Map<string, string>;
  /** Code in the dataset by user id. */
  judgeCodes: Map<string, string>;
}

/**
 * The contest's results as the data stands, seen at one moment.
 * Only submitted sheets count; what is open is named and leaves its entry without total and rank.
 * @throws Error when there is no such contest.
 */
export function tallyContest(contestId: string): Promise<Tally> {
  return db().transaction((tx) => tallyWithin(tx, contestId), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

/** The same inside the caller's transaction, which must be repeatable read. */
export async function tallyWithin(tx: Querier, contestId: string): Promise<Tally> {
  const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId));
  if (!contest) throw new Error(`no contest ${contestId}`);
  const rubric = await rubricOf(tx, contest.rubricVersionId);
  const rows = await loadRows(tx, contestId, rubric);
  const counted = rows.entries.filter((entry) => entry.hasSite).flatMap((entry) => entry.judges.map(({ id }) => id));
  const codes = judgeCodes(contestId, counted);
  const { dataset, assembled } = toDataset(
    { ...contest, rubricChanges: rows.rubricChanges },
    rubric,
    rows.entries,
    codes,
    rows.tieDecisions,
  );
  const results = await computeAside(dataset);
  const places = await honouredPlaces(contestId, tx);
  const waiting = openTies(tiesOf(results.entries, rows.tieDecisions, places));
  const loaded = new Map(rows.entries.map((entry) => [entry.code, entry]));
  return {
    contest,
    rubric,
    dataset,
    results,
    entries: results.entries.flatMap((result) => {
      const entry = loaded.get(result.id);
      if (!entry) return [];
      const { entryId, name, url, honour } = entry;
      const open = [
        ...(assembled.get(result.id)?.open ?? []),
        ...honourWaiting(result, honour, places),
        ...tieWaiting(result, waiting),
      ];
      return { ...result, entryId, name, url, honour, open };
    }),
    judgeNames: rows.judgeNames,
    judgeCodes: codes,
  };
}

/** Whoever stands at an honoured place with a confirmed finding waits for the plenary. */
function honourWaiting(result: ResultEntry, honour: Honour | null, places: number): OpenItem[] {
  if (honour?.standing !== 'undecided' || !standsAtHonour(result, places)) return [];
  return [{ kind: 'honourWaiting', place: result.categoryRank ?? 1 }];
}

/** One tie an entry is enough to name: what decides the larger decides the smaller. */
function tieWaiting({ id }: ResultEntry, waiting: readonly Tie[]): OpenItem[] {
  const tie = waiting.find(({ entries }) => entries.includes(id));
  return tie ? [{ kind: 'tieWaiting', place: tie.place, withIds: tie.entries.filter((other) => other !== id) }] : [];
}
