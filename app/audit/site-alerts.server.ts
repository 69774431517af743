/** What webmasters have been told of their sites: once when something breaks, once when it is well again. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { addressOf, writeLetter } from '#app/identity/letters.server.ts';
import { webmastersToTell } from '#app/identity/webmasters.server.ts';
import type { Querier } from '#db/client.server.ts';
import { letters, siteAlerts } from '#db/schema.ts';
import type { WatchedSite } from './site-facts.server.ts';
import type { SiteFact } from './site-watch.ts';

type Alert = typeof siteAlerts.$inferSelect;
const keyOf = ({ entryId, kind, subject }: Pick<Alert, 'entryId' | 'kind' | 'subject'>) =>
  `${entryId} ${kind} ${subject}`;

/**
 * Opens and closes alerts by these facts, in the caller's transaction, and writes the letters that belong to it. An alert
 * of an address the entry no longer has ends without a word.
 */
export async function tellWebmasters(
  tx: Querier,
  contestId: string,
  sites: readonly WatchedSite[],
  facts: readonly SiteFact[],
): Promise<void> {
  const byEntry = new Map(sites.map((site) => [site.entryId, site]));
  const rows = await tx
    .select()
    .from(siteAlerts)
    .where(and(inArray(siteAlerts.entryId, [...byEntry.keys()]), isNull(siteAlerts.closedAt)));
  const open = new Map<string, Alert>();
  for (const alert of rows) {
    const site = byEntry.get(alert.entryId);
    if (site?.url === alert.url) open.set(keyOf(alert), alert);
    else await end(tx, alert);
  }
  for (const fact of facts) {
    const site = byEntry.get(fact.entryId);
    const alert = open.get(keyOf(fact));
    if (!site) continue;
    if (fact.state === 'broken' && !alert) await begin(tx, contestId, site, fact);
    if (fact.state !== 'broken' && alert && (await end(tx, alert)) && fact.state === 'well')
      await tellThatItIsWell(tx, alert, fact.at);
  }
}

async function begin(tx: Querier, contestId: string, site: WatchedSite, fact: SiteFact): Promise<void> {
  const { entryId, kind, subject, at, validTo } = fact;
  const [alert] = await tx
    .insert(siteAlerts)
    .values({ entryId, kind, subject, url: site.url })
    .onConflictDoNothing()
    .returning();
  if (!alert) return;
  const [channel = '', value = ''] = subject.split(' ');
  for (const { id, name, locale } of await webmastersToTell(tx, site.agencyId)) {
    const toEmail = await addressOf(tx, id);
    if (!toEmail) continue;
    await writeLetter(tx, {
      key: `siteBroken ${alert.id} ${id}`,
      kind: 'siteBroken',
      toName: name,
      toEmail,
      userId: id,
      contestId,
      locale,
      data: {
        alertId: alert.id,
        agencyId: site.agencyId,
        entryId,
        what: kind,
        name: site.name,
        url: site.url,
        at: at.toISOString(),
        ...(kind === 'contact' ? { channel, value } : {}),
        ...(validTo ? { validTo } : {}),
      },
    });
  }
}

/** Closes an alert; false when somebody has already. A letter about it that still waits is not sent any more. */
async function end(tx: Querier, alert: Alert): Promise<boolean> {
  const [closed] = await tx
    .update(siteAlerts)
    .set({ closedAt: sql`now()` })
    .where(and(eq(siteAlerts.id, alert.id), isNull(siteAlerts.closedAt)))
    .returning({ id: siteAlerts.id });
  if (!closed) return false;
  await tx
    .update(letters)
    .set({ state: 'dropped' })
    .where(and(eq(letters.kind, 'siteBroken'), ofAlert(alert), inArray(letters.state, ['queued', 'failed'])));
  return true;
}

/** To those alone who were told that it was broken. */
async function tellThatItIsWell(tx: Querier, alert: Alert, at: Date): Promise<void> {
  const told = await tx
    .select()
    .from(letters)
    .where(and(eq(letters.kind, 'siteBroken'), ofAlert(alert), inArray(letters.state, ['sent', 'sending'])));
  for (const { userId, toName, toEmail, contestId, locale, data } of told)
    await writeLetter(tx, {
      key: `siteWell ${alert.id} ${userId}`,
      kind: 'siteWell',
      toName,
      toEmail,
      userId,
      contestId,
      locale,
      data: { ...data, at: at.toISOString() },
    });
}

const ofAlert = ({ id }: Alert) => sql`${letters.data}->>'alertId' = ${id}`;
