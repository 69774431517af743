import type { LoaderFunctionArgs } from '@remix-run/node';
import { readLocale } from '#app/i18n/locale.server.ts';
import { exportFile } from '#app/publication/export-file.ts';
import { tallyInRoom } from '#app/publication/room.server.ts';

/** The results as they stand, as a workbook, for whoever may enter the room. Not a frozen result. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { dataset, results, contest } = (await tallyInRoom(request)).tally;
  return exportFile(
    'xlsx',
    { ...dataset, results },
    { name: `lomba-${contest.year}-sementara`, locale: await readLocale(request) },
  );
}
