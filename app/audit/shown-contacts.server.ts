/** What an agency's site shows of its channels, beside the register: the question a webmaster answers with one tap. */
import { eq } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { audits, contests } from '#db/schema.ts';
import { type Channel, channels } from '../contest/channels.ts';
import { readContact } from '../contest/contact-value.ts';
import { shownContacts } from './checks/reading/contacts.ts';
import { regencyFor } from './regency.ts';
import { readVisit } from './stored-visit.server.ts';

/** Channels of an audit's visit with the values seen; null when there is no visit to read. */
export async function contactsOnSite(auditId: string): Promise<Map<Channel, string[]> | null> {
  const [row] = await db()
    .select({ audit: audits, contest: contests })
    .from(audits)
    .innerJoin(contests, eq(contests.id, audits.contestId))
    .where(eq(audits.id, auditId));
  if (!row) return null;
  const { audit, contest } = row;
  // A median keeps no visit of its own; its newest pass does.
  const behind = audit.kind === 'median' ? (audit.sources?.at(-1) ?? audit.id) : audit.id;
  const [visited] = await db().select().from(audits).where(eq(audits.id, behind));
  const visit = await readVisit(db(), visited ?? audit).catch(() => null);
  if (!visit) return null;
  const shown = shownContacts(visit, regencyFor(contest.portalDomain, visit.regencyWords));
  return new Map(
    channels.map((channel): [Channel, string[]] => {
      // SAPAMAS has no link of its own kind: its number stands as a telephone's, for SMS or for WhatsApp.
      const kinds: readonly string[] = channel === 'sapamas' ? ['whatsapp', 'sms', 'phone'] : [channel];
      const values = shown
        .filter((each) => kinds.includes(each.channel))
        .flatMap(({ value }) => readContact(channel, value).value ?? []);
      return [channel, [...new Set(values)]];
    }),
  );
}
