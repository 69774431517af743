import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '#app/identity/session.server.ts';
import { releasedAsked } from '#app/publication/released.server.ts';
import { pictureAnswer } from '#app/publication/share-images.server.ts';

/** The picture of a year's results for sharing. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const released = await releasedAsked(request, params.tahun);
  const answer = released && (await pictureAnswer(released.snapshot.id));
  if (!answer) throw notFound();
  return answer;
}
