import { sql } from 'drizzle-orm';
import { db } from '#db/client.server.ts';

/** What is public is asked for anew after this long at the latest. */
const FRESH_MS = 1000;

/**
 * Names what the public pages show now: another stamp whenever something is released, drawn or opened for correction. It holds for `freshMs`, and
 * no longer than until the next set moment of release, by the database's clock.
 */
export async function publicStamp(): Promise<{ stamp: string; freshMs: number }> {
  const [row] = await db().execute<{ stamp: string; next: number | null }>(sql`
    SELECT (SELECT coalesce(string_agg(r.id::text, ' ' ORDER BY r.id), '') FROM public_releases r)
        || ' ' || (SELECT count(*) FROM share_images i WHERE i.snapshot_id IN (SELECT snapshot_id FROM public_releases))
        || ' ' || (SELECT coalesce(string_agg(c.id::text, ' ' ORDER BY c.id), '') FROM corrections c WHERE c.withdrawn_at IS NULL)
        AS stamp,
      (SELECT min(extract(epoch FROM s.at - clock_timestamp()) * 1000)::float8
        FROM release_schedules s WHERE s.at > clock_timestamp()) AS next`);
  return { stamp: row?.stamp ?? '', freshMs: Math.max(0, Math.min(FRESH_MS, Number(row?.next ?? FRESH_MS))) };
}
