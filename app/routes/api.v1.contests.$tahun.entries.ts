import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, enterApi, visibleEntries } from '#app/publication/api/api.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  return answer(await visibleEntries(await enterApi(request), params.tahun));
}
