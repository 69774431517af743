import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { rubricAct, rubricDesk } from '#app/audit/rubric-desk.server.ts';
import { signalIds, signalInfo } from '#app/audit/signals.ts';
import { categoriesInUse } from '#app/contest/entries.server.ts';
import { organizerDesk } from '#app/contest/organizer-desk.server.ts';
import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { RubricEffects } from '#app/ui/rubric-effects.tsx';
import { FaultList, useTry } from '#app/ui/rubric-fields.tsx';
import { IndicatorFields } from '#app/ui/rubric-indicator.tsx';
import styles from '#app/ui/styles/organizer.css?url';
import whyStyles from '#app/ui/styles/why.css?url';

export const links = () => [styles, whyStyles].map((href) => ({ rel: 'stylesheet', href }));
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { locale, contest } = await organizerDesk(request);
  const { draft, effects } = await rubricDesk(contest, locale);
  const places = (draft?.document.criteria ?? []).flatMap(({ indicators }, c) =>
    indicators.map((indicator, i) => ({ indicator, path: `criteria.${c}.indicators.${i}` })),
  );
  const place = places.find(({ indicator }) => indicator.id === params.indikator);
  if (!draft || !place) throw redirect(paths.rubricDraft());
  return {
    ...place,
    title: text(rubricEditorText, locale)('indicator', { id: place.indicator.id }),
    lead: localized(place.indicator.name, locale),
    revision: draft.revision,
    levels: draft.document.scale.levels,
    effects,
    categories: await categoriesInUse(),
    saved: new URL(request.url).searchParams.has('tersimpan'),
    signals: Object.fromEntries(
      signalIds.map((id) => [id, { name: localized(signalInfo(id).name, locale), unit: signalInfo(id).unit }]),
    ),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, locale, contest } = await organizerDesk(request);
  const outcome = await rubricAct(contest, await request.formData(), viewer.userId, locale);
  if (!('done' in outcome)) return data(outcome, { status: outcome.why === null ? 200 : 422 });
  return redirect(`${paths.rubricDraftIndicator(params.indikator ?? '')}?tersimpan`);
}

export default function RubricIndicator() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText(rubricEditorText);
  const { tried, onInput } = useTry();
  const effects = tried ?? answer?.effects ?? page.effects;
  const why = answer?.why === 'stale' || answer?.why === 'frozen' || answer?.why === 'gone' ? answer.why : null;
  return (
    <Page>
      <PageHeader title={page.title} lead={page.lead}>
        <ButtonLink to={paths.rubricDraft()} kind="quiet">
          {t('backToDraft')}
        </ButtonLink>
      </PageHeader>
      {page.saved && !answer ? (
        <Notice tone="success" live>
          <p>{t('saved')}</p>
        </Notice>
      ) : null}
      {answer?.why === 'fields' ? <FaultList title={t('fieldsWrong')} faults={answer.faults} /> : null}
      {why ? (
        <Notice tone="danger" live>
          <p>{t(`refused_${why}`)}</p>
        </Notice>
      ) : null}
      <Form method="post" className="stack" noValidate onInput={onInput} key={`${page.path} ${page.revision}`}>
        <input type="hidden" name="revisi" value={page.revision} />
        <IndicatorFields
          indicator={page.indicator}
          path={page.path}
          state={answer ?? { typed: {}, errors: {} }}
          signals={page.signals}
          levels={page.levels}
          categories={page.categories}
        />
        <div className="row">
          <Button kind="primary" name="intent" value="simpan">
            {t('save')}
          </Button>
          <Button name="intent" value="coba">
            {t('try')}
          </Button>
        </div>
      </Form>
      {effects ? <RubricEffects effects={effects} /> : null}
    </Page>
  );
}
