import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { currentContest } from '#app/contest/contests.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { planText } from '#app/i18n/plan.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { departJudge, undoDeparture } from '#app/judging/departures.server.ts';
import { planActs } from '#app/judging/plan.schema.ts';
import { applyPlan, type PlanBoard, planBoard } from '#app/judging/plan.server.ts';
import { type PlanTyped, readPlanForm, typedOf } from '#app/judging/plan-form.ts';
import { Departures, type RefusedDeparture } from '#app/judging/planner/departures.tsx';
import { Preview } from '#app/judging/planner/preview.tsx';
import { SettingsForm } from '#app/judging/planner/settings-form.tsx';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';
import organizer from '#app/ui/styles/organizer.css?url';

export const links = () => [
  { rel: 'stylesheet', href: organizer },
  { rel: 'stylesheet', href: styles },
];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const said = ['applied', 'departed', 'undone'] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const title = text(planText, await readLocale(request))('plan');
  const contest = await currentContest();
  const just = new URL(request.url).searchParams.get('baru');
  return {
    title,
    just: said.find((each) => each === just) ?? null,
    board: contest ? await planBoard(contest.id) : null,
  };
}

interface Answer {
  /** Shown on top of the page; null when a field says it. */
  problem: string | null;
  departure: RefusedDeparture | null;
  /** The plan that was looked at instead of the contest's own. */
  planned: { board: PlanBoard; typed: PlanTyped; countWrong: boolean } | null;
}

const done = (what: (typeof said)[number]) => redirect(`${paths.assignmentPlan()}?baru=${what}`);

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const contest = await currentContest();
  const form = await request.formData();
  const parsed = planActs.safeParse(Object.fromEntries(form));
  if (!contest || !parsed.success) throw notFound();
  const act = parsed.data;
  const t = text(planText, await readLocale(request));
  const answer = (values: Partial<Answer>, status = 422) =>
    data<Answer>({ problem: null, departure: null, planned: null, ...values }, { status });

  if (act.intent === 'kembali') {
    const outcome = await undoDeparture(viewer, contest.id, act.juri);
    return outcome.done ? done('undone') : answer({ problem: t(`refused_${outcome.why}`) });
  }
  if (act.intent === 'berhenti') {
    const { juri: judge, alasan: reason } = act;
    const typed = { judge, reason };
    if (!judge) return answer({ departure: { ...typed, field: 'judge', problem: t('refused_judgeMissing') } });
    const outcome = await departJudge(viewer, contest.id, judge, reason);
    if (outcome.done) return done('departed');
    const problem = t(`refused_${outcome.why}`);
    if (outcome.why === 'reasonMissing') return answer({ departure: { ...typed, field: 'reason', problem } });
    return answer({ problem });
  }

  const own = await planBoard(contest.id);
  if (!own) throw notFound();
  const judgeIds = own.people.map((person) => person.id);
  const { typed, settings } = readPlanForm(form, judgeIds, own.categories);
  if (!settings) return answer({ planned: { board: own, typed, countWrong: true } });
  const outcome = act.intent === 'terapkan' ? await applyPlan(viewer, contest.id, settings, act.sidik) : null;
  if (outcome?.done) return done('applied');
  const board = await planBoard(contest.id, settings);
  if (!board) throw notFound();
  const planned = { board, typed, countWrong: false };
  if (outcome) return answer({ problem: t(`refused_${outcome.why}`), planned });
  return answer({ planned }, board.preview.outcome.ok ? 200 : 422);
}

export default function AssignmentPlan() {
  const { title, just, board: own } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const t = useText(planText);
  const planned = answer?.planned ?? null;
  const board = planned?.board ?? own;
  return (
    <Page>
      <PageHeader title={title} lead={t('planLead')}>
        <ButtonLink to={paths.judgingMonitor()} kind="quiet">
          {t('backToJudging')}
        </ButtonLink>
      </PageHeader>
      {answer?.problem ? (
        <Notice tone="danger" live>
          <p>{answer.problem}</p>
        </Notice>
      ) : just && !answer ? (
        <Notice tone="success" live>
          <p>{t(just)}</p>
        </Notice>
      ) : null}
      {board ? (
        <>
          {board.open ? (
            <SettingsForm
              board={board}
              typed={planned?.typed ?? typedOf(board.settings)}
              countWrong={planned?.countWrong ?? false}
            />
          ) : (
            <Notice title={t('closed')}>{t('closedLead')}</Notice>
          )}
          {!board.open || planned?.countWrong ? null : <Preview board={board} saved={isSaved(board)} />}
          <Departures board={board} refused={answer?.departure ?? null} />
        </>
      ) : (
        <Notice>{t('noContest')}</Notice>
      )}
    </Page>
  );
}

/** Whether the plan shown is the contest's own. */
function isSaved({ settings, preview }: PlanBoard): boolean {
  return JSON.stringify(sorted(settings)) === JSON.stringify(sorted(preview.settings));
}

const sorted = ({ judgesPerEntry, categories }: PlanBoard['settings']) => [
  judgesPerEntry,
  Object.entries(categories)
    .map(([id, some]) => [id, some.toSorted()])
    .sort(),
];
