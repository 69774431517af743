import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { paths } from '#app/paths.ts';
import { cropsBehind } from '#app/rubric/crops.server.ts';
import { type EvidenceCrop, withCrops } from '#app/rubric/evidence-crops.ts';
import type { LocalizedText } from '#app/rubric/rubric.schema.ts';
import { rubricOf } from '#app/rubric/rubric.server.ts';
import { db } from '#db/client.server.ts';
import { audits, entries, proposals, rulings, signals, user } from '#db/schema.ts';
import { openReports } from './reports.server.ts';

type Evidence = ((typeof signals.$inferSelect)['evidence'][number] & { crop?: EvidenceCrop })[];

export interface OpenIndicator {
  indicator: string;
  because: unknown[];
}
/** A measurement that judges call wrong. */
export interface ReportedIndicator extends OpenIndicator {
  points: number | null;
  by: { judge: string; text: string }[];
}
export interface BoardEntry {
  entryId: string;
  name: string;
  category: string;
  url: string | null;
  failureCode: string | null;
  failureMessage: string | null;
  /** Proposed indicators the audit could not measure and nobody has ruled on. */
  unmeasured: OpenIndicator[];
  reported: ReportedIndicator[];
  signals: { signal: string; evidence: Evidence }[];
}
export interface MadeRuling {
  id: string;
  entryId: string;
  entry: string;
  indicator: string;
  kind: 'points' | 'notApplicable' | 'applicable';
  points: number | null;
  reason: string;
  by: string | null;
  at: string;
}
export interface RulingBoard {
  /** Entries with something to decide, by category and name. */
  waiting: BoardEntry[];
  made: MadeRuling[];
  /** Of every indicator, by id. */
  names: Record<string, LocalizedText>;
}

/** What awaits the chief judge in a contest, from the audits that count, and what was decided. */
export async function rulingBoard(contestId: string, rubricVersionId: string): Promise<RulingBoard> {
  const rubric = await rubricOf(db(), rubricVersionId);
  const rows = await db()
    .select({ entry: entries, audit: audits })
    .from(entries)
    .innerJoin(audits, eq(audits.id, entries.currentAuditId))
    .where(and(eq(entries.contestId, contestId), isNotNull(entries.url), eq(audits.state, 'done')))
    .orderBy(asc(entries.category), asc(entries.name));
  const auditIds = rows.map((row) => row.audit.id);
  const some = auditIds.length > 0;
  const proposed = some ? await db().select().from(proposals).where(inArray(proposals.auditId, auditIds)) : [];
  const seen = some ? await db().select().from(signals).where(inArray(signals.auditId, auditIds)) : [];
  const crops = await cropsBehind(db(), auditIds);
  const made = await db()
    .select({ ruling: rulings, entry: entries.name, by: user.name })
    .from(rulings)
    .innerJoin(entries, eq(entries.id, rulings.entryId))
    .leftJoin(user, eq(user.id, rulings.decidedBy))
    .where(eq(rulings.contestId, contestId))
    .orderBy(desc(rulings.createdAt));
  const reports = await openReports(db(), contestId);
  const ruled = new Set(made.map(({ ruling }) => `${ruling.entryId} ${ruling.indicator}`));
  const waiting = rows.map(({ entry, audit }): BoardEntry => {
    const open = (indicator: string) => !ruled.has(`${entry.id} ${indicator}`);
    const proposalsOf = proposed.filter((each) => each.auditId === audit.id);
    const saidOf = Map.groupBy(
      reports.filter((report) => report.entryId === entry.id),
      (report) => report.indicator,
    );
    const ofAudit = withCrops(
      seen.filter((each) => each.auditId === audit.id),
      crops.get(audit.id) ?? [],
      // For organizer and chief judge only.
      { accusing: true, srcOf: paths.picture },
    );
    return {
      entryId: entry.id,
      name: entry.name,
      category: entry.category,
      url: entry.url,
      failureCode: audit.failureCode,
      failureMessage: audit.failureMessage,
      unmeasured: proposalsOf
        .filter((each) => each.outcome === 'unmeasured' && open(each.indicator))
        .map(({ indicator, because }) => ({ indicator, because })),
      reported: [...saidOf].map(([indicator, said]) => {
        const proposal = proposalsOf.find((each) => each.indicator === indicator);
        const by = said.map(({ judge, text }) => ({ judge, text }));
        return { indicator, because: proposal?.because ?? [], points: proposal?.points ?? null, by };
      }),
      signals: ofAudit.map(({ signal, evidence }) => ({ signal, evidence })),
    };
  });
  return {
    names: Object.fromEntries(rubric.criteria.flatMap((each) => each.indicators).map(({ id, name }) => [id, name])),
    waiting: waiting.filter((entry) => entry.unmeasured.length > 0 || entry.reported.length > 0),
    made: made.map(({ ruling, entry, by }) => ({
      id: ruling.id,
      entryId: ruling.entryId,
      entry,
      indicator: ruling.indicator,
      kind: ruling.kind,
      points: ruling.points,
      reason: ruling.reason,
      by,
      at: ruling.createdAt.toISOString(),
    })),
  };
}
