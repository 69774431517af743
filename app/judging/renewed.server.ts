import { and, asc, eq } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { takeovers } from '#db/schema.ts';
import type { MarkState } from './mark.ts';

/** A proposal that was replaced after this judge had corrected it. */
export interface Renewed {
  indicator: string;
  /** Points 0-100 as the judge had seen them, and as they are now; null: not measured. */
  before: number | null;
  after: number | null;
  reason: string;
}

/** Corrections on a sheet that were made against a proposal which has been replaced since, by decision. */
export async function renewedSince(
  tx: Querier,
  entryId: string,
  marks: ReadonlyMap<string, MarkState>,
): Promise<Renewed[]> {
  const made = await tx
    .select()
    .from(takeovers)
    .where(and(eq(takeovers.entryId, entryId)))
    .orderBy(asc(takeovers.createdAt));
  const renewed = new Map<string, Renewed>();
  for (const { changes, reason, createdAt } of made)
    for (const { indicator, before, after } of changes) {
      const mark = marks.get(indicator);
      if (!mark || mark.edit.level === null || !mark.at || mark.at > createdAt.toISOString()) continue;
      renewed.set(indicator, { indicator, before: renewed.get(indicator)?.before ?? before, after, reason });
    }
  return [...renewed.values()];
}
