import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { currentContest } from '#app/contest/contests.server.ts';
import { devicesText } from '#app/i18n/devices.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { planText } from '#app/i18n/plan.ts';
import { rulingsText } from '#app/i18n/rulings.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { readDevices } from '#app/identity/card-desk.server.ts';
import { summarise } from '#app/identity/device-silence.ts';
import { notFound, requireRole } from '#app/identity/session.server.ts';
import { assignEveryone } from '#app/judging/assignments.server.ts';
import { MonitorLinks } from '#app/judging/monitor/links.tsx';
import { Matrix } from '#app/judging/monitor/matrix.tsx';
import { Reason, type Refused } from '#app/judging/monitor/reason.tsx';
import { Recusals } from '#app/judging/monitor/recusals.tsx';
import { judgingMonitor } from '#app/judging/monitor.server.ts';
import { planStanding } from '#app/judging/plan.server.ts';
import { decideRecusal } from '#app/judging/recusals.server.ts';
import { monitorActs } from '#app/judging/rulings.schema.ts';
import { rule } from '#app/judging/rulings.server.ts';
import { reopenSheet } from '#app/judging/submit.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/judging.css?url';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer']);
  const title = text(rulingsText, await readLocale(request))('judging');
  const contest = await currentContest();
  const asked = new URL(request.url).searchParams.get('lembar');
  return {
    title,
    asked,
    monitor: contest ? await judgingMonitor(contest.id) : null,
    plan: contest ? await planStanding(contest.id) : null,
    devices: summarise(await readDevices()),
  };
}
type Monitor = NonNullable<Awaited<ReturnType<typeof loader>>['monitor']>;

/** Which form of the page an act came from; null for those that have nothing to keep. */
function formOf(act: z.infer<typeof monitorActs>): string | null {
  if (act.intent === 'reopen') return act.sheetId;
  if (act.intent === 'recusal') return act.recusalId;
  return act.intent === 'claim' ? `${act.entryId} ${act.indicator}` : null;
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer']);
  const contest = await currentContest();
  const parsed = monitorActs.safeParse(Object.fromEntries(await request.formData()));
  if (!contest || !parsed.success) throw notFound();
  const act = parsed.data;
  const t = text(rulingsText, await readLocale(request));
  const refuse = (why: Parameters<typeof t>[0]) =>
    data({ form: formOf(act), problem: t(why), reason: 'reason' in act ? act.reason : '' }, { status: 422 });
  if (act.intent === 'assign') await assignEveryone(viewer, contest.id);
  if (act.intent === 'recusal') {
    const outcome = await decideRecusal(viewer, act.recusalId, act.decision, act.reason);
    if (!outcome.done) return refuse(`refused_${outcome.why}`);
  }
  if (act.intent === 'reopen') {
    const outcome = await reopenSheet(viewer, act.sheetId, act.reason);
    if (!outcome.done) return refuse(`refused_${outcome.why}`);
  }
  if (act.intent === 'claim') {
    const outcome = await rule(viewer, { ...act, indicators: [act.indicator], points: null });
    if (!outcome.done) return refuse(`refused_${outcome.why}`);
  }
  return redirect(paths.judgingMonitor());
}

export default function JudgingMonitor() {
  const { title, monitor, asked, plan, devices } = useLoaderData<typeof loader>();
  const failed = useActionData<Refused>();
  const t = useText(rulingsText);
  const p = useText(planText);
  const d = useText(devicesText);
  return (
    <Page>
      <PageHeader title={title} lead={t('judgingLead')}>
        {monitor ? <MonitorLinks /> : null}
      </PageHeader>
      {devices.in + devices.unsent > 0 ? <p className="muted">{d('summary', devices)}</p> : null}
      {failed && failed.form === null ? <Notice tone="danger" title={failed.problem} live /> : null}
      {monitor ? (
        <>
          {plan && monitor.judges.length > 0 && (plan.refused || plan.changes > 0) ? (
            <Notice tone="warning" title={p('incomplete')}>
              {plan.refused ? p('impossibleLead') : p('incompleteLead', { n: plan.changes })}
            </Notice>
          ) : null}
          {asked ? <Reopen monitor={monitor} sheetId={asked} failed={failed} /> : null}
          <Claims monitor={monitor} failed={failed} />
          <Recusals recusals={monitor.recusals} failed={failed} />
          <Matrix monitor={monitor} />
          {plan?.isDefault ? (
            <Form method="post" className="row">
              <Button name="intent" value="assign" kind={monitor.judges.length === 0 ? 'primary' : 'plain'}>
                {t('assign')}
              </Button>
              <span className="muted small">{t('assignLead')}</span>
            </Form>
          ) : null}
        </>
      ) : (
        <Notice>{t('noContest')}</Notice>
      )}
    </Page>
  );
}

interface ReopenProps {
  monitor: Monitor;
  sheetId: string;
  failed: Refused | undefined;
}

function Reopen({ monitor, sheetId, failed }: ReopenProps) {
  const t = useText(rulingsText);
  const row = monitor.rows.find((each) => each.cells.some((cell) => cell?.sheetId === sheetId));
  const judge = monitor.judges[row?.cells.findIndex((cell) => cell?.sheetId === sheetId) ?? -1];
  if (!row || !judge) return null;
  return (
    <section className="card">
      <h2>{t('reopenTitle', { judge: judge.name, entry: row.name })}</h2>
      <p>{t('reopenLead')}</p>
      <Form method="post" className="stack">
        <input type="hidden" name="sheetId" value={sheetId} />
        <Reason refused={failed?.form === sheetId ? failed : null} />
        <div className="row">
          <Button kind="danger" name="intent" value="reopen">
            {t('reopen')}
          </Button>
          <ButtonLink to={paths.judgingMonitor()}>{t('cancel')}</ButtonLink>
        </div>
      </Form>
    </section>
  );
}

function Claims({ monitor, failed }: { monitor: Monitor; failed: Refused | undefined }) {
  const t = useText(rulingsText);
  if (monitor.claims.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('claims', { n: monitor.claims.length })}</h2>
      {monitor.claims.map((claim) => (
        <Form method="post" className="decision" key={`${claim.entryId} ${claim.indicator}`}>
          <h3>
            {claim.entry}: {claim.indicator}
          </h3>
          {claim.by.map(({ judge, reason }) => (
            <p key={judge}>
              <strong>{judge}</strong> {reason}
            </p>
          ))}
          <input type="hidden" name="intent" value="claim" />
          <input type="hidden" name="entryId" value={claim.entryId} />
          <input type="hidden" name="indicator" value={claim.indicator} />
          <Reason refused={failed?.form === `${claim.entryId} ${claim.indicator}` ? failed : null} />
          <div className="row">
            <Button name="kind" value="notApplicable">
              {t('confirmClaim')}
            </Button>
            <Button name="kind" value="applicable">
              {t('refuseClaim')}
            </Button>
          </div>
        </Form>
      ))}
    </section>
  );
}
