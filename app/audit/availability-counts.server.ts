import { eq, inArray, sql } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { availabilityOutages, availabilityProbes, entries } from '#db/schema.ts';
import { type ProbeRow, summariseProbes } from './availability.ts';
import type { Visit } from './visit.ts';

/**
 * What the light probes of an entry say so far. Null when its edition has never probed anybody: then all entries are
 * judged without it (docs/decisions/004).
 */
export async function availabilityOf(entryId: string, tx: Querier): Promise<Visit['availability']> {
  return (await availabilityOfAll([entryId], tx)).get(entryId) ?? null;
}

/** The same of several entries of one contest, by entry id. */
export async function availabilityOfAll(
  entryIds: readonly string[],
  tx: Querier,
): Promise<Map<string, Visit['availability']>> {
  const [first] = entryIds;
  if (first === undefined) return new Map();
  const contest = sql`(SELECT ${entries.contestId} FROM ${entries} WHERE ${entries.id} = ${first})`;
  const outages = await tx
    .select({ at: availabilityOutages.at })
    .from(availabilityOutages)
    .where(sql`${availabilityOutages.contestId} = ${contest}`);
  const ofAnybody = await tx
    .select({ at: availabilityProbes.at })
    .from(availabilityProbes)
    .innerJoin(entries, eq(entries.id, availabilityProbes.entryId))
    .where(sql`${entries.contestId} = ${contest}`)
    .limit(1);
  if (outages.length + ofAnybody.length === 0) return new Map(entryIds.map((id) => [id, null]));
  const { entryId, at, answered, code } = availabilityProbes;
  const rows: (ProbeRow & { entryId: string })[] = await tx
    .select({ entryId, at, answered, code })
    .from(availabilityProbes)
    .where(inArray(entryId, [...entryIds]));
  const byEntry = Map.groupBy(rows, (row) => row.entryId);
  const ours = outages.map((row) => row.at);
  return new Map(entryIds.map((id) => [id, summariseProbes(byEntry.get(id) ?? [], ours)]));
}
