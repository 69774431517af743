import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { formatDate } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { publicOrigin } from '#app/publication/public-origin.server.ts';
import { releasedYears } from '#app/publication/released.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { publicMeta } from '#app/ui/public-meta.ts';

export const handle = { scripts: false };
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });

/** Years that were released, and not a word of any other. */
export async function loader({ request }: LoaderFunctionArgs) {
  const locale = await readLocale(request);
  const years = await releasedYears();
  const t = text(publicationText, locale);
  return {
    title: t('results'),
    description: t('resultsLead'),
    address: publicOrigin(request) + paths.results(),
    image: null,
    years: years.map(({ year, releasedAt }) => ({ year, releasedOn: formatDate(releasedAt, locale) })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => publicMeta(data);

export default function ResultYears() {
  const { years } = useLoaderData<typeof loader>();
  const t = useText(publicationText);
  return (
    <Page>
      <PageHeader title={t('results')} lead={t('resultsLead')} />
      {years.length === 0 ? (
        <Notice title={t('resultsNone')}>
          <p>{t('resultsNoneBody')}</p>
          <div>
            <ButtonLink to={paths.home()} reload>
              {t('toHome')}
            </ButtonLink>
          </div>
        </Notice>
      ) : null}
      <div className="grid">
        {years.map(({ year, releasedOn }) => (
          <Link key={year} to={paths.resultsOf(year)} className="card card--link" reloadDocument>
            <h2>{t('resultsOf', { year })}</h2>
            <p className="muted">{t('releasedAt', { time: releasedOn })}</p>
          </Link>
        ))}
      </div>
    </Page>
  );
}
