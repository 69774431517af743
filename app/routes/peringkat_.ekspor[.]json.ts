import type { LoaderFunctionArgs } from '@remix-run/node';
import { tallyInRoom } from '#app/publication/room.server.ts';

/** The dataset as it stands with all figures, judges as codes: for whoever may enter the room. Not a frozen result. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { tally } = await tallyInRoom(request);
  const { dataset, results, contest } = tally;
  return new Response(`${JSON.stringify({ ...dataset, results, hash: results.inputHash }, null, 2)}\n`, {
    headers: {
      'Cache-Control': 'no-store',
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="lomba-${contest.year}-sementara.json"`,
    },
  });
}
