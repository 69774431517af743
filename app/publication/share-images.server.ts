import { and, eq } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { shareImages } from '#db/schema.ts';

const own = (snapshotId: string, entry: string) =>
  and(eq(shareImages.snapshotId, snapshotId), eq(shareImages.entry, entry));

/** Whether the picture of a page has been drawn. `entry` empty: of the whole contest. */
export async function hasShareImage(snapshotId: string, entry = ''): Promise<boolean> {
  const rows = await db().select({ id: shareImages.id }).from(shareImages).where(own(snapshotId, entry));
  return rows.length > 0;
}

/** PNG for a released page, or null. The caller has made sure that the snapshot is public. */
async function shareImage(snapshotId: string, entry: string): Promise<Buffer | null> {
  const [row] = await db().select({ data: shareImages.data }).from(shareImages).where(own(snapshotId, entry));
  return row?.data ?? null;
}

/** The answer with a page's picture; null when none has been drawn. */
export async function pictureAnswer(snapshotId: string, entry = ''): Promise<Response | null> {
  const data = await shareImage(snapshotId, entry);
  if (!data) return null;
  return new Response(new Uint8Array(data), {
    headers: {
      'Content-Type': 'image/png',
      'Content-Length': String(data.byteLength),
      // Kept, but asked for again: a corrected result has another picture at this address.
      'Cache-Control': 'public, no-cache',
      ETag: `"${snapshotId}"`,
    },
  });
}
