import { eq } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { documentSettings } from '#db/schema.ts';
import { type DocumentSettings, noSettings, documentSettings as shape } from './documents/settings.schema.ts';
import { HONOURED_PLACES } from './honour.ts';

export async function settingsOf(tx: Querier, contestId: string): Promise<DocumentSettings> {
  const [row] = await tx.select().from(documentSettings).where(eq(documentSettings.contestId, contestId));
  return row ? shape.parse(row.settings) : noSettings;
}

/** The same, for a screen. */
export const settingsOfContest = (contestId: string): Promise<DocumentSettings> => settingsOf(db(), contestId);

export async function saveSettings(contestId: string, settings: DocumentSettings): Promise<void> {
  await db()
    .insert(documentSettings)
    .values({ contestId, settings })
    .onConflictDoUpdate({ target: documentSettings.contestId, set: { settings, updatedAt: new Date() } });
}

/** So many places of each category are honoured, on the podium or by a certificate. */
export async function honouredPlaces(contestId: string, tx: Querier = db()): Promise<number> {
  const { best, hopeful } = await settingsOf(tx, contestId);
  return Math.max(HONOURED_PLACES, best + hopeful);
}
