import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '#app/identity/session.server.ts';
import { releasedAsked } from '#app/publication/released.server.ts';
import { pictureAnswer } from '#app/publication/share-images.server.ts';

/** The picture of one entry's scorecard for sharing. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const released = params.opd ? await releasedAsked(request, params.tahun) : null;
  const answer = released && (await pictureAnswer(released.snapshot.id, params.opd));
  if (!answer) throw notFound();
  return answer;
}
