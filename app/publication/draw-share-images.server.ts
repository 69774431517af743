/** The worker's side of the pictures for sharing: drawn once from the frozen result, in the Chrome that prints. */
import { eq } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { shareImages, snapshots } from '#db/schema.ts';
import type { JobContext } from '../queue.server.ts';
import { resultFacts } from './documents/facts.ts';
import { fontFile } from './documents/font.server.ts';
import { startPrinter } from './documents/print.ts';
import { contestPicture, entryPicture, SHARE_SIZE } from './documents/share-picture.ts';
import type { ShareImagesData } from './share-images.job.ts';

/** Draws what is not drawn yet: one of the contest, one of each entry with a total. */
export async function drawShareImages({ snapshotId }: ShareImagesData, { signal }: JobContext): Promise<void> {
  const [snapshot] = await db().select().from(snapshots).where(eq(snapshots.id, snapshotId));
  if (!snapshot) return;
  const drawn = await db()
    .select({ entry: shareImages.entry })
    .from(shareImages)
    .where(eq(shareImages.snapshotId, snapshotId));
  const facts = resultFacts(snapshot.dataset);
  const font = fontFile();
  const scored = facts.view.categories.flatMap(({ entries }) => entries).filter(({ total }) => total !== null);
  const pictures = [
    { entry: '', document: () => contestPicture(facts, font) },
    ...scored.map((entry) => ({ entry: entry.id, document: () => entryPicture(facts, entry, font) })),
  ].filter(({ entry }) => !drawn.some((row) => row.entry === entry));
  if (pictures.length === 0) return;
  const printer = await startPrinter();
  try {
    for (const { entry, document } of pictures) {
      signal.throwIfAborted();
      const data = await printer.picture(document(), SHARE_SIZE);
      await db().insert(shareImages).values({ snapshotId, entry, data }).onConflictDoNothing();
    }
  } finally {
    await printer.close();
  }
}
