import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { categoriesInUse } from '#app/contest/entries.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { practiceText } from '#app/i18n/practice.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { PanelForm } from '#app/judging/practice/panel-form.tsx';
import { PanelStanding } from '#app/judging/practice/panel-standing.tsx';
import { SiteForm } from '#app/judging/practice/site-form.tsx';
import { practiceIntent, readPanel, readPracticeSite } from '#app/judging/practice.schema.ts';
import {
  openPractice,
  type Preparing,
  panelBoard,
  savePanel,
  savePracticeSite,
  withdrawPractice,
} from '#app/judging/practice-panel.server.ts';
import { paths } from '#app/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Badge, Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const title = text(practiceText, await readLocale(request))('panelTitle');
  const saved = new URL(request.url).searchParams.has('tersimpan');
  const contest = await currentContest();
  return {
    title,
    saved,
    contest: contest !== null,
    categories: await categoriesInUse(),
    board: contest ? await panelBoard(contest.id) : null,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer', 'chiefJudge'], { hidden: true });
  const t = text(practiceText, await readLocale(request));
  const contest = await currentContest();
  const form = await request.formData();
  const intent = practiceIntent.safeParse(form.get('intent'));
  if (!contest || !intent.success) throw notFound();
  const { values, site, faulty } = readPracticeSite(form);
  if (intent.data === 'site' && !site) {
    const errors = Object.fromEntries(faulty.map((field) => [field, t(`refused_${field}`)]));
    return data({ problem: null, values, errors }, { status: 422 });
  }
  let outcome: Preparing = { done: true };
  if (intent.data === 'site' && site) outcome = await savePracticeSite(viewer, contest.id, site);
  // What was typed is kept first: an incomplete panel loses nothing.
  if (intent.data === 'panel' || intent.data === 'open') outcome = await savePanel(viewer, contest.id, readPanel(form));
  if (intent.data === 'open' && outcome.done) outcome = await openPractice(viewer, contest.id);
  if (intent.data === 'withdraw') outcome = await withdrawPractice(viewer, contest.id);
  if (outcome.done) return redirect(`${paths.practicePanel()}?tersimpan`);
  const problem =
    outcome.why === 'incomplete' ? t('missing', { list: outcome.missing.join(', ') }) : t(`refused_${outcome.why}`);
  return data({ problem, values: null, errors: {} }, { status: 422 });
}

const empty = { name: '', category: '', url: '' };

export default function PracticePanel() {
  const { title, saved, contest, categories, board } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(practiceText);
  const state = board?.place.state ?? null;
  return (
    <Page narrow>
      <PageHeader title={title} lead={t('panelLead')}>
        {state ? <Badge tone={state === 'open' ? 'success' : 'neutral'}>{t(`state_${state}`)}</Badge> : null}
      </PageHeader>
      {refused?.problem ? <Notice tone="danger" live title={refused.problem} /> : null}
      {saved && !refused ? <Notice tone="success" live title={t('saved')} /> : null}
      {contest ? null : <Notice>{t('noContest')}</Notice>}
      {contest && (state === null || state === 'draft') ? (
        <SiteForm
          site={refused?.values ?? board?.place.site ?? empty}
          errors={refused?.errors ?? {}}
          categories={categories}
        />
      ) : null}
      {board && state === 'draft' ? <PanelForm place={board.place} /> : null}
      {board && state !== 'draft' ? <PanelStanding board={board} /> : null}
      {state === 'open' && board?.judges.every((judge) => judge.state === 'none') ? (
        <Form method="post" className="row">
          <Button kind="danger" name="intent" value="withdraw">
            {t('withdraw')}
          </Button>
          <span className="muted small">{t('withdrawLead')}</span>
        </Form>
      ) : null}
    </Page>
  );
}
