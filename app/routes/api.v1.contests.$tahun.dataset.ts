import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, enterApi, visibleResults } from '#app/publication/api/api.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  return answer(
    (await visibleResults(await enterApi(request), params.tahun, new URL(request.url).searchParams.get('version')))
      .document,
  );
}
