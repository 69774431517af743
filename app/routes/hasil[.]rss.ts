import type { LoaderFunctionArgs } from '@remix-run/node';
import { publicationText } from '#app/i18n/publication.ts';
import { text } from '#app/i18n/text.ts';
import { versionsText } from '#app/i18n/versions.ts';
import { paths } from '#app/paths.ts';
import { rss } from '#app/publication/feeds.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { releasedYears } from '#app/publication/released.server.ts';

/** Released results as a feed, in Indonesian. */
export async function loader({ request }: LoaderFunctionArgs) {
  const t = text(publicationText, 'id');
  const whole = (path: string) => publicOrigin(request) + path;
  const items = (await releasedYears()).map(({ year, releasedAt, corrected }) => ({
    title:
      corrected === null
        ? t('resultsOf', { year })
        : text(versionsText, 'id')('resultsOfVersion', { year, n: corrected }),
    description: t('description', { year }),
    address: whole(paths.resultsOf(year)),
    guid: `${whole(paths.resultsOf(year))}#${releasedAt.toISOString()}`,
    at: releasedAt,
  }));
  const feed = rss(t('results'), t('resultsLead'), whole(paths.results()), whole(paths.resultsFeed()), items);
  return new Response(feed, {
    headers: { 'Content-Type': 'application/rss+xml; charset=utf-8', 'Cache-Control': 'public, no-cache' },
  });
}
