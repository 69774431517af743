/** Pages a webmaster pointed to since the crawler missed a document there: asked for once, and looked at. */
import { guardedFetch } from './guarded-fetch.ts';
import { MOST_POINTED } from './public-information.ts';
import type { RegencyWords } from './regency.ts';
import type { Surroundings } from './surroundings.ts';
import type { FetchRecord, PointedPage } from './visit.ts';

const FILES = /^application\/(pdf|zip|msword|vnd\.|octet-stream)|^(text\/csv|image\/)/i;

/** Asks for each address; what can't be had is said to be not there. */
export function readPointed({ request, words, manner }: Surroundings): Promise<PointedPage[]> {
  const wanted = (request.pointers ?? []).slice(0, MOST_POINTED);
  return Promise.all(
    wanted.map(async ({ key, url }) => {
      const record = await guardedFetch(url, manner).catch(() => null);
      return { key, url, ...judgePointed(record, key, words) };
    }),
  );
}

/**
 * ok: a file, or a page that names the document. not-it: a page that does not. not-there: no answer, or an error. Text is
 * the page's title. Pure.
 */
export function judgePointed(
  record: Pick<FetchRecord, 'status' | 'contentType' | 'body' | 'error'> | null,
  key: string,
  words: Pick<RegencyWords, 'documents'>,
): Pick<PointedPage, 'verdict' | 'title'> {
  if (!record || record.error || record.status === null || record.status >= 400)
    return { verdict: 'not-there', title: null };
  if (FILES.test(record.contentType ?? '')) return { verdict: 'ok', title: null };
  const html = record.body ?? '';
  const title = /<title[^>]*>([^<]{1,200})/i.exec(html)?.[1]?.trim() || null;
  const text = html.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
  const own = words.documents.find(({ id }) => id === key)?.words ?? [];
  const named = own.some((word) => whole(word).test(text));
  return { verdict: named ? 'ok' : 'not-it', title };
}

function whole(word: string): RegExp {
  const plain = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}])`, 'iu');
}
