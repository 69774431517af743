import { and, eq, inArray } from 'drizzle-orm';
import type { Querier } from '#db/client.server.ts';
import { artifacts, audits } from '#db/schema.ts';
import type { StoredCrop } from './evidence-crops.ts';

/** A median of passes, each perhaps with some signals measured anew. */
const DEPTH = 3;

/** What was cut out for the evidence of each audit, by visits it is made of too; by audit id. */
export async function cropsBehind(tx: Querier, auditIds: readonly string[]): Promise<Map<string, StoredCrop[]>> {
  const behind = new Map(auditIds.map((id) => [id, new Set([id])]));
  let asked: readonly string[] = auditIds;
  for (let depth = 0; depth < DEPTH && asked.length > 0; depth += 1) {
    const made = await tx
      .select({ id: audits.id, sources: audits.sources })
      .from(audits)
      .where(inArray(audits.id, [...asked]));
    for (const { id, sources } of made)
      for (const own of behind.values()) if (own.has(id)) for (const source of sources ?? []) own.add(source);
    asked = made.flatMap(({ sources }) => sources ?? []);
  }
  const all = [...new Set([...behind.values()].flatMap((own) => [...own]))];
  if (all.length === 0) return new Map();
  const { id, auditId, width, height, cut } = artifacts;
  const crops = await tx
    .select({ id, auditId, width, height, cut })
    .from(artifacts)
    .where(and(inArray(auditId, all), eq(artifacts.kind, 'crop')));
  return new Map([...behind].map(([audit, own]) => [audit, crops.filter((crop) => own.has(crop.auditId))]));
}
