import type { LoaderFunctionArgs } from '@remix-run/node';
import { readLocale } from '#app/i18n/locale.server.ts';
import { notFound } from '#app/identity/session.server.ts';
import { exportFile, stampOf } from '#app/publication/export-file.ts';
import { fileNameOf } from '#app/publication/file-name.ts';
import { releasedAsked } from '#app/publication/released.server.ts';

/** The released results’ recapitulation as CSV; 404 until they are released. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const released = await releasedAsked(request, params.tahun);
  if (!released) throw notFound();
  return exportFile('csv', released.snapshot.dataset, {
    name: fileNameOf(released),
    locale: await readLocale(request),
    stamp: stampOf(released.snapshot),
  });
}
