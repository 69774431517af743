/** What a webmaster sees of the own entry while the objection window is open: points, no place, nobody else. */

import { reportOf } from '#app/audit/report-view.server.ts';
import type { ReportView } from '#app/audit/report-view.ts';
import type { Contest } from '#app/contest/contests.server.ts';
import { objectionsAreOpen } from '#app/contest/phases.ts';
import { criteriaFor } from '#app/rubric/applies.ts';
import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import { indicatorFacts } from './documents/indicator-means.ts';
import { levelsAround } from './objections.ts';
import { readDataset } from './read.ts';
import { tallyContest } from './tally.server.ts';

export interface ProvisionalIndicator {
  id: string;
  name: LocalizedText;
  description: LocalizedText;
  /** Part of the whole, 0 to 1; 0 where it does not apply. */
  share: number;
  /** Of 100; null where there are none, or it does not apply. */
  points: number | null;
  /** decided: by a decision on record that binds all judges; none: does not apply. */
  how: 'judged' | 'measured' | 'decided' | 'none';
  /** Judged: what the rubric says of the levels around these points. */
  levels: { level: number; points: number; text: LocalizedText }[];
  /** Measured: points that the audit proposed; null when it had none. */
  proposed: number | null;
  /** Measured: how the audit came to its points. */
  because: ReportView['criteria'][number]['indicators'][number]['because'];
}

export interface Provisional {
  criteria: {
    id: string;
    name: LocalizedText;
    weight: number;
    points: number | null;
    indicators: ProvisionalIndicator[];
  }[];
  /** Signals of the audit that counts, with evidence, as the webmaster's report has them. */
  signals: ReportView['signals'];
}

/**
 * Provisional points of an entry, null unless the window is open. Of the tally only this entry's own means are taken, as
 * its scorecard would publish them. Whose entry it is the caller has to know, and which audit the webmaster reads.
 */
export async function provisionalPoints(
  contest: Contest,
  { entryId, auditId }: { entryId: string; auditId: string | null },
): Promise<Provisional | null> {
  if (!objectionsAreOpen(contest.phase)) return null;
  const tally = await tallyContest(contest.id);
  const entry = tally.entries.find((each) => each.entryId === entryId);
  // Once more, as the tally saw it: the phase may have moved meanwhile.
  if (!entry || entry.standing === 'noSite' || !objectionsAreOpen(tally.contest.phase)) return null;
  const data = readDataset(tally.dataset);
  const facts = new Map(indicatorFacts(data, entry.id).map((fact) => [fact.id, fact]));
  const without = new Set(
    (data.notApplicable ?? []).filter((row) => row.entry === entry.id).map((row) => row.indicator),
  );
  const decided = new Set(
    (tally.dataset.decisions as { entry: string; indicator: string; kind: string }[] | undefined)
      ?.filter((row) => row.entry === entry.id && row.kind !== 'applicable')
      .map((row) => row.indicator),
  );
  const report = auditId ? await reportOf(auditId, 'webmaster') : null;
  const proposals = new Map(report?.criteria.flatMap((each) => each.indicators).map((each) => [each.id, each]));
  const { scale } = tally.rubric;
  return {
    signals: report?.signals ?? [],
    criteria: criteriaFor(tally.rubric, entry.category).map(({ id, name, weight, indicators }) => ({
      ...{ id, name, weight },
      points: entry.byCriterion[id] ?? null,
      indicators: indicators.map((indicator): ProvisionalIndicator => {
        const fact = facts.get(indicator.id);
        const points = fact?.points ?? null;
        const isJudged = indicator.source === 'judge';
        const how = without.has(indicator.id)
          ? 'none'
          : decided.has(indicator.id)
            ? 'decided'
            : isJudged
              ? 'judged'
              : 'measured';
        const around = indicator.source === 'judge' && how === 'judged' && points !== null;
        const proposal = how === 'measured' ? proposals.get(indicator.id) : undefined;
        return {
          ...{ id: indicator.id, name: indicator.name, description: indicator.description },
          ...{ share: fact?.share ?? 0, points, how },
          levels: around
            ? levelsAround(scale, points).map((level) => ({
                level,
                points: scale.points[level - 1] ?? 0,
                text: indicator.levels[String(level)] ?? { id: '–' },
              }))
            : [],
          proposed: proposal?.points ?? null,
          because: proposal?.because ?? [],
        };
      }),
    })),
  };
}
