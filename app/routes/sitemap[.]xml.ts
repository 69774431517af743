import type { LoaderFunctionArgs } from '@remix-run/node';
import { paths } from '#app/paths.ts';
import { siteMap } from '#app/publication/feeds.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { publicView } from '#app/publication/public-view.ts';
import { releasedOf, releasedYears } from '#app/publication/released.server.ts';

/** Every public page: released years and their entries with the day of the results in force, and what is open all year. */
export async function loader({ request }: LoaderFunctionArgs) {
  const whole = (path: string) => publicOrigin(request) + path;
  const pages: { address: string; at?: Date }[] = [paths.home(), paths.howRanked(), paths.channels()].map((path) => ({
    address: whole(path),
  }));
  let newest: Date | undefined;
  for (const { year } of await releasedYears()) {
    const released = await releasedOf(year);
    if (!released) continue;
    const { releasedAt, correcting } = released;
    // A correction that is opened stands on the pages too.
    const at = correcting && correcting.since > releasedAt ? correcting.since : releasedAt;
    if (!newest || at > newest) newest = at;
    pages.push({ address: whole(paths.resultsOf(year)), at });
    for (const { entries } of publicView(released.snapshot.dataset).categories)
      for (const { id } of entries) pages.push({ address: whole(paths.scorecard(year, id)), at });
  }
  pages.push({ address: whole(paths.results()), ...(newest ? { at: newest } : {}) });
  return new Response(siteMap(pages), {
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'public, no-cache' },
  });
}
