/** Where a webmaster says that a document is which the crawler missed; the next audit looks there. */
import { and, asc, eq } from 'drizzle-orm';
import { db, type Querier } from '#db/client.server.ts';
import { activity, documentPointers } from '#db/schema.ts';
import { lockPlace } from './lock-place.server.ts';
import { MOST_POINTED } from './public-information.ts';
import { regencyFor } from './regency.ts';

export type PointRefusal = 'no-entry' | 'no-document' | 'address' | 'too-many';

/** A public web address, or null. Whether it may be opened the egress guard decides when it is. */
export function readPointer(typed: string): string | null {
  const text = typed.trim();
  const full = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || text.length > 500 || !URL.canParse(full)) return null;
  const { hostname, username, password, href } = new URL(full);
  return username || password || !hostname.includes('.') ? null : href;
}

/** Points to a document's page, or (empty address) takes that back; the newest word on a document stands. */
export function pointTo(
  entryId: string,
  key: string,
  typed: string,
  { userId, agencyIds }: { userId: string; agencyIds: readonly string[] },
): Promise<PointRefusal | null> {
  return db().transaction(async (tx): Promise<PointRefusal | null> => {
    const place = await lockPlace(tx, entryId);
    if (!place || !agencyIds.includes(place.entry.agencyId)) return 'no-entry';
    const { contest } = place;
    const { documents } = regencyFor(contest.portalDomain, contest.regencyWords);
    if (!documents.some(({ id }) => id === key)) return 'no-document';
    const url = typed.trim() === '' ? null : readPointer(typed);
    if (typed.trim() !== '' && url === null) return 'address';
    const ofDocument = and(eq(documentPointers.entryId, entryId), eq(documentPointers.key, key));
    if (url === null) await tx.delete(documentPointers).where(ofDocument);
    else {
      const others = (await pointersOf(entryId, tx)).filter((each) => each.key !== key);
      if (others.length >= MOST_POINTED) return 'too-many';
      await tx
        .insert(documentPointers)
        .values({ entryId, key, url, userId })
        .onConflictDoUpdate({
          target: [documentPointers.entryId, documentPointers.key],
          set: { url, userId, createdAt: new Date() },
        });
    }
    await tx.insert(activity).values({
      contestId: contest.id,
      userId,
      action: 'document.point',
      subject: entryId,
      detail: { key, url },
    });
    return null;
  });
}

/** What the webmaster has pointed to, by document. */
export function pointersOf(entryId: string, tx: Querier = db()) {
  return tx
    .select({ key: documentPointers.key, url: documentPointers.url })
    .from(documentPointers)
    .where(eq(documentPointers.entryId, entryId))
    .orderBy(asc(documentPointers.key));
}
