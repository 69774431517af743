import type { PublicationKey } from '#app/i18n/publication.ts';
import { type Locale, localized, type Text } from '#app/i18n/text.ts';
import type { LocalizedText, RubricDocument } from '#app/rubric/rubric.schema.ts';
import type { DatasetInput } from './dataset.schema.ts';
import type { Honour } from './honour.ts';
import type { OpenItem } from './open.ts';
import { openText } from './open-text.ts';
import type { ResultEntry } from './results.schema.ts';
import { orderedIds } from './ties.ts';

export interface Certainty {
  /** Mean of the judges, and the total at the average judge where judges can be compared. */
  mean: number | null;
  adjusted: number | null;
  /** Bounds that hold 90 % of the draws. */
  interval: [number, number] | null;
  places: [number, number] | null;
  categoryPlaces: [number, number] | null;
  /** Names of neighbours in a statistical tie. */
  nearTies: string[];
  categoryNearTies: string[];
}

export interface BoardRow {
  entryId: string;
  name: string;
  url: string | null;
  category: string;
  standing: ResultEntry['standing'];
  rank: number | null;
  categoryRank: number | null;
  total: number | null;
  byCriterion: Record<string, number | null>;
  band: string | null;
  /** How certain total and places are; null without a total. */
  certainty: Certainty | null;
  /** Names of those that share the place, overall and in the category. */
  sharedWith: string[];
  sharedInCategory: string[];
  open: { kind: OpenItem['kind']; text: string }[];
  /** Said of one whose place among equals the plenary set; null of all others. */
  ordered: string | null;
  /** Why it holds no honour by the plenary's word; null when it may. */
  barred: string | null;
}

export interface Board {
  criteria: { id: string; name: string; weight: number }[];
  categories: string[];
  rows: BoardRow[];
  figures: { entries: number; ranked: number; open: number };
}

interface Source {
  rubric: RubricDocument;
  entries: readonly (ResultEntry & {
    entryId: string;
    name: string;
    url: string | null;
    honour?: Honour | null;
    open: OpenItem[];
  })[];
  judgeNames: ReadonlyMap<string, string>;
  dataset?: Pick<DatasetInput, 'tieDecisions'>;
}

/** A tally in the words of a locale, for organizer and chief judge: it names judges. */
export function boardOf(
  { rubric, entries, judgeNames, dataset }: Source,
  locale: Locale,
  t: Text<PublicationKey>,
): Board {
  const indicators = new Map<string, LocalizedText>(
    rubric.criteria.flatMap((criterion) => criterion.indicators.map((each) => [each.id, each.name] as const)),
  );
  const entryNames = new Map(entries.map((entry) => [entry.id, entry.name]));
  const names = {
    t,
    entry: (id: string) => entryNames.get(id) ?? id,
    judge: (id: string) => judgeNames.get(id) ?? id,
    indicator: (id: string) => `${id} ${localized(indicators.get(id) ?? { id: '' }, locale)}`.trim(),
  };
  const named = (ids: string[]) => ids.map((id) => entryNames.get(id) ?? id);
  /** Who shares the place is named there already. */
  const without = (ids: string[] = [], tied: string[]) => ids.filter((id) => !tied.includes(id));
  const band = (name: string | null) => rubric.bands.find((each) => each.name.id === name)?.name;

  const ordered = orderedIds(dataset?.tieDecisions);
  const rows = entries.map((entry): BoardRow => {
    const bandName = band(entry.band);
    return {
      entryId: entry.entryId,
      name: entry.name,
      url: entry.url,
      category: entry.category,
      standing: entry.standing,
      rank: entry.rank,
      categoryRank: entry.categoryRank,
      total: entry.total,
      byCriterion: entry.byCriterion,
      band: bandName ? localized(bandName, locale) : null,
      certainty:
        entry.total === null
          ? null
          : {
              mean: entry.rawMean,
              adjusted: entry.adjusted ?? null,
              interval: entry.interval ?? null,
              places: entry.rankInterval ?? null,
              categoryPlaces: entry.categoryRankInterval ?? null,
              nearTies: named(without(entry.nearTies, entry.tiedWith)),
              categoryNearTies: named(without(entry.categoryNearTies, entry.categoryTiedWith)),
            },
      sharedWith: named(entry.tiedWith),
      sharedInCategory: named(entry.categoryTiedWith),
      ordered: ordered.has(entry.id) ? t('tieOrderedShort') : null,
      barred: entry.honour?.standing === 'barred' ? t('heldBack', { reason: entry.honour.reason ?? '' }) : null,
      open: entry.open.map((item) => ({ kind: item.kind, text: openText(item, names) })),
    };
  });
  return {
    criteria: rubric.criteria.map(({ id, name, weight }) => ({ id, weight, name: localized(name, locale) })),
    categories: [...new Set(entries.map((entry) => entry.category))].sort(),
    rows,
    figures: {
      entries: rows.length,
      ranked: rows.filter((row) => row.rank !== null).length,
      open: rows.filter((row) => row.open.length > 0).length,
    },
  };
}
