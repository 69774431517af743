import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { editionsText } from '#app/i18n/editions.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { trendOverYears } from '#app/publication/trend.server.ts';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';
import whyStyles from '#app/ui/styles/why.css?url';
import { TrendTable } from '#app/ui/trend-table.tsx';

export const links = () => [styles, whyStyles].map((href) => ({ rel: 'stylesheet', href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Reads released results and nothing else: what is not released yet is no part of a trend, not even for organizers. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  return { title: text(editionsText, await readLocale(request))('trendTitle'), trend: await trendOverYears() };
}

export default function TrendOverYears() {
  const { title, trend } = useLoaderData<typeof loader>();
  const t = useText(editionsText);
  return (
    <Page>
      <PageHeader title={title} lead={t('trendLead')} />
      {trend.years.length === 0 ? <p>{t('trendNone')}</p> : <TrendTable trend={trend} />}
      {trend.years.slice(1).some(({ sameRubric }) => !sameRubric) ? (
        <p className="small muted measure">{t('trendOther')}</p>
      ) : null}
    </Page>
  );
}
