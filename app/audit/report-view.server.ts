import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { artifacts, auditPasses, audits, contests, entries, proposals, signals } from '#db/schema.ts';
import { paths } from '../paths.ts';
import { withCrops } from '../rubric/evidence-crops.ts';
import type { LocalizedText } from '../rubric/rubric.schema.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import { lighthouseSummary } from './audit.schema.ts';
import { regencyEdits, regencyFor } from './regency.ts';
import { type Audience, buildReport, type FullReport, type HintsView, type ReportPart } from './report-view.ts';
import { type HintsSeen, readHints, readIdentity, readNotices } from './seen.schema.ts';
import { speedView } from './speed-view.server.ts';

/** The report of one audit as this audience may read it, or null when there is none of that id. */
export async function reportOf(auditId: string, audience: Audience): Promise<FullReport | null> {
  const [row] = await db()
    .select({ audit: audits, entry: entries, contest: contests, pass: auditPasses.number })
    .from(audits)
    .innerJoin(entries, eq(entries.id, audits.entryId))
    .innerJoin(contests, eq(contests.id, audits.contestId))
    .leftJoin(auditPasses, eq(auditPasses.id, audits.passId))
    .where(eq(audits.id, auditId));
  if (!row) return null;
  const parts = await partsOf(auditId);
  const seen = await lastVisit([auditId, ...(row.audit.sources ?? []), ...parts.map((part) => part.auditId)]);
  const ofAudit = { signals: eq(signals.auditId, auditId), proposals: eq(proposals.auditId, auditId) };
  const [measured, proposed, pictures, rubric] = await Promise.all([
    db().select().from(signals).where(ofAudit.signals),
    db().select().from(proposals).where(ofAudit.proposals),
    db()
      .select({
        id: artifacts.id,
        kind: artifacts.kind,
        width: artifacts.width,
        height: artifacts.height,
        cut: artifacts.cut,
      })
      .from(artifacts)
      .where(
        and(
          eq(artifacts.auditId, seen?.id ?? auditId),
          inArray(artifacts.kind, ['phone', 'desktop', 'ordinary', 'face', 'crop']),
        ),
      )
      .orderBy(asc(artifacts.kind)),
    rubricOf(db(), row.audit.rubricVersionId),
  ]);
  const lighthouse = lighthouseSummary.nullable().safeParse(row.audit.lighthouse ?? seen?.lighthouse ?? null);
  const site = readIdentity(seen?.identity);
  const hints = readHints(seen?.hints);
  const faceOf = (kind: 'ordinary' | 'face') => {
    const picture = audience === 'organizer' ? pictures.find((each) => each.kind === kind) : undefined;
    return picture ? { id: picture.id, width: picture.width, height: picture.height } : null;
  };
  return {
    ...buildReport({
      audit: { ...row.audit, lighthouse: lighthouse.success ? lighthouse.data : null },
      entry: row.entry,
      year: row.contest.year,
      signals: withCrops(measured, pictures, { accusing: audience === 'organizer', srcOf: paths.picture }),
      proposals: proposed,
      pictures,
      rubric,
    }),
    kind: row.audit.kind,
    pass: row.pass,
    parts,
    identity: site?.identity ?? null,
    platform: site?.platform ?? null,
    skipped: site?.skipped ?? [],
    faces: audience === 'organizer' ? (site?.faces ?? null) : null,
    ordinary: faceOf('ordinary'),
    otherFace: faceOf('face'),
    hints: hints && withNames(hints, row.contest),
    notices: audience === 'webmaster' ? readNotices(seen?.privateNotices) : [],
  };
}

/**
 * Hints of the audit that counts for an entry, for the judges of its content; null without any. Who may see the entry is
 * the caller's to know.
 */
export async function hintsFor(entryId: string): Promise<HintsView | null> {
  const [row] = await db()
    .select({ hints: audits.hints, contest: contests })
    .from(entries)
    .innerJoin(audits, eq(audits.id, entries.currentAuditId))
    .innerJoin(contests, eq(contests.id, entries.contestId))
    .where(eq(entries.id, entryId));
  const hints = readHints(row?.hints);
  return row && hints ? withNames(hints, row.contest) : null;
}

function withNames(hints: HintsSeen, contest: typeof contests.$inferSelect): HintsView {
  const documents = hints.documents.map((each) => ({ ...each, name: documentName(contest, each.key) }));
  return { ...hints, documents };
}

/** A word file that no longer parses must not take the report away. */
function documentName(contest: typeof contests.$inferSelect, key: string): LocalizedText {
  const edits = regencyEdits.safeParse(contest.regencyWords ?? {});
  const { documents } = regencyFor(contest.portalDomain, edits.success ? edits.data : {});
  return documents.find(({ id }) => id === key)?.name ?? { id: key };
}

/** The visits an audit stands on, oldest first: of a median its passes; of a partial one without runs of its own the one it keeps. */
async function partsOf(auditId: string, depth = 0): Promise<ReportPart[]> {
  const [row] = await db()
    .select({ audit: audits, pass: auditPasses.number })
    .from(audits)
    .leftJoin(auditPasses, eq(auditPasses.id, audits.passId))
    .where(eq(audits.id, auditId));
  if (!row) return [];
  const { audit, pass } = row;
  const sources = audit.sources ?? [];
  if (audit.kind === 'median' && depth < 3) return partsAll(sources, depth);
  const own = { auditId, pass, finishedAt: audit.finishedAt?.toISOString() ?? null, outcome: audit.outcome };
  const { pages } = await speedView(auditId);
  const measured = pages.some((page) => page.runs.length > 0);
  const [kept] = audit.kind === 'partial' && !measured && depth < 3 ? await partsAll(sources, depth) : [];
  return [{ ...own, pages: kept?.pages ?? pages }];
}

async function partsAll(auditIds: readonly string[], depth: number): Promise<ReportPart[]> {
  return (await Promise.all(auditIds.map((each) => partsOf(each, depth + 1)))).flat();
}

/**
 * The newest visit among these audits and those they keep signals of. Medians and partial audits carry copies of what
 * was seen, but neither pictures nor private notices.
 */
async function lastVisit(auditIds: string[]) {
  const kept = await db().select({ sources: audits.sources }).from(audits).where(inArray(audits.id, auditIds));
  const ids = [...auditIds, ...kept.flatMap(({ sources }) => sources ?? [])];
  const [row] = await db()
    .select()
    .from(audits)
    .where(and(inArray(audits.id, ids), eq(audits.kind, 'visit'), isNotNull(audits.identity)))
    .orderBy(desc(audits.createdAt))
    .limit(1);
  return row;
}
