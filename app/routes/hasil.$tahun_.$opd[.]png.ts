import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '#app/identity/session.server.ts';
import { releasedOf } from '#app/publication/release.server.ts';
import { pictureAnswer } from '#app/publication/share-images.server.ts';
import { yearOf } from '#app/publication/year.ts';

/** The picture of one entry's scorecard for sharing. */
export async function loader({ params }: LoaderFunctionArgs) {
  const year = yearOf(params.tahun);
  const released = year === null || !params.opd ? null : await releasedOf(year);
  const answer = released && (await pictureAnswer(released.snapshot.id, params.opd));
  if (!answer) throw notFound();
  return answer;
}
