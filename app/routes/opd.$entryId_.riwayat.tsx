import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { changesOf, entryHistory } from '#app/audit/history.server.ts';
import { requireOwnEntry } from '#app/audit/own-entry.server.ts';
import { formatPoints, formatTime } from '#app/i18n/format.ts';
import { historyText } from '#app/i18n/history.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { SideBySide } from '#app/ui/own-check-result.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { SignalChart } from '#app/ui/signal-chart.tsx';
import opdStyles from '#app/ui/styles/opd.css?url';
import styles from '#app/ui/styles/organizer.css?url';

export const handle = { scripts: false };
export const links = () => [styles, opdStyles].map((href) => ({ rel: 'stylesheet', href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** The own site over time; of the others' only the category's median and best quarter, and those of five or more. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { entry } = await requireOwnEntry({ request, params });
  const history = await entryHistory(entry.entryId);
  const search = new URL(request.url).searchParams;
  return {
    title: text(historyText, await readLocale(request))('title', { name: entry.name }),
    entryId: entry.entryId,
    category: entry.category,
    history,
    changes: await changesOf(history, search.get('dari'), search.get('ke')),
  };
}

export default function OverTime() {
  const { title, entryId, category, history, changes } = useLoaderData<typeof loader>();
  const t = useText(historyText);
  const locale = useLocale();
  const choices = history.audits.toReversed().map(({ id, at, mine }) => (
    <option key={id} value={id}>
      {formatTime(at, locale)} {mine ? `(${t('mine')})` : ''}
    </option>
  ));
  return (
    <Page>
      <PageHeader title={title} lead={t('lead')}>
        <ButtonLink to={paths.webmasterEntry(entryId)} kind="quiet">
          {t('back')}
        </ButtonLink>
      </PageHeader>
      {history.signals.length === 0 ? (
        <Notice>
          <p>{t('none')}</p>
        </Notice>
      ) : null}
      {changes ? (
        <section className="stack stack--tight" aria-labelledby="berubah">
          <h2 id="berubah">{t('changes')}</h2>
          <form method="get" className="row no-print">
            <SelectField label={t('from')} name="dari" defaultValue={changes.from}>
              {choices}
            </SelectField>
            <SelectField label={t('to')} name="ke" defaultValue={changes.to}>
              {choices}
            </SelectField>
            <Button>{t('compare')}</Button>
          </form>
          <Won won={changes.comparison.won} />
          <SideBySide changes={changes.comparison.changes} />
        </section>
      ) : null}
      {history.signals.length > 0 ? (
        <section className="stack stack--tight" aria-labelledby="setiap">
          <h2 id="setiap">{t('charts')}</h2>
          <p className="muted measure">
            {history.signals.some(({ median }) => median !== null) ? t('legend', { category }) : t('few')}
          </p>
          <div className="charts">
            {history.signals.map((each) => (
              <SignalChart key={each.signal} history={each} />
            ))}
          </div>
        </section>
      ) : null}
    </Page>
  );
}

function Won({ won }: { won: number | null }) {
  const t = useText(historyText);
  const points = formatPoints(won === null ? null : Math.abs(won), useLocale(), 1);
  return (
    <p>
      {won === null
        ? t('unknown')
        : won >= 0.05
          ? t('gained', { points })
          : won <= -0.05
            ? t('lost', { points })
            : t('same')}
    </p>
  );
}
