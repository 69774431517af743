import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { localInWib, momentInWib } from '#app/audit/pass-form.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { savePlans } from '#app/contest/phase-clock.server.ts';
import { plansOf } from '#app/contest/phase-plan-rows.server.ts';
import { type Plannable, plannable, stillToPlan } from '#app/contest/phase-plans.ts';
import { gatherFacts, movePhaseNow, phaseHistory } from '#app/contest/phases.server.ts';
import { type BlockerCode, blockersOf, mayAdvance, nextPhase, phaseOrder, previousPhase } from '#app/contest/phases.ts';
import { contestText } from '#app/i18n/contest.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { nextStepText } from '#app/i18n/next-step.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { rubricGate } from '#app/rubric/rubric.server.ts';
import { Blockers } from '#app/ui/blockers.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { PhaseSchedule } from '#app/ui/phase-schedule.tsx';
import { PhaseSteps } from '#app/ui/phase-steps.tsx';
import styles from '#app/ui/styles/organizer.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const locale = await readLocale(request);
  const t = text(contestText, locale);
  const contest = await currentContest();
  if (!contest) throw redirect(paths.organizer());
  const facts = await gatherFacts(contest, rubricGate);
  const history = await phaseHistory(contest.id);
  const { phase, hasObjection } = contest;
  const planned = await plansOf(contest.id);
  const next = nextPhase(contest);
  return {
    title: `${t('phasesTitle')}: ${contest.name}`,
    phase,
    hasObjection,
    next: next === 'terbit' ? null : next,
    previous: phase === 'terbit' ? null : previousPhase(contest),
    blockers: blockersOf(facts),
    mayAdvance: mayAdvance(facts),
    history: history.map((move) => ({ ...move, at: formatTime(move.at, locale) })),
    plans: stillToPlan(contest).map((each) => {
      const plan = planned.find((row) => row.phase === each);
      const refused = plan?.refusal &&
        plan.refusedAt && {
          time: formatTime(plan.refusedAt, locale),
          blockers: plan.refusal.blockers as { code: BlockerCode; n: number }[],
        };
      return {
        phase: each,
        local: plan ? localInWib(plan.at) : '',
        time: plan ? formatTime(plan.at, locale) : '',
        refused: refused || null,
      };
    }),
    planSaved: new URL(request.url).searchParams.has('jadwal'),
    justMoved: new URL(request.url).searchParams.has('pindah'),
  };
}

const schema = z.object({
  from: z.enum(phaseOrder),
  to: z.enum(phaseOrder),
  reason: z.string().max(2000).default(''),
});

/** What was typed for each phase: a moment, nothing, or no date at all. */
function typedPlans(fields: Record<string, FormDataEntryValue>) {
  const typed: Partial<Record<Plannable, Date | null | 'notADate'>> = {};
  for (const phase of plannable) {
    const value = fields[`buka_${phase}`];
    if (typeof value === 'string') typed[phase] = value === '' ? null : (momentInWib(value) ?? 'notADate');
  }
  return typed;
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const t = text(contestText, await readLocale(request));
  const contest = await currentContest();
  const fields = Object.fromEntries(await request.formData());
  if (contest && fields.intent === 'jadwal') {
    const saved = await savePlans(contest.id, typedPlans(fields), viewer.userId);
    if (saved.done) return redirect(`${paths.phases()}?jadwal`);
    const typed = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value).slice(0, 30)]));
    return data({ error: null, why: null, reason: '', faults: saved.faults, typed }, { status: 422 });
  }
  const parsed = schema.safeParse(fields);
  if (!contest || !parsed.success) throw notFound();
  const { from, to, reason } = parsed.data;
  const outcome = await movePhaseNow({ contestId: contest.id, from, to, reason, userId: viewer.userId }, rubricGate);
  if (outcome.moved) return redirect(`${paths.phases()}?pindah`);
  const error = t(`refused_${outcome.why}`);
  return data({ error, why: outcome.why, reason, faults: undefined, typed: undefined }, { status: 422 });
}

export default function Phases() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(contestText);
  const n = useText(nextStepText);
  const { phase, next, previous, blockers, history } = page;
  return (
    <Page>
      <PageHeader title={t('phasesTitle')} lead={t('phasesLead')} />
      {refused?.error ? (
        <Notice tone="danger" live>
          <p>{refused.error}</p>
        </Notice>
      ) : page.justMoved ? (
        <Notice tone="success" live>
          <p>{t('moved', { phase: t(`phase_${phase}`) })}</p>
        </Notice>
      ) : null}
      <PhaseSteps phase={phase} hasObjection={page.hasObjection} />
      <section className="card">
        <h2>{t(`phase_${phase}`)}</h2>
        <p className="measure">{t(`about_${phase}`)}</p>
      </section>
      {phase === 'terbit' ? null : (
        <section className="card">
          <h2>{t('forwardTitle', { phase: t(`phase_${next ?? 'terbit'}`) })}</h2>
          <p className="measure muted">{t(`about_${next ?? 'terbit'}`)}</p>
          <Blockers blockers={blockers} />
          {next ? (
            <Form method="post" className="stack">
              <input type="hidden" name="from" value={phase} />
              <input type="hidden" name="to" value={next} />
              {page.mayAdvance && next === 'penilaian' ? (
                <Notice tone="warning">
                  <p>{t('freezeWarning')}</p>
                </Notice>
              ) : null}
              <div>
                <Button kind="primary" disabled={!page.mayAdvance}>
                  {t('forward', { phase: t(`phase_${next}`) })}
                </Button>
              </div>
            </Form>
          ) : (
            <div>
              <ButtonLink to={paths.finalise()} kind="primary">
                {n('fix_release')}
              </ButtonLink>
            </div>
          )}
        </section>
      )}
      <PhaseSchedule plans={page.plans} typed={refused?.typed} faults={refused?.faults} saved={page.planSaved} />
      {previous ? (
        <details className="card fold" open={refused?.why === 'reasonMissing'}>
          <summary>{t('backTitle')}</summary>
          <p className="muted">{t('backLead')}</p>
          <Form method="post" className="stack">
            <input type="hidden" name="from" value={phase} />
            <input type="hidden" name="to" value={previous} />
            <TextArea label={t('reason')} name="reason" required maxLength={2000} defaultValue={refused?.reason} />
            <div>
              <Button kind="danger">{t('back', { phase: t(`phase_${previous}`) })}</Button>
            </div>
          </Form>
        </details>
      ) : null}
      <section className="stack stack--tight">
        <h2>{t('historyTitle')}</h2>
        {history.length === 0 ? <p className="muted">{t('historyNone')}</p> : null}
        <ol className="history">
          {history.map((move) => (
            <li key={move.id}>
              <strong>{t('historyMove', { from: t(`phase_${move.from}`), to: t(`phase_${move.to}`) })}</strong>
              <span className="small muted">{t('historyBy', { time: move.at, name: move.by ?? t('system') })}</span>
              {move.reason ? <q className="small">{move.reason}</q> : null}
            </li>
          ))}
        </ol>
      </section>
    </Page>
  );
}
