import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { signalIds, signalInfo } from '#app/audit/signals.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { contestText } from '#app/i18n/contest.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { draftOf, listVersions } from '#app/rubric/drafts.server.ts';
import { shownRubric } from '#app/rubric/rubric.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { RubricVersions } from '#app/ui/rubric-versions.tsx';
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
    editable: contest !== null,
    hasDraft: contest !== null && (await draftOf(contest.id)) !== null,
    versions: await listVersions(),
    current: contest?.rubricVersionId ?? null,
    enforced: new URL(request.url).searchParams.get('berlaku'),
    version: { name, version, hash, frozen: frozenAt && formatTime(frozenAt, locale) },
    signals: Object.fromEntries(
      signalIds.map((id) => [id, { name: localized(signalInfo(id).name, locale), unit: signalInfo(id).unit }]),
    ),
  };
}

export default function Rubric() {
  const page = useLoaderData<typeof loader>();
  const { rubric, version, signals } = page;
  const t = useText(contestText);
  const editor = useText(rubricEditorText);
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
      >
        {page.editable ? (
          <ButtonLink to={paths.rubricDraft()}>{editor(page.hasDraft ? 'continueDraft' : 'edit')}</ButtonLink>
        ) : null}
        <ButtonLink to={paths.rubricWords()} kind="quiet">
          {editor('toWords')}
        </ButtonLink>
        <ButtonLink to={paths.rubricFile()} kind="quiet" reload>
          {editor('download')}
        </ButtonLink>
      </PageHeader>
      {page.enforced ? (
        <Notice tone="success" live>
          <p>{editor('enforced', { version: page.enforced })}</p>
        </Notice>
      ) : null}
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
      <RubricVersions versions={page.versions} current={page.current} />
      <p className="small muted hash">
        {t('rubricHash')}: <code>{version.hash}</code>
      </p>
    </Page>
  );
}
