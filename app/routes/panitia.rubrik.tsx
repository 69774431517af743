import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { signalIds, signalInfo } from '#app/audit/signals.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { contestText } from '#app/i18n/contest.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { shownRubric } from '#app/rubric/rubric.server.ts';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { RubricCriterion } from '#app/ui/rubric-view.tsx';
import styles from '#app/ui/styles/organizer.css?url';
import whyStyles from '#app/ui/styles/why.css?url';

export const links = () => [styles, whyStyles].map((href) => ({ rel: 'stylesheet', href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const locale = await readLocale(request);
  const contest = await currentContest();
  const { name, version, document, hash, frozenAt } = await shownRubric(contest?.rubricVersionId ?? null);
  return {
    title: text(contestText, locale)('rubricTitle'),
    rubric: document,
    version: { name, version, hash, frozen: frozenAt && formatTime(frozenAt, locale) },
    signals: Object.fromEntries(
      signalIds.map((id) => [id, { name: localized(signalInfo(id).name, locale), unit: signalInfo(id).unit }]),
    ),
  };
}

export default function Rubric() {
  const { rubric, version, signals } = useLoaderData<typeof loader>();
  const t = useText(contestText);
  const locale = useLocale();
  const total = rubric.criteria.reduce((sum, each) => sum + each.weight, 0);
  const names = new Map(rubric.criteria.map((each) => [each.id, localized(each.name, locale)]));
  return (
    <Page>
      <PageHeader
        title={t('rubricTitle')}
        lead={`${t('rubricLead', { name: version.name, version: version.version })}. ${
          version.frozen ? t('rubricFrozen', { time: version.frozen }) : t('rubricOpen')
        }.`}
      />
      {rubric.criteria.map((criterion) => (
        <RubricCriterion
          key={criterion.id}
          criterion={criterion}
          share={criterion.weight / total}
          scale={rubric.scale}
          signals={signals}
        />
      ))}
      <section className="card">
        <h2>{t('rubricBands')}</h2>
        <dl className="defs">
          {rubric.bands.map((band) => (
            <div key={band.from} className="band">
              <dt>{localized(band.name, locale)}</dt>
              <dd>{t('rubricBand', { from: band.from })}</dd>
            </div>
          ))}
        </dl>
        <p>
          {t('rubricTies')} {rubric.tieBreak.map((id) => names.get(id) ?? id).join(', ')}.
        </p>
      </section>
      <p className="small muted hash">
        {t('rubricHash')}: <code>{version.hash}</code>
      </p>
    </Page>
  );
}
