/** Light probes of a contest's entries: taken, stored, and counted for an audit. */
import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { availabilityOutages, availabilityProbes, contests, entries } from '#db/schema.ts';
import { env } from '../env.server.ts';
import type { JobContext } from '../queue.server.ts';
import { quarterOf } from './availability.ts';
import { type ProbeOptions, probeHomes } from './probe.ts';
import { refreshAvailability } from './refresh.server.ts';

/** How and from where probes are sent; a control without a scheme is https. */
export type ProbeSettings = Omit<ProbeOptions, 'controls'> & { controlHosts: readonly string[] };

const listed = (value: string) => value.split(/[\s,]+/).filter(Boolean);

/** What the clock's job does: nothing where probes are switched off. */
export async function takeProbes(_: object, { signal }: JobContext): Promise<void> {
  const { AUDIT_PROBES, AUDIT_ALLOW_PRIVATE, AUDIT_CONTROL_HOSTS } = env();
  if (!AUDIT_PROBES) return;
  await probeOpenContests({
    policy: { allowPrivate: listed(AUDIT_ALLOW_PRIVATE) },
    controlHosts: listed(AUDIT_CONTROL_HOSTS),
    pauseMs: 30_000,
    signal,
  });
}

/**
 * Probes the entries of every contest whose audit phase is open and not paused, for the quarter of an hour of `now`.
 * All of a contest's entries are stored at once or none: a worker that dies halfway costs nobody a probe.
 */
export async function probeOpenContests(settings: ProbeSettings, now = new Date()): Promise<void> {
  const open = await db()
    .select()
    .from(contests)
    .where(and(eq(contests.phase, 'audit'), isNull(contests.auditPausedAt)));
  for (const contest of open) await probeContest(contest, settings, quarterOf(now));
}

type Contest = typeof contests.$inferSelect;

function probeContest(contest: Contest, settings: ProbeSettings, at: Date): Promise<void> {
  return db().transaction(async (tx) => {
    // Held while probing: of two workers one probes, and a dead one's connection lets go of it.
    const [lock] = await tx.execute<{ held: boolean }>(
      sql`SELECT pg_try_advisory_xact_lock(hashtext('probe'), hashtext(${contest.id})) AS held`,
    );
    if (!lock?.held || (await isProbed(tx, contest.id, at))) return;
    const targets = await tx
      .select({ id: entries.id, url: entries.url })
      .from(entries)
      .where(and(eq(entries.contestId, contest.id), isNotNull(entries.url)))
      .orderBy(asc(entries.id));
    const sites = targets.flatMap(({ id, url }) => (url && URL.canParse(url) ? [{ id, url }] : []));
    if (sites.length === 0) return;
    const { controlHosts, ...options } = settings;
    const round = await probeHomes(sites, { ...options, controls: controlsOf(controlHosts, contest.portalDomain) });

    const [still] = await tx.select().from(contests).where(eq(contests.id, contest.id)).for('share');
    if (still?.phase !== 'audit') return;
    if (round.outage !== null) {
      await tx.insert(availabilityOutages).values({ contestId: contest.id, at, reason: round.outage });
      return;
    }
    // An entry whose address changed meanwhile was not probed.
    const unchanged = await tx
      .select({ id: entries.id, url: entries.url })
      .from(entries)
      .where(eq(entries.contestId, contest.id))
      .orderBy(asc(entries.id))
      .for('update');
    const address = new Map(unchanged.map(({ id, url }) => [id, url]));
    const same = new Set(sites.filter(({ id, url }) => address.get(id) === url).map(({ id }) => id));
    const rows = round.results.filter(({ id }) => same.has(id));
    if (rows.length === 0) return;
    await tx
      .insert(availabilityProbes)
      .values(rows.map(({ id: entryId, ...row }) => ({ entryId, at, ...row })))
      .onConflictDoNothing();
    await refreshAvailability(tx, still);
  });
}

function controlsOf(hosts: readonly string[], portalDomain: string): string[] {
  return hosts
    .map((host) => host.replaceAll('{portal}', portalDomain))
    .map((host) => (/^https?:\/\//.test(host) ? host : `https://${host}/`))
    .filter((url) => URL.canParse(url));
}

async function isProbed(tx: Querier, contestId: string, at: Date): Promise<boolean> {
  const probed = await tx
    .select({ at: availabilityProbes.at })
    .from(availabilityProbes)
    .innerJoin(entries, eq(entries.id, availabilityProbes.entryId))
    .where(and(eq(entries.contestId, contestId), eq(availabilityProbes.at, at)))
    .limit(1);
  const outage = await tx
    .select({ at: availabilityOutages.at })
    .from(availabilityOutages)
    .where(and(eq(availabilityOutages.contestId, contestId), eq(availabilityOutages.at, at)));
  return probed.length + outage.length > 0;
}
