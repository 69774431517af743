import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { publicChecks } from '#app/audit/public-check.server.ts';
import { channelLink } from '#app/contest/channel-links.ts';
import { publicChannels } from '#app/contest/channel-reports.server.ts';
import { contestText } from '#app/i18n/contest.ts';
import { formatDate } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicText } from '#app/i18n/public.ts';
import { publicCheckText } from '#app/i18n/public-check.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { matching, queryOf } from '#app/publication/search.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { publicMeta } from '#app/ui/public-meta.ts';
import { SearchForm } from '#app/ui/search-form.tsx';
import styles from '#app/ui/styles/publication.css?url';

export const handle = { scripts: false };
export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });

/** Confirmed channels of every agency. Nothing here hangs on a contest. */
export async function loader({ request }: LoaderFunctionArgs) {
  const locale = await readLocale(request);
  const t = text(publicText, locale);
  const search = new URL(request.url).searchParams;
  const query = queryOf(search.get('cari'));
  const all = await publicChannels();
  const shown = query ? matching(all, query) : all;
  const agencies = shown.map(({ code, name, category, channels }) => ({
    code,
    name,
    category,
    // One date an agency: the oldest, so that none is shown as newer than it is.
    checked: formatDate(new Date(Math.min(...channels.map(({ checkedAt }) => checkedAt.getTime()))), locale),
    channels: channels.map(({ channel, value }) => ({ channel, value, link: channelLink(channel, value) })),
  }));
  return {
    title: t('channels'),
    description: t('channelsDescription'),
    address: publicOrigin(request) + paths.channels(),
    image: null,
    query,
    empty: all.length === 0,
    thanks: search.has('terima'),
    checks: (await publicChecks())?.open ?? false,
    categories: [...new Set(agencies.map(({ category }) => category))].map((name) => ({
      name,
      agencies: agencies.filter(({ category }) => category === name),
    })),
    count: agencies.length,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => publicMeta(data);

export default function ComplaintChannels() {
  const { query, categories, count, empty, thanks, checks } = useLoaderData<typeof loader>();
  const t = useText(publicText);
  const c = useText(contestText);
  const p = useText(publicCheckText);
  return (
    <Page>
      <PageHeader title={t('channels')} lead={t('channelsLead')}>
        {checks ? (
          <ButtonLink to={paths.publicChecks()} reload>
            {p('title')}
          </ButtonLink>
        ) : null}
      </PageHeader>
      {thanks ? (
        <Notice tone="success">
          <p>{t('reportThanks')}</p>
        </Notice>
      ) : null}
      {empty ? (
        <Notice title={t('channelsNone')}>
          <p>{t('channelsNoneBody')}</p>
        </Notice>
      ) : (
        <SearchForm query={query} address={paths.channels()} />
      )}
      {query ? <h2>{t(count > 0 ? 'found' : 'foundNone', { n: count, query })}</h2> : null}
      {categories.map((category) => (
        <section className="stack" key={category.name}>
          <h2>{category.name}</h2>
          {category.agencies.map((agency) => (
            <article className="card" key={agency.code}>
              <h3>{agency.name}</h3>
              <ul className="channel-list">
                {agency.channels.map(({ channel, value, link }) => (
                  <li key={channel}>
                    {link ? (
                      <a href={link} rel="noreferrer">
                        {c(`channel_${channel}`)}: {value}
                      </a>
                    ) : (
                      `${c(`channel_${channel}`)}: ${value}`
                    )}
                  </li>
                ))}
              </ul>
              <p className="small muted row row--between">
                {t('checkedOn', { date: agency.checked })}
                <a href={paths.reportChannel(agency.code)} aria-label={`${t('report')} ${agency.name}`}>
                  {t('report')}
                </a>
              </p>
            </article>
          ))}
        </section>
      ))}
    </Page>
  );
}
