/** Registered complaint numbers on the sites: seen at one visit, gone at the next. */
import { and, desc, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { audits, contactRegister, numberSightings, signals, siteAlerts } from '#db/schema.ts';
import type { Channel } from '../contest/channels.ts';
import { readContact } from '../contest/contact-value.ts';
import { contactsOnSite } from './shown-contacts.server.ts';
import type { WatchedSite } from './site-facts.server.ts';
import { numbersNow, type SiteFact } from './site-watch.ts';

/** Channels a citizen dials or writes to. */
const numbers = ['whatsapp', 'sms', 'phone', 'sapamas'] as const satisfies readonly Channel[];

/**
 * Compares the newest visit of each site with the one before, a webmaster's own check included, and remembers which
 * registered numbers it showed. A visit that could not read enough pages is left out: its gaps are ours.
 */
export async function numberFacts(tx: Querier, sites: readonly WatchedSite[]): Promise<SiteFact[]> {
  const ids = sites.map(({ entryId }) => entryId);
  const visits = await newestVisits(tx, ids);
  const rows = await tx.select().from(numberSightings).where(inArray(numberSightings.entryId, ids));
  const known = new Map(rows.map((row) => [row.entryId, row]));
  const told = await tx
    .select({ entryId: siteAlerts.entryId, subject: siteAlerts.subject })
    .from(siteAlerts)
    .where(and(inArray(siteAlerts.entryId, ids), eq(siteAlerts.kind, 'contact'), isNull(siteAlerts.closedAt)));
  const facts: SiteFact[] = [];
  for (const { entryId, agencyId, url } of sites) {
    const before = known.get(entryId);
    const visit = visits.get(entryId);
    const registered = await registeredNumbers(tx, agencyId);
    const gone = told.filter((each) => each.entryId === entryId && !registered.includes(each.subject));
    const at = visit?.finishedAt ?? new Date();
    facts.push(...gone.map(({ subject }): SiteFact => ({ entryId, kind: 'contact', subject, state: 'moot', at })));
    if (!visit || visit.url !== url || visit.id === before?.auditId) continue;
    const seen = await contactsOnSite(visit.id);
    if (!seen) continue;
    const shown = [...seen].flatMap(([channel, values]) => values.map((value) => `${channel} ${value}`));
    const earlier = before && before.url === url ? before.shown : [];
    for (const { subject, state } of numbersNow(registered, earlier, shown))
      facts.push({ entryId, kind: 'contact', subject, state, at });
    const kept = { auditId: visit.id, url, shown: shown.filter((subject) => registered.includes(subject)) };
    await tx
      .insert(numberSightings)
      .values({ entryId, ...kept })
      .onConflictDoUpdate({ target: numberSightings.entryId, set: kept });
  }
  return facts;
}

/** `channel value` of the confirmed ones, as readContact() writes them. */
async function registeredNumbers(tx: Querier, agencyId: string): Promise<string[]> {
  const rows = await tx
    .select({ channel: contactRegister.channel, value: contactRegister.value })
    .from(contactRegister)
    .where(
      and(
        eq(contactRegister.agencyId, agencyId),
        isNotNull(contactRegister.confirmedAt),
        inArray(contactRegister.channel, [...numbers]),
      ),
    );
  return rows.map(({ channel, value }) => `${channel} ${readContact(channel, value).value ?? value}`);
}

/** The newest measured visit of each entry that could tell what is shown and what is not. */
async function newestVisits(tx: Querier, entryIds: readonly string[]) {
  const rows = await tx
    .selectDistinctOn([audits.entryId], {
      entryId: audits.entryId,
      id: audits.id,
      url: audits.url,
      finishedAt: audits.finishedAt,
    })
    .from(audits)
    .innerJoin(signals, and(eq(signals.auditId, audits.id), eq(signals.signal, 'contacts-match-register')))
    .where(
      and(
        inArray(audits.entryId, [...entryIds]),
        eq(audits.kind, 'visit'),
        ne(audits.origin, 'public'),
        eq(audits.state, 'done'),
        eq(audits.outcome, 'measured'),
        inArray(signals.outcome, ['measured', 'failed']),
      ),
    )
    .orderBy(audits.entryId, desc(audits.createdAt));
  return new Map(rows.map((row) => [row.entryId, row]));
}
