import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { allowPublicCheck } from '#app/audit/public-check.server.ts';
import { readContestForm } from '#app/contest/contest-form.ts';
import { changeable, currentContest, updateContest } from '#app/contest/contests.server.ts';
import { contestText } from '#app/i18n/contest.ts';
import { editionsText } from '#app/i18n/editions.ts';
import { apiText } from '#app/i18n/exports.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { methodText } from '#app/i18n/method.ts';
import { secondLookText } from '#app/i18n/second-look.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { wordsText } from '#app/i18n/words.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { planIsOpen } from '#app/judging/plan.server.ts';
import { GapForm } from '#app/judging/second-look/gap-form.tsx';
import { setGap } from '#app/judging/second-look-list.server.ts';
import { paths } from '#app/paths.ts';
import { startContest } from '#app/rubric/contest-start.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { PublicCheckDoor } from '#app/ui/public-check-door.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const t = text(contestText, await readLocale(request));
  const contest = await currentContest();
  return {
    title: t(contest ? 'settingsTitle' : 'settingsNew'),
    exists: contest !== null,
    may: contest ? changeable(contest.phase) : { all: true, name: true },
    values: {
      year: String(contest?.year ?? new Date().getFullYear()),
      name: contest?.name ?? '',
      portalDomain: contest?.portalDomain ?? '',
      auditRuns: String(contest?.auditRuns ?? 3),
      hasObjection: contest?.hasObjection ?? false,
    },
    gap: contest ? { gap: contest.disparityGap, open: planIsOpen(contest.phase) } : null,
    publicCheck: contest?.publicCheck ?? null,
    saved: new URL(request.url).searchParams.has('tersimpan'),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const contest = await currentContest();
  const form = await request.formData();
  if (contest && form.get('intent') === 'gap') {
    const typed = String(form.get('gap') ?? '');
    const outcome = await setGap(viewer, contest.id, typed);
    if (outcome.done) return redirect(`${paths.contestSettings()}?tersimpan`);
    const looks = text(secondLookText, await readLocale(request));
    const problem = looks(outcome.why === 'gapOffScale' ? 'refused_gapOffScale' : 'refused_gapPhase');
    return data({ gap: { typed, problem } }, { status: 422 });
  }
  if (contest && form.get('intent') === 'publicCheck') {
    await allowPublicCheck(contest.id, form.get('allowed') === '1', viewer.userId);
    return redirect(`${paths.contestSettings()}?tersimpan`);
  }
  // A locked field is not sent: what stands is kept.
  const locked = contest && !changeable(contest.phase).all ? contest : null;
  const { values, settings, errors } = readContestForm(form, locked);
  if (!settings) return data({ values, errors }, { status: 422 });
  const taken = () => data({ values, errors: { year: 'yearTaken' } as typeof errors }, { status: 422 });
  if (!contest) return (await startContest(settings, viewer.userId)) ? redirect(paths.organizer()) : taken();
  return (await updateContest(contest.id, settings, viewer.userId))
    ? redirect(`${paths.contestSettings()}?tersimpan`)
    : taken();
}

export default function ContestSettings() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && 'values' in answer ? answer : undefined;
  const t = useText(contestText);
  const words = useText(wordsText);
  const api = useText(apiText);
  const editions = useText(editionsText);
  const method = useText(methodText);
  const values = refused?.values ?? page.values;
  const error = (field: 'year' | 'name' | 'portalDomain' | 'auditRuns') => {
    const code = refused?.errors[field];
    return code ? t(`error_${code}`) : undefined;
  };
  const locked = !page.may.all;
  return (
    <Page narrow>
      <PageHeader title={page.title} lead={t('settingsLead')}>
        {page.exists ? (
          <>
            <ButtonLink to={paths.method()} kind="quiet">
              {method('choiceTitle')}
            </ButtonLink>
            <ButtonLink to={paths.words()} kind="quiet">
              {words('words')}
            </ButtonLink>
            <ButtonLink to={paths.apiTokens()} kind="quiet">
              {api('title')}
            </ButtonLink>
            <ButtonLink to={paths.trend()} kind="quiet">
              {editions('trendTitle')}
            </ButtonLink>
          </>
        ) : null}
      </PageHeader>
      {page.saved && !answer ? (
        <Notice tone="success" live>
          <p>{t('saved')}</p>
        </Notice>
      ) : null}
      {locked ? (
        <Notice>
          <p>{t(page.may.name ? 'settingsLocked' : 'settingsClosed')}</p>
        </Notice>
      ) : null}
      <Form method="post" className="stack" noValidate>
        <Field
          label={t('fieldYear')}
          name="year"
          required
          inputMode="numeric"
          defaultValue={values.year}
          disabled={locked}
          error={error('year')}
        />
        <Field
          label={t('fieldName')}
          hint={t('fieldNameHint')}
          name="name"
          required
          maxLength={200}
          defaultValue={values.name}
          disabled={!page.may.name}
          error={error('name')}
        />
        <Field
          label={t('fieldPortal')}
          hint={t('fieldPortalHint')}
          name="portalDomain"
          required
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={values.portalDomain}
          disabled={locked}
          error={error('portalDomain')}
        />
        <Field
          label={t('fieldRuns')}
          hint={t('fieldRunsHint')}
          name="auditRuns"
          required
          inputMode="numeric"
          defaultValue={values.auditRuns}
          disabled={locked}
          error={error('auditRuns')}
        />
        <label className="check">
          <input type="checkbox" name="hasObjection" defaultChecked={values.hasObjection} disabled={locked} />
          {t('fieldObjection')}
        </label>
        {page.may.name ? (
          <div>
            <Button kind="primary">{t(page.exists ? 'save' : 'createContest')}</Button>
          </div>
        ) : null}
      </Form>
      {page.publicCheck === null ? null : <PublicCheckDoor allowed={page.publicCheck} />}
      {page.gap ? <GapForm {...page.gap} refused={answer && 'gap' in answer ? answer.gap : undefined} /> : null}
    </Page>
  );
}
