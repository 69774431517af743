import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Querier } from '#db/client.server.ts';
import { type letters, siteAlerts } from '#db/schema.ts';
import { paths } from '../paths.ts';
import { type SiteLetterContent, siteMatters } from './site-letter-text.ts';
import { webmastersToTell } from './webmasters.server.ts';

const written = z.object({
  alertId: z.uuid(),
  agencyId: z.uuid(),
  entryId: z.uuid(),
  what: z.enum(siteMatters),
  name: z.string(),
  url: z.string(),
  at: z.coerce.date(),
  validTo: z.coerce.date().optional(),
  channel: z.string().optional(),
  value: z.string().optional(),
});

/**
 * What a letter about a site says. Null, when it is no longer wanted: the person has left or wants none, or what broke is
 * well before anybody was told.
 */
export async function siteLetter(
  tx: Querier,
  letter: typeof letters.$inferSelect,
  origin: string | undefined,
): Promise<SiteLetterContent | null> {
  const { kind, userId } = letter;
  const read = written.safeParse(letter.data);
  if ((kind !== 'siteBroken' && kind !== 'siteWell') || !read.success || !userId) return null;
  const { alertId, agencyId, entryId, ...said } = read.data;
  const [wanted] = await webmastersToTell(tx, agencyId, userId);
  if (!wanted) return null;
  if (kind === 'siteBroken') {
    const [open] = await tx
      .select({ id: siteAlerts.id })
      .from(siteAlerts)
      .where(and(eq(siteAlerts.id, alertId), isNull(siteAlerts.closedAt)));
    if (!open) return null;
  }
  const link = (path: string) => (origin ? new URL(path, origin).href : null);
  const place = said.what === 'contact' ? paths.webmasterContacts(entryId) : paths.webmasterEntry(entryId);
  return { kind, ...said, link: link(place), account: link(paths.account()) };
}
