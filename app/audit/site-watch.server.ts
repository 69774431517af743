/** Looks what broke on the sites of contests whose audit phase is open, and has their webmasters told (docs/decisions/024). */
import { readFileSync } from 'node:fs';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { isMailOn } from '#app/identity/mail.server.ts';
import { db } from '#db/client.server.ts';
import { contests, entries } from '#db/schema.ts';
import { env } from '../env.server.ts';
import type { JobContext } from '../queue.server.ts';
import { tellWebmasters } from './site-alerts.server.ts';
import { certificateFacts, downFacts, type Handshake, spamFacts, type WatchedSite } from './site-facts.server.ts';
import { numberFacts } from './site-numbers.server.ts';
import { isHourOfCertificates } from './site-watch.ts';

/** What the clock's job does. Handshakes are probes: they are switched off with them. */
export async function watchSitesNow(_: object, { signal }: JobContext): Promise<void> {
  const { AUDIT_PROBES, AUDIT_ALLOW_PRIVATE, AUDIT_EXTRA_CA } = env();
  const handshake = {
    policy: { allowPrivate: AUDIT_ALLOW_PRIVATE.split(/[\s,]+/).filter(Boolean) },
    extraCa: AUDIT_EXTRA_CA ? [readFileSync(AUDIT_EXTRA_CA, 'utf8')] : [],
    signal,
  };
  const now = new Date();
  await watchSites(AUDIT_PROBES && isHourOfCertificates(now) ? handshake : null, now);
}

/** One look. `handshake` null: certificates are left alone. Nothing happens without a mail server. */
export async function watchSites(handshake: Handshake | null, now = new Date()): Promise<void> {
  if (!isMailOn()) return;
  const open = await db()
    .select({ id: contests.id })
    .from(contests)
    .where(and(eq(contests.phase, 'audit'), isNull(contests.auditPausedAt), isNull(contests.practiceOf)));
  for (const { id } of open) await watchContest(id, handshake, now);
}

async function watchContest(contestId: string, handshake: Handshake | null, now: Date): Promise<void> {
  const listed = await db()
    .select({ entryId: entries.id, agencyId: entries.agencyId, name: entries.name, url: entries.url })
    .from(entries)
    .where(eq(entries.contestId, contestId))
    .orderBy(asc(entries.id));
  const sites = listed.flatMap((row): WatchedSite[] =>
    row.url && URL.canParse(row.url) ? [{ ...row, url: row.url }] : [],
  );
  // Over the network, so not while anything is locked.
  const certificates = handshake ? await certificateFacts(sites, handshake, now) : [];
  await db().transaction(async (tx) => {
    const [contest] = await tx.select().from(contests).where(eq(contests.id, contestId)).for('share');
    if (contest?.phase !== 'audit') return;
    const facts = [
      ...certificates,
      ...(await downFacts(tx, sites, now)),
      ...(await spamFacts(tx, contest, sites, now)),
      ...(await numberFacts(tx, sites)),
    ];
    await tellWebmasters(tx, contestId, sites, facts);
  });
}
