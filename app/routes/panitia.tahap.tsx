import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { currentContest } from '#app/contest/contests.server.ts';
import { gatherFacts, movePhaseNow, phaseHistory } from '#app/contest/phases.server.ts';
import { blockersOf, mayAdvance, nextPhase, phaseOrder, previousPhase } from '#app/contest/phases.ts';
import { contestText } from '#app/i18n/contest.ts';
import { formatTime } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
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
    justMoved: new URL(request.url).searchParams.has('pindah'),
  };
}

const schema = z.object({
  from: z.enum(phaseOrder),
  to: z.enum(phaseOrder),
  reason: z.string().max(2000).default(''),
});

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const t = text(contestText, await readLocale(request));
  const contest = await currentContest();
  const parsed = schema.safeParse(Object.fromEntries(await request.formData()));
  if (!contest || !parsed.success) throw notFound();
  const { from, to, reason } = parsed.data;
  const outcome = await movePhaseNow({ contestId: contest.id, from, to, reason, userId: viewer.userId }, rubricGate);
  if (outcome.moved) return redirect(`${paths.phases()}?pindah`);
  return data({ error: t(`refused_${outcome.why}`), why: outcome.why, reason }, { status: 422 });
}

export default function Phases() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText(contestText);
  const { phase, next, previous, blockers, history } = page;
  return (
    <Page>
      <PageHeader title={t('phasesTitle')} lead={t('phasesLead')} />
      {refused ? (
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
                {t('fix_release')}
              </ButtonLink>
            </div>
          )}
        </section>
      )}
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
