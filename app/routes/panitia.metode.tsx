import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { currentContest } from '#app/contest/contests.server.ts';
import { chooseMethod, methodIsFrozen } from '#app/contest/method.server.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { methodText } from '#app/i18n/method.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { versionsText } from '#app/i18n/versions.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { lateChangesOf } from '#app/rubric/late-changes.server.ts';
import { shownRubric } from '#app/rubric/rubric.server.ts';
import { aggregates } from '#app/scoring/method.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { NoContest } from '#app/ui/no-contest.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const rules = ['unranked', 'ranked'] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const locale = await readLocale(request);
  const title = text(methodText, locale)('choiceTitle');
  const contest = await currentContest();
  if (!contest) return { title, saved: false, chosen: null };
  const { document: rubric } = await shownRubric(contest.rubricVersionId);
  const name = (id: string) => {
    const criterion = rubric.criteria.find((each) => each.id === id);
    return criterion ? localized(criterion.name, locale) : id;
  };
  return {
    title,
    saved: new URL(request.url).searchParams.has('tersimpan'),
    chosen: {
      frozen: await methodIsFrozen(contest),
      aggregate: contest.aggregate,
      incomplete: contest.incomplete,
      rubric: { version: rubric.version, changes: await lateChangesOf(contest.id) },
      tieBreak: rubric.tieBreak.map(name),
      bands: rubric.bands.map((band) => ({ from: band.from, name: localized(band.name, locale) })),
    },
  };
}

const schema = z.object({
  cara: z.enum([...aggregates, 'aturan']),
  belum: z.enum(rules),
});

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const parsed = schema.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw notFound();
  const { cara, belum } = parsed.data;
  const contest = await currentContest();
  const choice = { aggregate: cara === 'aturan' ? null : cara, incomplete: belum };
  const outcome = await chooseMethod(contest?.id ?? crypto.randomUUID(), choice, viewer.userId);
  if (outcome.done) return redirect(`${paths.method()}?tersimpan`);
  const t = text(methodText, await readLocale(request));
  return data({ problem: t(`refused_${outcome.why}`) }, { status: 409 });
}

export default function Method() {
  const { title, saved, chosen } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(methodText);
  const versions = useText(versionsText);
  const locale = useLocale();
  return (
    <Page narrow>
      <PageHeader title={title} lead={t('choiceLead')}>
        <ButtonLink to={paths.contestSettings()} kind="quiet">
          {t('toSettings')}
        </ButtonLink>
      </PageHeader>
      {refused ? <Notice tone="danger" title={refused.problem} live /> : null}
      {saved && !refused ? <Notice tone="success" title={t('saved')} live /> : null}
      {chosen ? null : <NoContest mayCreate />}
      {chosen?.frozen ? (
        <Notice title={t('frozen')}>
          <p>{t('frozenBody')}</p>
        </Notice>
      ) : null}
      {chosen ? (
        <Form method="post" className="stack">
          <fieldset className="choices" disabled={chosen.frozen}>
            <legend>{t('aggregate')}</legend>
            {(['aturan', ...aggregates] as const).map((each) => (
              <label key={each} className="check">
                <input type="radio" name="cara" value={each} defaultChecked={each === (chosen.aggregate ?? 'aturan')} />
                <span>
                  {t(each === 'aturan' ? 'byRule' : `name_${each}`)}
                  <span className="field__hint choices__hint">
                    {t(each === 'aturan' ? 'byRuleHint' : `hint_${each}`)}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          <fieldset className="choices" disabled={chosen.frozen}>
            <legend>{t('incomplete')}</legend>
            <p className="field__hint">{t('incompleteHint')}</p>
            {rules.map((each) => (
              <label key={each} className="check">
                <input type="radio" name="belum" value={each} defaultChecked={each === chosen.incomplete} />
                {t(`incomplete_${each}`)}
              </label>
            ))}
          </fieldset>
          {chosen.frozen ? null : (
            <div>
              <Button kind="primary">{t('save')}</Button>
            </div>
          )}
        </Form>
      ) : null}
      {chosen ? (
        <section className="card" aria-labelledby="tetap">
          <h2 id="tetap">{t('fixed')}</h2>
          <p>{versions('rubric', { n: chosen.rubric.version })}</p>
          {chosen.rubric.changes.length > 0 ? (
            <ul className="reasons">
              {chosen.rubric.changes.map(({ version, reason }) => (
                <li key={version}>{versions('rubricChanged', { n: version, reason })}</li>
              ))}
            </ul>
          ) : null}
          <p>
            {t('tieOrder')}: {chosen.tieBreak.join(', ')}.
          </p>
          <dl className="defs">
            {chosen.bands.map((band) => [
              <dt key={band.name}>{band.name}</dt>,
              <dd key={`${band.name} ${band.from}`}>{t('bandFrom', { from: formatNumber(band.from, locale) })}</dd>,
            ])}
          </dl>
          <p className="small muted">{t('bandsNote')}</p>
        </section>
      ) : null}
    </Page>
  );
}
