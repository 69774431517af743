/** What is known of the sites now: of probes, of handshakes, of what people confirmed. */
import { and, desc, eq, gt, inArray } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { availabilityProbes, type contests, entries, signals } from '#db/schema.ts';
import { rubricOf } from '../rubric/rubric.server.ts';
import type { EgressPolicy } from './egress.ts';
import { findingsNow } from './findings.server.ts';
import { inLanes } from './probe-lanes.ts';
import { probeTls } from './probes/tls.ts';
import { certificateNow, downNow, type SiteFact } from './site-watch.ts';

export interface WatchedSite {
  entryId: string;
  agencyId: string;
  name: string;
  url: string;
}

export interface Handshake {
  policy: EgressPolicy;
  /** PEM. */
  extraCa: readonly string[];
  signal?: AbortSignal;
}

const SPAM = 'injected-spam';
const HOUR = 3_600_000;

export async function downFacts(tx: Querier, sites: readonly WatchedSite[], now: Date): Promise<SiteFact[]> {
  const { entryId, at, answered, code } = availabilityProbes;
  const rows = await tx
    .select({ entryId, at, answered, code })
    .from(availabilityProbes)
    .where(
      and(
        inArray(
          entryId,
          sites.map((site) => site.entryId),
        ),
        gt(at, new Date(now.getTime() - 2 * HOUR)),
      ),
    )
    .orderBy(desc(at));
  return [...Map.groupBy(rows, (row) => row.entryId)].flatMap(([id, probes]): SiteFact[] => {
    const state = downNow(probes, now);
    return state && probes[0] ? [{ entryId: id, kind: 'down', subject: '', state, at: probes[0].at }] : [];
  });
}

/** One handshake with every https site; one that did not come about says nothing. */
export async function certificateFacts(
  sites: readonly WatchedSite[],
  { policy, extraCa, signal }: Handshake,
  now: Date,
): Promise<SiteFact[]> {
  const facts: SiteFact[] = [];
  const secured = sites.filter(({ url }) => url.startsWith('https:'));
  await inLanes(
    secured,
    ({ url }) => new URL(url).hostname,
    { total: 8, perKey: 1 },
    async ({ entryId, url }) => {
      signal?.throwIfAborted();
      const { hostname, port } = new URL(url);
      const tls = await probeTls(hostname, Number(port || 443), { policy, extraCa, now });
      const state = certificateNow(tls);
      if (state)
        facts.push({
          entryId,
          kind: 'certificate',
          subject: '',
          state,
          at: now,
          ...(tls.validTo ? { validTo: tls.validTo } : {}),
        });
    },
  );
  return facts;
}

/**
 * Spam that a person has confirmed in the audit that counts. Well: that audit looked and found none, or what it found was
 * dismissed. What nobody has decided on says nothing, neither to accuse nor to clear (docs/decisions/006).
 */
export async function spamFacts(
  tx: Querier,
  contest: typeof contests.$inferSelect,
  sites: readonly WatchedSite[],
  now: Date,
): Promise<SiteFact[]> {
  const rubric = await rubricOf(tx, contest.rubricVersionId);
  const ids = sites.map(({ entryId }) => entryId);
  const found = await findingsNow(tx, contest.id, rubric, ids);
  const standing = new Map(found.filter(({ signal }) => signal === SPAM).map((each) => [each.entryId, each.standing]));
  const looked = await tx
    .select({ entryId: entries.id, value: signals.value })
    .from(entries)
    .innerJoin(signals, and(eq(signals.auditId, entries.currentAuditId), eq(signals.signal, SPAM)))
    .where(and(inArray(entries.id, ids), inArray(signals.outcome, ['measured', 'failed'])));
  return looked.flatMap(({ entryId, value }): SiteFact[] => {
    if (value === null) return [];
    const state = value === 0 ? 'dismissed' : (standing.get(entryId)?.state ?? 'open');
    if (state === 'open') return [];
    return [{ entryId, kind: 'spam', subject: '', state: state === 'confirmed' ? 'broken' : 'well', at: now }];
  });
}
