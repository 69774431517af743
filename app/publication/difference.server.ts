import { db } from '#db/client.server.ts';
import { type Difference, differenceOf } from './difference.ts';
import { settingsOf } from './document-settings.server.ts';
import { type Released, supersededBefore } from './released.server.ts';

/** What a public version changed of the one it replaced; null of the first. */
export async function publicDifference(released: Released): Promise<Difference | null> {
  const before = await supersededBefore(released);
  if (!before) return null;
  const places = await settingsOf(db(), before.contestId);
  return differenceOf(before.dataset, released.snapshot.dataset, places);
}
