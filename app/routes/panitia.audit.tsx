import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { auditStepOf, failureGroups } from '#app/audit/audit-step.ts';
import { auditBoard, startAudits } from '#app/audit/board.server.ts';
import { isActive, summaryOf } from '#app/audit/board.ts';
import { auditDesk, beginPass, callOff, hold, plan } from '#app/audit/desk.server.ts';
import { openFindings } from '#app/audit/findings-board.server.ts';
import { LEAST_PASSES } from '#app/audit/pass-count.ts';
import { momentInWib } from '#app/audit/pass-form.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { passesText } from '#app/i18n/passes.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { shownRubric } from '#app/rubric/rubric.server.ts';
import { AuditFailures } from '#app/ui/audit-failures.tsx';
import { AuditNext } from '#app/ui/audit-next.tsx';
import { AuditPasses } from '#app/ui/audit-passes.tsx';
import { AuditQueue, PauseButton } from '#app/ui/audit-queue.tsx';
import { AuditTable } from '#app/ui/audit-table.tsx';
import { AuditWays, FindingsWait } from '#app/ui/audit-ways.tsx';
import { Button } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { PlanForm } from '#app/ui/plan-form.tsx';
import styles from '#app/ui/styles/organizer.css?url';
import { useAuditBoard } from '#app/ui/use-audit-board.ts';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const flashes = ['planned', 'passStarted', 'cancelled', 'paused', 'resumed'] as const;
type Flash = (typeof flashes)[number];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const locale = await readLocale(request);
  const contest = await currentContest();
  if (!contest) throw redirect(paths.organizer());
  const { document } = await shownRubric(contest.rubricVersionId);
  const { searchParams } = new URL(request.url);
  return {
    title: `${text(auditsText, locale)('title')}: ${contest.name}`,
    phase: contest.phase,
    closesAt: contest.auditClosesAt?.toISOString() ?? null,
    criteria: document.criteria
      .filter((criterion) => criterion.indicators.some((each) => each.source === 'proposed'))
      .map(({ id, name }) => ({ id, name: localized(name, locale) })),
    board: await auditBoard(contest),
    desk: await auditDesk(contest.id),
    findings: await openFindings(contest.id, contest.rubricVersionId),
    started: searchParams.get('mulai'),
    flash: flashes.find((each) => each === searchParams.get('hasil')) ?? null,
  };
}

const schema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('sisa') }),
  z.object({ intent: z.literal('satu'), entryId: z.uuid() }),
  z.object({ intent: z.literal('kelompok'), sebab: z.string() }),
  z.object({ intent: z.literal('putaran') }),
  z.object({ intent: z.literal('rencana'), tutup: z.string(), banyak: z.string() }),
  z.object({ intent: z.literal('batal'), putaran: z.uuid(), alasan: z.string().max(2000) }),
  z.object({ intent: z.literal('jeda') }),
  z.object({ intent: z.literal('lanjut') }),
]);

interface Refused {
  error: string;
  /** What was typed, for its form to keep. */
  plan: { closes: string; count: string } | null;
  cancel: { passId: string; reason: string } | null;
}

export async function action({ request }: ActionFunctionArgs) {
  const { userId } = await requireRole(request, ['organizer']);
  const locale = await readLocale(request);
  const t = text(auditsText, locale);
  const passes = text(passesText, locale);
  const contest = await currentContest();
  const parsed = schema.safeParse(Object.fromEntries(await request.formData()));
  if (!contest || !parsed.success) throw notFound();
  const act = parsed.data;
  const refuse = (error: string, kept: Partial<Refused> = {}) =>
    data<Refused>({ error, plan: null, cancel: null, ...kept }, { status: kept.plan || kept.cancel ? 422 : 409 });
  const done = (flash: Flash) => redirect(`${paths.audits()}?hasil=${flash}`);
  switch (act.intent) {
    case 'rencana': {
      const closesAt = momentInWib(act.tutup);
      const refused = closesAt ? await plan(contest.id, closesAt, Number(act.banyak), userId) : 'bad-date';
      const kept = { plan: { closes: act.tutup, count: act.banyak } };
      return refused ? refuse(passes(`refused_${refused}`), kept) : done('planned');
    }
    case 'putaran': {
      const refused = await beginPass(contest.id, userId);
      return refused ? refuse(passes(`refused_${refused}`)) : done('passStarted');
    }
    case 'batal': {
      const refused = await callOff(contest.id, act.putaran, act.alasan, userId);
      const kept = { cancel: { passId: act.putaran, reason: act.alasan } };
      return refused ? refuse(passes(`refused_${refused}`), kept) : done('cancelled');
    }
    case 'jeda':
    case 'lanjut': {
      const refused = await hold(contest.id, act.intent === 'jeda', userId);
      return refused ? refuse(passes(`refused_${refused}`)) : done(act.intent === 'jeda' ? 'paused' : 'resumed');
    }
  }
  const wanted = (await auditBoard(contest)).filter((row) => {
    if (act.intent === 'satu') return row.entryId === act.entryId;
    if (act.intent === 'kelompok') return row.failureCode === act.sebab && !isActive(row);
    return row.url !== null && (row.state === null || row.outdated);
  });
  const requested = await startAudits(
    contest.id,
    wanted.map((row) => row.entryId),
    userId,
  );
  const refused = requested.find((each) => each.refused && each.refused !== 'already-running')?.refused;
  if (refused) return refuse(t(`refused_${refused}`));
  return redirect(`${paths.audits()}?mulai=${requested.filter((each) => each.auditId).length}`);
}

export default function Audits() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<Refused>();
  const t = useText(auditsText);
  const say = useText(passesText);
  const { rows, desk, live } = useAuditBoard(page.board, page.desk);
  const summary = summaryOf(rows);
  const rest = rows.filter((row) => row.url && !isActive(row) && (row.state === null || row.outdated)).length;
  const open = page.phase === 'audit';
  const started = Number(page.started);
  const { step, count } = auditStepOf({ phase: page.phase, rows, ...desk });
  const isPlanned = desk.passes.some(({ state }) => state === 'planned');
  const isRunning = desk.passes.some(({ state }) => state === 'running');
  const start =
    open && rest > 0 ? (
      <Button name="intent" value="sisa">
        {rest === summary.sites ? t('startAll') : t('startRest', { n: rest })}
      </Button>
    ) : null;
  const planForm = {
    values: refused?.plan ?? { closes: '', count: String(LEAST_PASSES) },
    error: refused?.plan ? refused.error : undefined,
  };
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')}>
        <AuditWays />
      </PageHeader>
      <FindingsWait count={page.findings} />
      {refused && !refused.plan && !refused.cancel ? (
        <Notice tone="danger" live>
          <p>{refused.error}</p>
        </Notice>
      ) : refused ? null : page.flash ? (
        <Notice tone="success" live>
          <p>{say(page.flash)}</p>
        </Notice>
      ) : page.started !== null ? (
        <Notice tone={started > 0 ? 'success' : 'info'} live>
          <p>{started > 0 ? t('started', { n: started }) : t('startedNone')}</p>
        </Notice>
      ) : null}
      <AuditNext
        step={step}
        count={count}
        desk={desk}
        closesAt={page.closesAt}
        planValues={planForm.values}
        planError={planForm.error}
      >
        {start ? (
          <Form method="post" className="row">
            {start}
            <span className="small muted">{say('startNow')}</span>
          </Form>
        ) : null}
      </AuditNext>
      <section className="card">
        <div className="row row--between">
          <h2>{t('progress', { done: summary.done, sites: summary.sites })}</h2>
          {live === null ? null : <span className="small muted">{t(live ? 'live' : 'reconnecting')}</span>}
        </div>
        <progress className="progress" max={1} value={summary.share} aria-label={t('progressLabel')} />
        {open ? (
          <>
            <AuditQueue queue={desk.queue} />
            <div className="row">
              {desk.queue.paused === null ? <PauseButton /> : null}
              <Form method="post" className="row">
                {step === 'plan' ? null : start}
                {summary.sites > 0 && !isRunning ? (
                  <Button kind="quiet" name="intent" value="putaran">
                    {say('startPass')}
                  </Button>
                ) : null}
              </Form>
            </div>
          </>
        ) : null}
      </section>
      <AuditFailures groups={failureGroups(rows)} open={open} />
      {page.phase !== 'persiapan' || desk.passes.length > 0 ? (
        <AuditPasses
          passes={desk.passes}
          closesAt={page.closesAt}
          open={open || page.phase === 'persiapan'}
          refused={refused?.cancel ? { ...refused.cancel, error: refused.error } : null}
        />
      ) : null}
      {open && !isPlanned && step !== 'plan' ? (
        <details className="card fold" open={refused?.plan !== undefined && refused.plan !== null}>
          <summary>{say('planMore')}</summary>
          <PlanForm kind="plain" label={say('plan')} {...planForm} />
        </details>
      ) : null}
      <AuditTable rows={rows} criteria={page.criteria} open={open} />
    </Page>
  );
}
