import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer, enterApi, visibleContests } from '#app/publication/api/api.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  return answer({ contests: await visibleContests(await enterApi(request)) });
}
