import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatPoints } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { methodText } from '#app/i18n/method.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { shownExample } from '#app/publication/example.server.ts';
import { roundForDisplay } from '#app/scoring/round.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ExampleTable } from '#app/ui/example-table.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/publication.css?url';

export const handle = { scripts: false };
export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' });

/** Reads released snapshots and nothing else. */
export async function loader({ request }: LoaderFunctionArgs) {
  const locale = await readLocale(request);
  const t = text(methodText, locale);
  return { title: t('howTitle'), description: t('howLead'), ...(await shownExample(locale)) };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: 'description', content: data?.description },
];

export default function HowRanked() {
  const { title, year, example, hash } = useLoaderData<typeof loader>();
  const t = useText(methodText);
  const results = useText(publicationText);
  const locale = useLocale();
  const said = (value: number) => formatPoints(roundForDisplay(value, 2), locale);
  const { interval, next } = example;
  return (
    <Page>
      <PageHeader title={title} lead={t('howLead')}>
        {year === null ? null : (
          <ButtonLink to={paths.resultsOf(year)} reload>
            {t('toResults', { year })}
          </ButtonLink>
        )}
      </PageHeader>
      <ol className="columns columns--steps">
        <li>
          <h2 className="columns__head">{t('step1')}</h2>
          <p>{t('step1Body')}</p>
        </li>
        <li>
          <h2 className="columns__head">{t('step2')}</h2>
          <p>{t('step2Body')}</p>
        </li>
        <li>
          <h2 className="columns__head">{t('step3')}</h2>
          <p>{results(`method_${example.aggregate}`)}</p>
        </li>
        <li>
          <h2 className="columns__head">{t('step4')}</h2>
          <p>{t('step4Body', { order: example.tieBreak.map((name) => localized(name, locale)).join(', ') })}</p>
          <p>{t('bandsNote')}</p>
        </li>
        <li>
          <h2 className="columns__head">{t('step5')}</h2>
          <p>{t('step5Body')}</p>
        </li>
      </ol>
      <section className="stack" aria-labelledby="contoh">
        <div className="row">
          <h2 id="contoh">{t('exampleTitle', { name: example.name, rank: example.rank })}</h2>
          <Badge tone={year === null ? 'warning' : 'info'}>{year === null ? t('invented') : t('real', { year })}</Badge>
        </div>
        {year === null ? <Notice tone="warning">{t('inventedNote')}</Notice> : null}
        <ExampleTable example={example} />
        {interval ? <p>{t('interval', { low: said(interval[0]), high: said(interval[1]) })}</p> : null}
        {next ? <p>{t('next', { name: next.name, total: said(next.total) })}</p> : null}
        <p className="small muted">{t('codes')}</p>
        {hash ? <Fingerprint hash={hash} /> : null}
      </section>
    </Page>
  );
}
