import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { db } from '#db/client.server.ts';
import { audits, contests, entries } from '#db/schema.ts';
import type { LocalizedText } from '../rubric/rubric.schema.ts';
import { pointersOf } from './pointers.server.ts';
import { type DocumentRow, publicInformation } from './public-information.ts';
import { regencyFor } from './regency.ts';
import { readHints } from './seen.schema.ts';

export interface Information {
  /** Null: no audit has read the site. */
  rows: DocumentRow[] | null;
  /** Every kind of document with where the webmaster pointed, and what the newest audit made of that; null: nothing yet. */
  pointed: {
    key: string;
    name: LocalizedText;
    url: string | null;
    verdict: 'ok' | 'not-it' | 'not-there' | null;
  }[];
}

/** Documents of an entry as its newest finished audit saw them, own checks included. Whose it is the caller has to know. */
export async function informationOf(entryId: string): Promise<Information> {
  const [place] = await db()
    .select({ contest: contests })
    .from(entries)
    .innerJoin(contests, eq(contests.id, entries.contestId))
    .where(eq(entries.id, entryId));
  if (!place) return { rows: null, pointed: [] };
  const { documents } = regencyFor(place.contest.portalDomain, place.contest.regencyWords);
  const [newest] = await db()
    .select({ hints: audits.hints, visitedAt: audits.visitedAt, createdAt: audits.createdAt })
    .from(audits)
    .where(
      and(
        eq(audits.entryId, entryId),
        eq(audits.state, 'done'),
        inArray(audits.kind, ['visit', 'partial']),
        isNotNull(audits.hints),
      ),
    )
    .orderBy(desc(audits.createdAt))
    .limit(1);
  const hints = readHints(newest?.hints);
  const pointers = new Map((await pointersOf(entryId)).map(({ key, url }) => [key, url]));
  return {
    rows: hints && newest ? publicInformation(documents, hints.documents, newest.visitedAt ?? newest.createdAt) : null,
    pointed: documents.map(({ id: key, name }) => {
      const url = pointers.get(key) ?? null;
      const read = hints?.pointed?.find((each) => each.key === key && each.url === url);
      return { key, name, url, verdict: read?.verdict ?? null };
    }),
  };
}
