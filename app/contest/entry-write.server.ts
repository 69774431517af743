import { and, eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { agencies, availabilityProbes, entries } from '#db/schema.ts';

export interface EntryValues {
  code: string;
  name: string;
  category: string;
  url: string | null;
}

/** Values of an entry that its audit depends on: with another one the old audit no longer speaks of this entry. */
const auditRestsOn = ['name', 'category', 'url'] as const;

/** Writes the agency (by code) and its entry in the contest. Returns the entry's id. */
export async function writeEntry(tx: Querier, contestId: string, values: EntryValues): Promise<string> {
  const { code, name, category, url } = values;
  const facts = { name, category, url };
  const [agency] = await tx
    .insert(agencies)
    .values({ code, ...facts })
    .onConflictDoUpdate({ target: agencies.code, set: { ...facts, updatedAt: new Date() } })
    .returning({ id: agencies.id });
  if (!agency) throw new Error(`agency ${code} not written`);
  const ofEntry = and(eq(entries.contestId, contestId), eq(entries.agencyId, agency.id));
  const [before] = await tx.select().from(entries).where(ofEntry).for('update');
  if (!before) {
    const [made] = await tx
      .insert(entries)
      .values({ contestId, agencyId: agency.id, ...facts })
      .returning({ id: entries.id });
    if (!made) throw new Error(`entry ${code} not written`);
    return made.id;
  }
  const stale = auditRestsOn.some((field) => before[field] !== facts[field]);
  await tx
    .update(entries)
    .set(stale ? { ...facts, currentAuditId: null, frozenAt: null, newerAuditId: null } : facts)
    .where(eq(entries.id, before.id));
  // Probes of another address say nothing about this one.
  if (before.url !== url) await tx.delete(availabilityProbes).where(eq(availabilityProbes.entryId, before.id));
  return before.id;
}
