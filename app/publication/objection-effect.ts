/** What an objection does to the tally: points of the entry, and every place that moves. Pure. */
import type { PublicationKey } from '#app/i18n/publication.ts';
import { type Locale, localized, type Text } from '#app/i18n/text.ts';
import type { RubricDocument } from '#app/rubric/rubric.schema.ts';
import type { Dataset } from './dataset.schema.ts';
import { indicatorFacts } from './documents/indicator-means.ts';
import type { OpenItem } from './open.ts';
import { openText } from './open-text.ts';
import { readDataset } from './read.ts';
import type { ResultEntry, Results } from './results.schema.ts';

export interface Change<T> {
  before: T;
  after: T;
}

export interface ObjectionEffect {
  /** Of the indicator, 0-100. */
  points: Change<number | null>;
  total: Change<number | null>;
  /** Entries by id of the dataset whose place moves, in the order of their new places. */
  moved: { entry: string; rank: Change<number | null>; categoryRank: Change<number | null> }[];
  /** Items that come open by it, e.g. a tie at an honoured place that the plenary has to decide. */
  opened: { entryId: string; item: OpenItem }[];
  hash: Change<string>;
}

interface Tallied {
  dataset: unknown;
  results: Results;
  entries: readonly (ResultEntry & { entryId: string; open: readonly OpenItem[] })[];
}

const pointsIn = (data: Dataset, entry: string, indicator: string) =>
  indicatorFacts(data, entry).find(({ id }) => id === indicator)?.points ?? null;

/** The difference between two tallies of one contest, for the objection of `entryId` to `indicator`. */
export function effectOf(before: Tallied, after: Tallied, entryId: string, indicator: string): ObjectionEffect {
  const of = (tally: Tallied) => tally.entries.find((entry) => entry.entryId === entryId);
  const id = of(before)?.id ?? '';
  const points = (tally: Tallied) => pointsIn(readDataset(tally.dataset), id, indicator);
  const was = new Map(before.entries.map((entry) => [entry.id, entry]));
  const known = new Set(
    before.entries.flatMap((entry) => entry.open.map((item) => `${entry.id} ${JSON.stringify(item)}`)),
  );
  return {
    points: { before: points(before), after: points(after) },
    total: { before: of(before)?.total ?? null, after: of(after)?.total ?? null },
    moved: after.entries.flatMap((entry) => {
      const old = was.get(entry.id);
      if (!old || (old.rank === entry.rank && old.categoryRank === entry.categoryRank)) return [];
      return [
        {
          entry: entry.id,
          rank: { before: old.rank, after: entry.rank },
          categoryRank: { before: old.categoryRank, after: entry.categoryRank },
        },
      ];
    }),
    opened: after.entries.flatMap((entry) =>
      entry.open
        .filter((item) => item.kind !== 'objectionWaiting' && !known.has(`${entry.id} ${JSON.stringify(item)}`))
        .map((item) => ({ entryId: entry.entryId, item })),
    ),
    hash: { before: before.results.inputHash, after: after.results.inputHash },
  };
}

export interface EffectInWords extends Omit<ObjectionEffect, 'moved' | 'opened'> {
  moved: (ObjectionEffect['moved'][number] & { name: string; own: boolean })[];
  opened: { entry: string; what: string }[];
}

interface Seen {
  effect: ObjectionEffect;
  tally: {
    rubric: RubricDocument;
    judgeNames: ReadonlyMap<string, string>;
    entries: readonly { id: string; entryId: string; name: string }[];
  };
  /** Whose objection it is. */
  entryId: string;
}

/** An effect with names in the place of ids, for organizer and chief judge. */
export function effectInWords(
  { effect, tally, entryId }: Seen,
  locale: Locale,
  t: Text<PublicationKey>,
): EffectInWords {
  const { moved, opened, ...rest } = effect;
  const names = new Map(tally.entries.map(({ id, name }) => [id, name]));
  const indicators = new Map(
    tally.rubric.criteria.flatMap((each) => each.indicators).map(({ id, name }) => [id, localized(name, locale)]),
  );
  const own = tally.entries.find((each) => each.entryId === entryId)?.id;
  const said = {
    t,
    judge: (id: string) => tally.judgeNames.get(id) ?? id,
    entry: (id: string) => names.get(id) ?? id,
    indicator: (id: string) => `${id} ${indicators.get(id) ?? ''}`.trim(),
  };
  return {
    ...rest,
    moved: moved.map((row) => ({ ...row, name: said.entry(row.entry), own: row.entry === own })),
    opened: opened.map(({ entryId: of, item }) => ({
      entry: tally.entries.find((each) => each.entryId === of)?.name ?? '',
      what: openText(item, said),
    })),
  };
}
