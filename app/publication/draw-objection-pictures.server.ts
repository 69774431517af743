/** The worker's side of uploaded pictures: each is decoded and drawn anew, so that nothing but pixels is left of it. */
import { and, asc, eq } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { objectionPictures } from '#db/schema.ts';
import type { JobContext } from '../queue.server.ts';
import { type Printer, startPrinter } from './documents/print.ts';
import type { ObjectionPicturesData } from './objection-pictures.job.ts';
import { pictureHeader } from './picture-header.ts';

/** Longest side of what is kept, pixels: a screenshot of a phone stays readable. */
const LONGEST = 2000;

/** Draws what waits. A picture that cannot be decoded is said to be unreadable; a Chrome that fails is tried again. */
export async function drawObjectionPictures({ objectionId }: ObjectionPicturesData, { signal }: JobContext) {
  const waiting = await db()
    .select()
    .from(objectionPictures)
    .where(and(eq(objectionPictures.objectionId, objectionId), eq(objectionPictures.state, 'waiting')))
    .orderBy(asc(objectionPictures.place));
  if (waiting.length === 0) return;
  const printer = await startPrinter();
  try {
    for (const { id, uploaded } of waiting) {
      signal.throwIfAborted();
      const drawn = uploaded && (await draw(printer, uploaded));
      await db()
        .update(objectionPictures)
        .set(drawn ? { ...drawn, state: 'drawn', uploaded: null } : { state: 'unreadable', uploaded: null })
        .where(and(eq(objectionPictures.id, id), eq(objectionPictures.state, 'waiting')));
    }
  } finally {
    await printer.close();
  }
}

async function draw(printer: Printer, uploaded: Buffer) {
  const header = pictureHeader(uploaded);
  return header && printer.redraw(uploaded, header.mime, LONGEST);
}
