import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, enterApi, visibleContest } from '#app/publication/api/api.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  return answer(await visibleContest(await enterApi(request), params.tahun));
}
