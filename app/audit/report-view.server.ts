import { asc, eq } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { artifacts, audits, contests, entries, proposals, signals } from '#db/schema.ts';
import { currentContest } from '../contest/contests.server.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import { lighthouseSummary } from './audit.schema.ts';
import { latestAudits } from './audits.server.ts';
import { buildReport, type ReportView } from './report-view.ts';

/** The report of one audit, or null when there is none of that id. */
export async function reportOf(auditId: string): Promise<ReportView | null> {
  const [row] = await db()
    .select({ audit: audits, entry: entries, year: contests.year })
    .from(audits)
    .innerJoin(entries, eq(entries.id, audits.entryId))
    .innerJoin(contests, eq(contests.id, audits.contestId))
    .where(eq(audits.id, auditId));
  if (!row) return null;
  const ofAudit = { signals: eq(signals.auditId, auditId), proposals: eq(proposals.auditId, auditId) };
  const [measured, proposed, pictures, rubric] = await Promise.all([
    db().select().from(signals).where(ofAudit.signals),
    db().select().from(proposals).where(ofAudit.proposals),
    db()
      .select({ id: artifacts.id, kind: artifacts.kind, width: artifacts.width, height: artifacts.height })
      .from(artifacts)
      .where(eq(artifacts.auditId, auditId))
      .orderBy(asc(artifacts.kind)),
    rubricOf(db(), row.audit.rubricVersionId),
  ]);
  const lighthouse = lighthouseSummary.nullable().safeParse(row.audit.lighthouse);
  return buildReport({
    audit: { ...row.audit, lighthouse: lighthouse.success ? lighthouse.data : null },
    entry: row.entry,
    year: row.year,
    signals: measured,
    proposals: proposed,
    pictures,
    rubric,
  });
}

export interface OwnEntry {
  entryId: string;
  name: string;
  category: string;
  url: string | null;
  /** Newest finished audit to show; null before the first. */
  auditId: string | null;
  state: 'queued' | 'running' | 'waiting' | 'done' | null;
}

/** Entries of these agencies in the current contest, with the audit a webmaster sees: the one that counts, else the newest. */
export async function ownEntries(
  agencyIds: string[],
): Promise<{ year: number; name: string; entries: OwnEntry[] } | null> {
  const contest = await currentContest();
  if (!contest) return null;
  const listed = await db().select().from(entries).where(eq(entries.contestId, contest.id)).orderBy(asc(entries.name));
  const own = listed.filter((entry) => agencyIds.includes(entry.agencyId));
  const latest = await latestAudits(
    db(),
    own.map((entry) => entry.id),
  );
  return {
    year: contest.year,
    name: contest.name,
    entries: own.map((entry) => {
      const audit = latest.get(entry.id);
      const auditId = entry.currentAuditId ?? (audit?.state === 'done' ? audit.id : null);
      const { id: entryId, name, category, url } = entry;
      return { entryId, name, category, url, auditId, state: audit?.state ?? null };
    }),
  };
}

/** The own entry's audit id; null without a finished audit; undefined when the entry is not of these agencies. */
export async function ownAudit(entryId: string, agencyIds: string[]): Promise<OwnEntry | undefined> {
  const [row] = await db()
    .select({ agencyId: entries.agencyId, year: contests.year })
    .from(entries)
    .innerJoin(contests, eq(contests.id, entries.contestId))
    .where(eq(entries.id, entryId));
  if (!row || !agencyIds.includes(row.agencyId)) return undefined;
  return (await ownEntries(agencyIds))?.entries.find((entry) => entry.entryId === entryId);
}
