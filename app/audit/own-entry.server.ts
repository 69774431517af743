/** The entries of a webmaster's agencies, and the door to them. */
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { db } from '#db/client.server.ts';
import { contests, entries } from '#db/schema.ts';
import { currentContest } from '../contest/contests.server.ts';
import type { Viewer } from '../identity/roles.ts';
import { notFound, requireRole } from '../identity/session.server.ts';
import { latestAudits } from './audits.server.ts';

export interface OwnEntry {
  entryId: string;
  agencyId: string;
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
      const { id: entryId, agencyId, name, category, url } = entry;
      return { entryId, agencyId, name, category, url, auditId, state: audit?.state ?? null };
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

/**
 * The webmaster who asks, and the own entry that the address names (`$entryId`). An entry of another agency does not exist.
 * @throws Response as requireRole; 404 without such an entry
 */
export async function requireOwnEntry(
  { request, params }: { request: Request; params: { entryId?: string | undefined } },
  options: { hidden?: boolean } = {},
): Promise<{ viewer: Viewer; entry: OwnEntry }> {
  const viewer = await requireRole(request, ['webmaster'], options);
  const id = z.uuid().safeParse(params.entryId);
  const entry = id.success ? await ownAudit(id.data, viewer.agencyIds) : undefined;
  if (!entry) throw notFound();
  return { viewer, entry };
}
