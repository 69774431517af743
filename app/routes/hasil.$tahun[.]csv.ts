import type { LoaderFunctionArgs } from '@remix-run/node';
import { readLocale } from '#app/i18n/locale.server.ts';
import { notFound } from '#app/identity/session.server.ts';
import { exportFile } from '#app/publication/export-file.ts';
import { releasedOf } from '#app/publication/release.server.ts';
import { yearOf } from '#app/publication/year.ts';

/** The released results’ recapitulation as CSV; 404 until they are released. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const year = yearOf(params.tahun);
  const released = year === null ? null : await releasedOf(year);
  if (!released) throw notFound();
  return exportFile('csv', released.snapshot.dataset, {
    name: `lomba-${released.year}`,
    locale: await readLocale(request),
  });
}
