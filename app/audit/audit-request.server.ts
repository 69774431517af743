/** What an audit of the database asks of the visitor, and what the answer is for. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { audits, contests, entries, rubricVersions } from '#db/schema.ts';
import { confirmedChannels } from '../contest/entries.server.ts';
import { env } from '../env.server.ts';
import { rubricDocument } from '../rubric/rubric.schema.ts';
import { availabilityOf } from './availability-counts.server.ts';
import { pointersOf } from './pointers.server.ts';
import type { AuditRequest } from './request.ts';

const list = (value: string) => value.split(',').filter(Boolean);

/** An audit with its entry, contest and rubric. */
export async function loadAudit(auditId: string, tx: Querier = db()) {
  const [row] = await tx
    .select({ audit: audits, entry: entries, contest: contests, rubric: rubricVersions.document })
    .from(audits)
    .innerJoin(entries, eq(entries.id, audits.entryId))
    .innerJoin(contests, eq(contests.id, audits.contestId))
    .innerJoin(rubricVersions, eq(rubricVersions.id, audits.rubricVersionId))
    .where(eq(audits.id, auditId));
  return row;
}

export type LoadedAudit = NonNullable<Awaited<ReturnType<typeof loadAudit>>>;

type Subject = Pick<AuditRequest, 'url' | 'entryName' | 'category' | 'portalDomain' | 'register'>;

/**
 * Stamp of what was audited and compared with: results of an entry mix, and count, only while address, name, category,
 * portal and registered contacts are these.
 */
export function subjectStamp({ url, entryName, category, portalDomain, register }: Subject): string {
  const channels = register.map(({ channel, value }) => `${channel} ${value}`).sort();
  const text = JSON.stringify([url, entryName, category, portalDomain, channels]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What the entry is now, for comparison with the stamp of its audits. */
export async function subjectNow(
  tx: Querier,
  entry: typeof entries.$inferSelect,
  { portalDomain }: { portalDomain: string },
): Promise<string> {
  const { url, name: entryName, category, agencyId } = entry;
  const register = await confirmedChannels(agencyId, tx);
  return subjectStamp({ url: url ?? '', entryName, category, portalDomain, register });
}

/** Private addresses and keys that this process may reach and trust: for the demo and tests. */
export function reach(): Pick<AuditRequest, 'allowPrivate' | 'trustedSpki'> {
  const settings = env();
  return { allowPrivate: list(settings.AUDIT_ALLOW_PRIVATE), trustedSpki: list(settings.AUDIT_TRUSTED_SPKI) };
}

/** The request of an audit's visit. */
export async function requestFor(row: LoadedAudit, chromePath: string): Promise<AuditRequest> {
  const settings = env();
  const [former] = await db()
    .select({ pages: audits.speedPages })
    .from(audits)
    .where(
      and(
        eq(audits.entryId, row.entry.id),
        eq(audits.url, row.audit.url),
        eq(audits.origin, 'contest'),
        isNotNull(audits.speedPages),
      ),
    )
    .orderBy(desc(audits.createdAt))
    .limit(1);
  const contact = settings.AUDIT_CONTACT ?? settings.PUBLIC_URL;
  return {
    url: row.audit.url,
    entryName: row.entry.name,
    category: row.entry.category,
    portalDomain: row.contest.portalDomain,
    regencyWords: row.contest.regencyWords,
    runs: row.audit.runs,
    innerPages: settings.AUDIT_INNER_PAGES,
    lighthousePages: settings.AUDIT_LIGHTHOUSE_PAGES,
    preferInner: former?.pages?.slice(1) ?? [],
    ...(contact === undefined ? {} : { contact }),
    ...reach(),
    register: await confirmedChannels(row.entry.agencyId),
    pointers: await pointersOf(row.entry.id),
    availability: await availabilityOf(row.entry.id, db()),
    chromePath,
    extraCa: settings.AUDIT_EXTRA_CA ? [readFileSync(settings.AUDIT_EXTRA_CA, 'utf8')] : [],
    deadlineMs: settings.AUDIT_DEADLINE_SECONDS * 1000,
    rubric: rubricDocument.parse(row.rubric),
  };
}
