import { sql } from 'drizzle-orm';
import { publicChecks } from '#app/audit/public-check.server.ts';
import { db } from '#db/client.server.ts';
import type { Stamped } from '../shelf.ts';

/** What is public is asked for anew after this long at the latest. */
const FRESH_MS = 1000;
/** As short as nobody can tell: a number that was corrected must not be read again from memory. */
export const CHANNELS_FRESH_MS = 50;

/**
 * Names what the public pages show now: another stamp whenever something is released, drawn or opened for correction. It holds for `freshMs`, and
 * no longer than until the next set moment of release, by the database's clock: read at the statement's start, since a moment
 * that came while it ran would be neither released nor ahead.
 */
export async function publicStamp(): Promise<Stamped> {
  const [row] = await db().execute<{ stamp: string; next: number | null }>(sql`
    SELECT (SELECT coalesce(string_agg(r.id::text, ' ' ORDER BY r.id), '') FROM public_releases r)
        || ' ' || (SELECT count(*) FROM share_images i WHERE i.snapshot_id IN (SELECT snapshot_id FROM public_releases))
        || ' ' || (SELECT coalesce(string_agg(c.id::text, ' ' ORDER BY c.id), '') FROM corrections c WHERE c.withdrawn_at IS NULL)
        AS stamp,
      (SELECT min(extract(epoch FROM s.at - statement_timestamp()) * 1000)::float8
        FROM release_schedules s WHERE s.at > statement_timestamp()) AS next`);
  return { stamp: row?.stamp ?? '', freshMs: Math.max(0, Math.min(FRESH_MS, Number(row?.next ?? FRESH_MS))) };
}

/** One text for all row versions of a table. */
const versionOf = (table: string) =>
  sql.raw(`(SELECT count(*) || '-' || coalesce(sum(hashtextextended(id || ' ' || xmin::text, 0)), 0) FROM ${table})`);

/**
 * Names what the page of complaint channels shows now, by the row versions of all it is read from: a row that was changed
 * and changed back is another version. It holds for CHANNELS_FRESH_MS.
 */
export async function channelsStamp(): Promise<Stamped> {
  const [[row], checks] = await Promise.all([
    db().execute<{ stamp: string }>(sql`
      SELECT concat_ws(' ',
        ${versionOf('contact_register')}, ${versionOf('agencies')}, ${versionOf('response_tests')},
        ${versionOf('contests')}, ${versionOf('phase_plans')}
      ) AS stamp`),
    publicChecks(),
  ]);
  return { stamp: `${row?.stamp} ${checks?.open ?? false}`, freshMs: CHANNELS_FRESH_MS };
}
